### Ce qu’un exploitant apprend d’un serveur que l’on regarde, et ce qu’il peut faire.

settings = Réglages
settings-unset = non réglé
state-ok = ok
state-warn = attention
state-fail = échec

## Ce que `server --check` regarde

check-data = Il est possible d’écrire dans { $path }.
check-data-new = { $path } sera créé.
check-data-refused = Impossible d’écrire dans { $path } : { $reason }
check-database = La base de données répond. Son schéma est { $schema }, le plus récent que ce serveur connaît ({ $known }).
check-database-new = Il n’y a pas encore de base de données. Le premier démarrage la crée.
check-database-older = La base de données a le schéma { $schema }. Le prochain démarrage la porte au schéma { $known } ; faites d’abord une sauvegarde.
check-database-newer = Un serveur plus récent a écrit la base de données (schéma { $schema }, celui-ci connaît jusqu’à { $known }). Mettez le serveur à jour.
check-database-network = La base de données appartient au réseau { $found }, non à { $expected }. Changez `network`, ou choisissez un autre endroit.
check-database-refused = La base de données ne s’ouvre pas : { $reason }
check-database-open = Les dossiers voyagent en clair vers la base de données. Ajoutez `?sslmode=require` à son adresse.
check-photos-folder = Les photos sont dans le dossier de données.
check-photos-bucket = { $bucket } répond.
check-photos-refused = { $bucket } ne répond pas : { $reason }
check-certificate = Le certificat est lisible, et sa clé correspond. Il est valable jusqu’au { $day }.
check-certificate-soon = Le certificat n’est valable que jusqu’au { $day }. Renouvelez-le.
check-certificate-over = Le certificat a pris fin le { $day } : les téléphones ne se connectent pas. Renouvelez-le.
check-certificate-strange = Le certificat peut servir, et ne dit pas jusqu’à quand.
check-certificate-none = Pas de TLS : pour cette machine seule, ou derrière un proxy sur elle.
check-certificate-open = Pas de TLS à { $address } : les mots de passe voyagent en clair si aucun proxy devant lui ne parle TLS.
check-certificate-refused = Le certificat ne peut pas servir : { $reason }

## Ce que `server doctor` regarde en plus

doctor-demo-keys = Tout le monde connaît les clés du réseau de démonstration. Il sert à essayer, jamais à des bornes que des conducteurs utilisent.
doctor-profile = Le profil du réseau est valable jusqu’au { $day }.
doctor-profile-soon = Le profil du réseau n’est valable que jusqu’au { $day }. Faites-en signer un nouveau par sa racine.
doctor-profile-over = Le profil du réseau a pris fin le { $day } : les téléphones refusent de commencer. Faites-en signer un nouveau par sa racine.
doctor-profile-always = Le profil du réseau est valable sans fin.
doctor-profile-none = Il n’y a pas de profil à { $path } : les téléphones ne peuvent pas commencer. Voyez `pinpoint profile sign`.
doctor-profile-unreadable = { $path } n’est pas un profil signé : { $reason }
doctor-disk = { $free } Mo sont libres à { $path }.
doctor-disk-low = Seulement { $free } Mo sont libres à { $path }. Faites de la place, ou déplacez les photos vers un compartiment S3.
doctor-disk-full = Seulement { $free } Mo sont libres à { $path }. Bientôt, les dossiers seront refusés ; faites de la place maintenant.
doctor-answers = Un serveur répond à { $url }, après { $ms } ms.
doctor-not-ready = { $url } dit { $reason } : le serveur tourne, et sa base de données ou ses photos ne répondent pas.
doctor-no-answer = Personne ne répond à { $url } : { $reason }
doctor-database-whole = La base de données ne se trouve aucun défaut.
doctor-database-damaged = La base de données est endommagée : { $reason }. Arrêtez le serveur, copiez son dossier, et revenez à la dernière sauvegarde.
doctor-clock = Les horloges de la base de données et du serveur diffèrent de { $seconds } s. Faites-les suivre NTP toutes deux.
doctor-backup = La dernière sauvegarde date du { $day }.
doctor-backup-old = La dernière sauvegarde date du { $day }. Ce qui est venu depuis serait perdu avec ce disque.
doctor-backup-none = Il n’y a pas de sauvegarde. `pinpoint backup make` en fait une pendant que le serveur sert.
doctor-verdicts-late = { $count ->
    [one] Un dossier attend son verdict depuis plus d’une heure. Le journal dit pourquoi.
   *[other] { $count } dossiers attendent leur verdict, certains depuis plus d’une heure. Le journal dit pourquoi.
}
doctor-webhooks-given-up = { $count ->
    [one] Un message à un autre système a été abandonné. Le journal dit pourquoi.
   *[other] { $count } messages à d’autres systèmes ont été abandonnés. Le journal dit pourquoi.
}
doctor-photos = { $count ->
    [one] Le fichier de la dernière photo est là.
   *[other] Les fichiers des { $count } dernières photos sont là.
}
doctor-photos-missing = Photos sans fichier, sur les { $count } dernières : { $missing }, comme { $photo }. Reprenez-les d’une sauvegarde.
doctor-photos-refused = Impossible de chercher les fichiers des photos : { $reason }

## Ce qui part avec le temps

retention-counted = Hors délai, et encore là
retention-done = Supprimé, car hors délai
retained-sessions = connexions terminées
retained-access-tokens = jetons d’accès expirés
retained-refresh-tokens = jetons de renouvellement expirés
retained-attempts = mots de passe erronés
retained-familiar-sources = adresses habituelles
retained-webhook-deliveries = messages jamais pris
retained-outgoing = messages à d’autres systèmes

## Ce qui est effacé

erased-from = Effacé de { $record }
erased-annex = l’annexe
erased-photo = photo { $photo }
erased-before = Il ne restait rien à effacer de { $record }.
erased-backups = Les sauvegardes faites avant le contiennent encore. Notez cette commande à côté d’elles : après un retour à l’une d’elles, lancez-la de nouveau.
