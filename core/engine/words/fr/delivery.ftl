### En route vers le réseau : états, météo, connexions.

delivery-blocked = Part dès que ce qui précède est arrivé.
delivery-ready = Prêt à partir.
delivery-sending = En route.
delivery-done = Arrivé : enregistré sur le serveur.
delivery-waiting = Ça ne passe pas encore. L’envoi repart de lui-même, vous n’avez rien à faire.
delivery-carried = Confié au système, qui l’envoie même quand l’application est fermée.
delivery-held-auth = Attend votre compte. Reconnectez-vous, ou faites renouveler votre certification.
delivery-held-storage = Attend, car le serveur est plein. Rien n’est perdu.
delivery-held-version = Attend, car ce Pinpoint est trop ancien. Mettez l’application à jour, votre travail est gardé.
delivery-held-clock = Attend, car ce téléphone n’est pas à l’heure. Réglez la date et l’heure en automatique.
delivery-needs-you = Le réseau n’a pas pu le prendre tel quel. Votre travail est gardé : ouvrez-le pour voir pourquoi.

weather = { $weather } L’envoi repart de lui-même.
weather-offline = Pas de connexion avec le serveur.
weather-timeout = Le serveur n’a pas répondu à temps.
weather-tls = Aucune connexion sécurisée n’a été possible.
weather-interrupted = La connexion s’est coupée.
weather-stranger = Autre chose a répondu à la place du serveur, peut-être un Wi-Fi qui demande une connexion.
weather-server = Le serveur a lui-même un problème.
weather-busy = Le serveur est occupé.
weather-not-yet = Le serveur n’a pas encore la fiche.
weather-damaged = Ce qui est arrivé au serveur n’est pas ce qui a été envoyé.
weather-unreadable = La réponse du serveur est illisible.
weather-receipt-not-believed = Le reçu a été écarté, rien n’a donc été effacé.
server-full = Le serveur est plein. Votre travail est gardé sur ce téléphone et partira plus tard.
clock-off = L’horloge de ce téléphone est décalée de { $skew_s } secondes. Réglez la date et l’heure en automatique.

transport-offline = { weather-offline }
transport-timeout = { weather-timeout }
transport-tls = { weather-tls }
transport-certificate-dates = Le certificat du serveur n’est pas valable aujourd’hui. Vérifiez la date et l’heure de ce téléphone.
transport-interrupted = { weather-interrupted }
transport-too-large = { weather-unreadable }
transport-file = Le fichier de la photo ne se lit plus. Reprenez la photo si vous êtes encore sur place.

sync-elsewhere = Un autre Pinpoint envoie déjà depuis ce dossier. Attendez qu’il ait fini, ou arrêtez-le.
photo-file-damaged = Le fichier d’une photo est abîmé sur ce téléphone, elle n’a donc pas été envoyée. La fiche part sans elle. Exportez la fiche et appelez l’assistance.
body-missing = Une partie de cet envoi manque sur ce téléphone. Le reste part sans elle. Exportez la fiche et appelez l’assistance.
server-url = { $url } ne peut pas servir de serveur. L’adresse commence par https://, et par http:// seulement pour un serveur sur cette machine.
http-extra-ca = Le certificat supplémentaire est illisible : { $reason }
http-client = La connexion n’a pas pu être préparée : { $reason }
