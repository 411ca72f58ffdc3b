### Français : ce que la France et le Québec ont en commun. Ce qui diffère (règles, métier, typographie) est dans
### fr-FR.ftl et fr-CA.ftl. Ni point-virgule ni point d’interrogation ici : leur espace n’est pas la même.

## Les noms dans une phrase

quoted = « { $title } »
decimal-sign = ,

## Les trois promesses : elles ne partagent aucun mot

promise-made-safe = Circuit sécurisé
promise-saved-phone = Enregistré sur ce téléphone
promise-saved-server = Enregistré sur le serveur
promise-verified-online = Vérifié en ligne

## Les moments de la visite

phase-before-you-go = Avant de partir
phase-arrive = À l’arrivée
phase-make-safe = Mise en sécurité
phase-cabinet = Dans l’armoire
phase-labels = Étiquettes
phase-pinpoint = Localisation
phase-verify = Vérification

## Les étapes

step-documents = Télécharger les documents
step-documents-how = Téléchargez les versions les plus récentes avant de partir. Il n’y aura peut-être pas de réseau près de la borne.
step-review = Relire les instructions du fabricant
step-review-how = Relisez ce qu’il faut pour accéder à cette borne et la mettre en service.
step-access = Organiser l’accès
step-access-how = Demandez au propriétaire de la borne ou au gestionnaire du site.
step-kit = Préparer la trousse
step-kit-how = Vérifiez que tout est dans le sac.
step-photo-before = Photo avant toute modification
step-photo-before-how = Photographiez la borne avant de toucher à quoi que ce soit. La photo montre comment vous l’avez trouvée.
step-condition = Contrôler la borne
step-condition-how = Suivez les instructions du fabricant. Le modèle, l’état et la version du logiciel doivent répondre aux exigences du réseau.
step-network-checklist = Liste de contrôle du réseau
step-network-checklist-how = Remplissez la liste des vérifications exigées pour cette borne.
step-lockout = Mettre le circuit en sécurité
step-open-cabinet = Ouvrir l’armoire
step-open-cabinet-how = Ouvrez l’armoire selon les instructions du fabricant. Le courant reste coupé jusqu’à ce qu’elle soit refermée.
step-replace-sim = Remplacer la carte SIM
step-replace-sim-how = Retirez la carte SIM en place et insérez celle de la trousse, selon les instructions du fabricant.
step-type-plate = Trouver la plaque signalétique
step-type-plate-how = Elle se trouve le plus souvent sur un panneau ou à l’intérieur de la porte de l’armoire.
step-activation-sticker = Coller l’étiquette d’activation
step-activation-sticker-how = Elle va à côté de la plaque signalétique, sur une surface propre et sèche.
step-branding-place = Choisir l’endroit de l’étiquette de marque
step-branding-place-how = Cherchez un endroit à l’avant ou sur le côté de la borne.
step-branding-label = Coller l’étiquette de marque
step-branding-label-how = Alignez-la sur un bord vertical ou horizontal de la borne.
step-label = Contrôler l’étiquette
step-label-how = Comparez l’adresse MAC et le mot de passe d’activation avec l’étiquette. Ils doivent être identiques.
step-location = Votre position
step-location-how = Autorisez Pinpoint à utiliser votre position. En sous-sol, continuez sans elle et placez le repère à la main.
step-new-station = C’est une borne neuve
step-new-station-how = Confirmez seulement si le réseau demande si vous installez une nouvelle borne.
step-station = Fabricant et modèle
step-station-how = Choisissez ce que dit la plaque signalétique, puis comparez l’image avec la borne.
step-serial = Numéro de série
step-serial-how = Scannez-le sur la plaque signalétique et tapez ses quatre derniers caractères, ou tapez-le deux fois. Une fois scellé, il ne change plus jamais.
step-address = Adresse
step-address-how = Commencez à taper et choisissez dans la liste.
step-pin = Repère sur la place
step-pin-how = Faites glisser la carte jusqu’à ce que le repère soit exactement sur la place de cette borne.
step-details = Détails pour les conducteurs
step-photo-station = Photo pour les conducteurs
step-photo-station-how = Tenez le téléphone à l’horizontale. Montrez la borne et ses alentours, sans personnes ni plaques d’immatriculation.
step-seal = Sceller la fiche
step-seal-how = Relisez lentement le numéro de série. Une fois la fiche scellée, plus rien n’y change.
step-close-cabinet = Refermer l’armoire
step-close-cabinet-how = Fermez et bloquez l’armoire selon les instructions du fabricant. Ensuite seulement, le courant peut revenir.
step-re-energise = Remettre sous tension
step-display-errors = Contrôler l’affichage
step-display-errors-how = Cherchez les messages d’erreur et corrigez-les avec les instructions du fabricant.
step-logo = Logo du réseau à l’écran
step-logo-how = Le logo du réseau doit être visible à l’écran de la borne.
step-mac-on-screen = Adresse MAC à l’écran
step-mac-on-screen-how = Ouvrez le menu de la borne et lisez-y l’adresse MAC. Elle doit être celle de l’étiquette d’activation.
step-call-support = Appeler l’assistance
step-call-support-how = Appelez l’assistance du réseau et faites vérifier que la mise en réseau est correcte et complète.

item-documents-maker-instructions = Les instructions du fabricant de chaque borne
item-documents-minimum-versions = Les versions minimales du logiciel et du micrologiciel
item-documents-verification-checklist = La liste des vérifications
item-review-laptop = L’ordinateur ou le matériel qui communique avec la borne
item-review-sim-access = L’accès à la carte SIM
item-review-commissioning = La mise en service de la borne
item-access-site-access = L’accès au site est convenu
item-access-station-credentials = L’identifiant et le mot de passe de la borne sont connus
item-access-settings = Les réglages à faire ensuite sont connus
item-kit-sim = Carte SIM du réseau
item-kit-mac-label = Étiquette d’activation avec l’adresse MAC
item-kit-branding-label = Étiquette de marque
item-kit-damp-cloth = Chiffon humide
item-kit-credentials = Votre compte d’installateur
item-condition-model = Le modèle est accepté par le réseau
item-condition-condition = La borne est en bon état
item-condition-software-version = La version du logiciel est assez récente
item-lockout-disconnected = Le courant est coupé au tableau électrique
item-lockout-stays-off = Le courant reste coupé jusqu’à ce que l’armoire soit refermée et le travail terminé
item-activation-sticker-cleaned = Surface nettoyée au chiffon humide
item-activation-sticker-dried = Surface sèche
item-activation-sticker-applied = Collée à côté de la plaque signalétique
item-branding-place-visible = Bien visible pour les conducteurs
item-branding-place-flat = Assez grand pour la coller à plat
item-branding-place-covers-nothing = Ne couvre ni marque ni consigne
item-branding-label-aligned = Alignée sur un bord
item-branding-label-cleaned = Surface nettoyée au chiffon humide
item-branding-label-dried = Surface sèche
item-branding-label-applied = Collée

## À regarder, sans rien bloquer

warning-seal-after-screen = Cette borne a un écran. Mieux vaut sceller après y avoir vu l’adresse MAC : une étiquette échangée se corrige encore.
warning-fix-vague = Votre téléphone ne connaît sa position qu’à { $metres } m près. Regardez bien où se trouve le repère.
warning-fix-mock = La position vient d’une autre application ou d’un autre appareil. La fiche le dira.
warning-pin-far = Le repère est à { $metres } m de votre téléphone. Vérifiez que c’est le bon site.

mark-grant-expired = Votre connexion avait expiré au moment du scellé. Le réseau regardera peut-être de plus près.
mark-mock-location = La position venait d’une autre application ou d’un autre appareil.
mark-other = La fiche porte une remarque que cette version ne connaît pas. Mettez l’application à jour.

## Sécurité

stop = ARRÊT. L’armoire est ouverte et le circuit n’est pas sûr. Retirez vos mains et faites d’abord ceci : { $missing }.
lockout-incomplete = L’armoire reste fermée tant que le circuit n’est pas sûr. Il reste : { $missing }.
lockout-order = Une chose après l’autre. D’abord : { $first }.
reading-missing = Entrez ce que montre l’appareil de mesure pour { $item }.
voltage-present = L’appareil montre { $volts } V, et seuls { $limit } V au plus comptent comme coupés. Considérez le circuit SOUS TENSION et restez loin de l’armoire. Trouvez le bon disjoncteur, puis recommencez.
cabinet-already-open = L’armoire est déjà ouverte.
cabinet-not-open = L’armoire est fermée. Ouvrez-la d’abord, le circuit étant en sécurité.
cabinet-open-on-circuit =
    { $open ->
        [one] Le courant reste coupé : une armoire du circuit { $circuit } est encore ouverte. Refermez-la d’abord.
       *[other] Le courant reste coupé : { $open } armoires du circuit { $circuit } sont encore ouvertes. Refermez-les d’abord.
    }
undo-physical = { $step } a eu lieu et ne s’annule pas d’un toucher. Faites l’étape contraire.

## Le déroulement

job-unknown = Ce téléphone ne connaît pas ce travail. Revenez à la liste et choisissez de nouveau.
job-exists = Ce travail existe déjà, avec une autre étiquette ou un autre circuit. Commencez un nouveau travail pour cette borne.
playbook-missing = Les étapes de ce travail ne sont pas sur ce téléphone. Connectez-vous une fois pour les recevoir, ou mettez Pinpoint à jour.
journal-newer = Un Pinpoint plus récent a écrit dans ce travail. Rien n’est perdu. Mettez l’application à jour pour continuer.
step-unknown = Ce travail n’a pas cette étape. Mettez Pinpoint à jour et réessayez.
item-unknown = { $step } n’a pas cet élément. Mettez Pinpoint à jour et réessayez.
answer-kind = { $step } demande une autre sorte de réponse.
step-locked = Pas encore { $step }. Faites d’abord { $missing }.
step-not-for-station = { $step } ne concerne pas cette borne.
nothing-to-undo = Il n’y a rien à annuler pour { $step }.
sealed = La fiche est scellée. { $step } ne change plus jamais.
not-ready-to-seal = Avant de sceller, terminez { $missing }.
seal-shown-differs = L’écran montrait { $confirmed }, mais le travail contient { $actual }. Rien n’a été scellé. Regardez encore et confirmez ce qui est juste.
sealed-already = Cette fiche est déjà scellée. Il n’y a plus rien à faire ici.
mac-differs = L’écran montre { $shown }, votre étiquette dit { $label }. Deux étiquettes sont peut-être échangées : regardez la borne voisine.
text-length = { $field } : de 1 à { $limit } caractères, sans retour à la ligne ni signe caché.
country = { $country } n’est pas un code de pays. Utilisez trois lettres, par exemple CAN ou FRA.
screen-unknown = { $manufacturer } { $model } n’est pas au catalogue. Dites si cette borne a un écran.
photo-not-landscape = La photo fait { $width_px } × { $height_px } pixels, plus haute que large. Tournez le téléphone et reprenez-la.

field-manufacturer = Fabricant
field-model = Modèle
field-address = Adresse
field-city = Ville
field-postal_code = Code postal
field-building = Bâtiment
field-floor = Étage
field-bay = Place
field-parking_restrictions = Restrictions de stationnement

## Étiquettes, adresses MAC, mots de passe

label-not-a-link = Ce code n’est pas une étiquette d’activation. Cherchez celle qui porte l’adresse MAC, près de la plaque signalétique.
label-not-https = Ce code mène à une adresse { $scheme } non protégée. Ce n’est pas une étiquette d’activation : ne l’ouvrez pas.
label-foreign-host = Ce code mène à { $host }, qui n’est pas ce réseau. L’étiquette est peut-être fausse : ne l’ouvrez pas et prévenez le réseau.
label-not-a-label-path = Ce code appartient à { $host }, mais n’est pas une étiquette d’activation.
mac-length = Une adresse MAC a 12 ou 16 caractères, celle-ci en a { $digits }. Comparez-la avec l’étiquette.
mac-character = « { $found } », en position { $at }, n’existe pas dans une adresse MAC. Seuls 0–9 et A–F existent : c’est peut-être un zéro ou un huit.
password-length = Un mot de passe d’activation a de 4 à 32 caractères, celui-ci en a { $characters }. Comparez-le avec l’étiquette.
password-space = Il y a une espace en position { $at } du mot de passe d’activation. Enlevez-la.
password-character = Le signe en position { $at } n’existe pas dans un mot de passe d’activation. Comparez-le avec l’étiquette.

## Numéro de série et position

serial-length = Un numéro de série a de 4 à 40 lettres et chiffres, celui-ci en a { $characters }. Comparez-le avec la plaque signalétique.
serial-character = « { $found } » ({ $code_point }), en position { $at }, n’a pas sa place dans un numéro de série. Tapez-le comme il est sur la plaque signalétique.
serial-last-four-differ = Ce ne sont pas les quatre derniers caractères du numéro scanné. Regardez encore la plaque signalétique.
serial-entries-differ = Les deux saisies diffèrent à partir du caractère { $at }. Regardez la plaque signalétique, puis tapez-le encore.
serial-type-twice = Un numéro de série tapé se tape une seconde fois en entier.
serial-first-missing = Scannez ou tapez d’abord le numéro de série en entier.
coordinate-latitude = Une latitude est entre −{ $limit }° et { $limit }°. Latitude et longitude sont peut-être échangées.
coordinate-longitude = Une longitude est entre −{ $limit }° et { $limit }°.
coordinate-format = Une position est faite de deux nombres, par exemple 48.8583701, 2.2944813.
circuit-name = Le nom d’un circuit a de 1 à 40 caractères, celui-ci en a { $characters }. Prenez le nom écrit au tableau, par exemple F12.

## Images

picture-empty = Ce fichier est vide. Reprenez la photo.
picture-not-an-image = Ce fichier n’est pas une image ({ $found }). Choisissez une photo.
picture-format-unsupported = Les images de ce format ne se lisent pas ({ $found }). Prenez la photo en JPEG ou en PNG.
picture-too-large = { $width_px } × { $height_px } pixels, c’est trop. Le maximum est { $limit_px }. Prenez la photo avec l’appareil du téléphone.
picture-damaged = Ce fichier { $media_type } est abîmé ({ $damage }). Reprenez la photo.
photo-too-long = Ce fichier fait plus de { $megabytes } Mo, aucune photo n’est si longue. Choisissez-en une autre.
frame-empty = La caméra a donné une image vide. Réessayez.
frame-stride-too-small = { frame-empty }
frame-too-short = { frame-empty }
frame-crop-outside = { frame-empty }

photo-portrait = La photo est plus haute que large. Les conducteurs voient mieux quand le téléphone est à l’horizontale.
photo-small = La photo est petite : { $width_px } × { $height_px } pixels. Prenez-la à la taille complète de l’appareil.
photo-dark = La photo est sombre. Allumez une lumière ou le flash, puis reprenez-la.
photo-blurred = La photo est floue. Essuyez l’objectif, tenez-le immobile, puis reprenez-la.

## Confiance

signature-type = Ceci est signé pour autre chose et n’a pas été cru.
signature-unknown-key = Ceci est signé par une clé que Pinpoint ne connaît pas. Rien n’a été effacé. Connectez-vous une fois pour renouveler le profil du réseau.
signature-forged = La signature ne correspond pas. Elle n’a pas été crue et rien n’a été effacé. Prévenez le réseau.
signature-payload = Signé, mais illisible. Mettez Pinpoint à jour et réessayez.
capsule-key = La clé du réseau pour les mots de passe est abîmée, le vôtre n’a donc pas été gardé. Connectez-vous une fois pour renouveler le profil du réseau.
capsule-shut = Le mot de passe d’activation n’a pas pu être ouvert pour cette borne.
receipt-network = Un reçu d’un autre réseau est revenu. Il n’a pas été cru et votre fiche est gardée.
receipt-subject = Un reçu pour autre chose est revenu. Il n’a pas été cru et votre fiche est gardée.
receipt-digest = Un reçu pour d’autres octets est revenu. Il n’a pas été cru et votre fiche est gardée.
not-believed = Un document du réseau n’a pas été cru ({ $document }). Rien n’a changé. Prévenez le réseau.

## Listes d’étapes

playbook-json = La liste d’étapes est illisible, ligne { $line }, colonne { $column } : { $reason }
playbook-step-twice = La liste contient deux fois l’étape { $step }.
playbook-order = L’étape { $step } a besoin de { $needs }, qui ne vient pas avant elle.
playbook-form = L’étape { $step } doit nommer un formulaire exactement quand elle en est un.
playbook-items = L’étape { $step } doit avoir des éléments exactement quand elle est une liste de contrôle.
playbook-safety = La liste doit contenir l’étape { $role } exactement une fois, elle la contient { $times } fois.
playbook-seal = La liste doit sceller la fiche exactement une fois, elle le fait { $times } fois.
playbook-seal-needs = La liste scelle la fiche avant le formulaire { $form }, sans lequel aucune fiche n’est complète.

## En route vers le réseau

delivery-blocked = Part dès que ce qui précède est arrivé.
delivery-ready = Prêt à partir.
delivery-sending = En route.
delivery-done = Arrivé : enregistré sur le serveur.
delivery-waiting = Pas encore de passage. L’envoi repart de lui-même, vous n’avez rien à faire.
delivery-carried = Confié au système, qui l’envoie même quand l’application est fermée.
delivery-held-auth = Attend votre compte. Reconnectez-vous, ou faites renouveler votre certification.
delivery-held-storage = Attend, car le serveur est plein. Rien n’est perdu.
delivery-held-version = Attend, car ce Pinpoint est trop ancien. Mettez l’application à jour, votre travail est gardé.
delivery-held-clock = Attend, car l’horloge de ce téléphone est fausse. Réglez la date et l’heure en automatique.
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
weather-receipt-not-believed = Le reçu n’a pas été cru, rien n’a donc été effacé.
server-full = Le serveur est plein. Votre travail est gardé sur ce téléphone et partira plus tard.
clock-off = L’horloge de ce téléphone est fausse de { $skew_s } secondes. Réglez la date et l’heure en automatique.

transport-offline = { weather-offline }
transport-timeout = { weather-timeout }
transport-tls = { weather-tls }
transport-certificate-dates = Le certificat du serveur n’est pas valable aujourd’hui. Vérifiez la date et l’heure de ce téléphone.
transport-interrupted = { weather-interrupted }
transport-too-large = { weather-unreadable }
transport-file = Le fichier de la photo ne se lit plus. Reprenez la photo si vous êtes encore sur place.

## Ce que le réseau a décidé

decision-accepted = Accepté : la borne est sur le réseau comme le dit votre fiche.
decision-in-review = À l’examen : une personne du réseau regarde. Rien n’est perdu.
decision-rejected = Pas encore accepté : quelque chose est à corriger.
decision-superseded = Remplacé par une fiche plus récente de la même borne.

verdict-capsule-missing = Le mot de passe d’activation n’est pas arrivé. Scannez encore l’étiquette.
verdict-capsule-shut = Le mot de passe d’activation est arrivé pour une autre borne. Scannez encore l’étiquette de cette borne.
verdict-label-not-proved = L’adresse MAC et le mot de passe d’activation ne vont pas ensemble, le plus souvent une faute de frappe. Scannez encore l’étiquette, ou retapez le mot de passe.
verdict-attempts-throttled = Il y a eu beaucoup de mots de passe faux. Le réseau réessaie plus tard de lui-même.
verdict-serial-active-elsewhere = Ce numéro de série est actif sous une autre étiquette. Le réseau regarde et vous appellera peut-être.
verdict-mac-active-elsewhere = Cette étiquette est active sur une autre borne. Le réseau regarde et vous appellera peut-être.
verdict-renetworked = Une fiche plus récente de la même borne l’a remplacée.
verdict-other = Le réseau a donné une raison que cette version ne connaît pas : { $reason }. Mettez l’application à jour.

## Ce téléphone

not-signed-in = Personne n’est connecté. Connectez-vous une fois avec du réseau, Pinpoint fonctionne ensuite sans.
signed-out = Vous êtes déconnecté. Reconnectez-vous, votre travail est gardé.
visit-unknown = Ce téléphone ne connaît pas cette visite.
label-of-another = La fiche est scellée avec l’adresse MAC { $sealed }, cette étiquette dit { $label }. Scannez l’étiquette de la borne scellée.
not-sealed = Ce travail n’est pas encore scellé.
storage-full = Ce téléphone est plein, ceci n’a donc pas été enregistré. Ce qui l’était déjà est en sûreté. Libérez de la place et réessayez.
storage-denied = Cette fenêtre du navigateur ne garde rien, aucun travail ne peut donc y être enregistré. Ouvrez Pinpoint dans une fenêtre normale, pas en navigation privée.
photo-not-here = Ce téléphone n’a pas de photo {$photo}.
storage-file = Un fichier n’a pas pu être lu ou écrit : { $reason }
database-newer = Un Pinpoint plus récent a écrit ces données (version { $found }, cette application connaît jusqu’à { $known }). Rien n’a été touché. Mettez l’application à jour.
database-damaged = Les données de Pinpoint sur ce téléphone sont abîmées et n’ont pas été touchées. Exportez-les et appelez l’assistance : { $reason }
sync-elsewhere = Un autre Pinpoint envoie déjà depuis ce dossier. Attendez qu’il ait fini, ou arrêtez-le.
photo-file-damaged = Le fichier d’une photo est abîmé sur ce téléphone, elle n’a donc pas été envoyée. La fiche part sans elle. Exportez la fiche et appelez l’assistance.
body-missing = Une partie de cet envoi manque sur ce téléphone. Le reste part sans elle. Exportez la fiche et appelez l’assistance.
database-busy = Un autre Pinpoint utilise les données. Fermez-le et réessayez.
database-unreadable = Une partie des données de Pinpoint est illisible ({ $room }). Rien n’a été effacé. Mettez l’application à jour : { $reason }
database-failed = Les données de Pinpoint n’ont pas pu être lues ou écrites : { $reason }
database-closed = Pinpoint a été fermé. Rouvrez-le.
key-store = Le trousseau de clés de ce téléphone n’a pas répondu : { $reason }
server-url = { $url } ne peut pas servir de serveur. L’adresse commence par https://, et par http:// seulement pour un serveur sur cette machine.
no-randomness = Cet appareil n’a pas donné de nombres aléatoires, rien n’a donc pu être fait. Redémarrez-le.
http-extra-ca = Le certificat supplémentaire est illisible : { $reason }
http-client = La connexion n’a pas pu être préparée : { $reason }

## Ce que le serveur peut répondre

refresh-refused = Votre session a expiré. Reconnectez-vous, votre travail est gardé.
token-missing = { refresh-refused }
token-refused = { refresh-refused }
token-unusable = { refresh-refused }
sign-in-busy = Le serveur n’accepte pas de connexion pour le moment. Attendez une minute, puis réessayez.
sign-in-weather = { $weather } Vous n’êtes pas connecté. Réessayez quand ce sera passé.
throttled = Trop d’essais. Attendez un peu, puis réessayez.
not-certified = Votre compte n’est pas certifié pour localiser des bornes. Votre fiche est gardée et partira d’elle-même dès qu’il le sera.
device-revoked = Cet appareil n’a plus le droit d’envoyer. Votre travail est gardé. Appelez votre bureau ou le réseau.
devices-too-many = Votre compte a trop d’appareils. Demandez à votre bureau ou au réseau de retirer les anciens.
device-differs = Cet appareil est inscrit pour un autre compte. Connectez-vous avec ce compte, ou appelez le réseau.
company-differs = Cette fiche a été scellée pour une autre entreprise. Appelez le réseau.
back-office-only = Seules les personnes du réseau peuvent voir ceci.
version-unsupported = Le serveur ne prend pas cette version d’une fiche. Mettez Pinpoint à jour, votre travail est gardé.
network-differs = Ceci appartient à un autre réseau. Connectez-vous au bon.
id-differs = { malformed-json }
author-differs = Cette fiche a été faite sur un autre appareil ou par une autre personne que celle qui est connectée.
serial-spelling = { malformed-json }
annex-differs = { malformed-json }
capsule-form = { malformed-json }
event-type-unknown = Le serveur ne connaît pas encore cette sorte de nouvelle. Elle est gardée et partira plus tard.
events-too-many = Le réseau ne prend plus de nouvelles de cette fiche. Appelez le réseau.
facts-refused = Le réseau a refusé quelque chose dans cette fiche. Elle est gardée telle qu’elle a été scellée. Exportez-la et appelez le réseau.
pinpoint-differs = Le serveur a une autre fiche sous ce nom. La vôtre est gardée. Exportez-la et appelez le réseau.
event-differs = { pinpoint-differs }
photo-id-taken = { pinpoint-differs }
pinpoint-unknown = Le serveur n’a pas cette fiche.
station-unknown = Le réseau ne connaît pas cette borne.
profile-unknown = Le réseau n’a pas encore publié son profil. Appelez le réseau.
photo-unknown = Le serveur n’a pas encore la fiche de cette photo. La fiche part d’abord, d’elle-même.
photo-not-complete = La photo n’est pas encore arrivée en entier.
photo-digest-differs = La photo n’est pas arrivée telle qu’elle a été scellée. L’envoi repart de lui-même.
photo-has-metadata = La photo pour les conducteurs dit encore où elle a été prise et a été refusée. Exportez-la et appelez l’assistance.
photo-not-jpeg = La photo pour les conducteurs n’est pas un JPEG et a été refusée. Exportez-la et appelez l’assistance.
upload-unknown = { photo-digest-differs }
upload-length-differs = { photo-digest-differs }
upload-offset-differs = { photo-digest-differs }
upload-too-long = { photo-digest-differs }
upload-taken-over = { photo-digest-differs }
upload-finished = La photo est déjà là.
checksum-algorithm = { malformed-json }
checksum-differs = { photo-digest-differs }
tus-version = { malformed-json }
malformed-json = Le serveur n’a pas compris ce que cette application a envoyé. Votre travail est gardé. Mettez Pinpoint à jour, ou exportez la fiche et appelez l’assistance.
malformed-path = { malformed-json }
malformed-query = { malformed-json }
malformed-header = { malformed-json }
media-type = { malformed-json }
body-too-large = { malformed-json }
body-cut = { weather-interrupted }
batch-too-long = { malformed-json }
route-unknown = { malformed-json }
method-not-allowed = { malformed-json }
request-timeout = { weather-timeout }
unavailable = { weather-busy }
internal = { weather-server }
http-status = Le serveur a répondu { $status } et rien de plus. Votre travail est gardé. Donnez ce nombre à l’assistance.
request-unwritable = Cette fiche n’a pas pu être écrite pour le serveur. Votre travail est gardé. Exportez-la et appelez l’assistance.
file-unreadable = { transport-file }

## Tout le reste

code-unknown = Il s’est passé quelque chose pour quoi cette version n’a pas de mots ({ $code }). Votre travail est gardé. Mettez Pinpoint à jour, ou donnez ce code à l’assistance.

## Ce que le programme de l’application peut faire de travers, et les tâches qui se sont arrêtées

argument-malformed = L’application a demandé quelque chose d’impossible ({ $argument }, { $reason }). Rien n’a changé.
argument-unsent = L’application a donné quelque chose qui ne se transmet pas, { $reason }. Rien n’a changé.
listener = L’application n’a pas pris ce qui lui était dit, { $reason }
decoder-crashed = Cette image n’a pas pu être lue. Prenez-en une autre.
decoder-too-slow = La lecture de cette image a pris trop de temps. Prenez-en une autre, de plus près et avec plus de lumière.
module-unavailable = Une partie de Pinpoint n’a pas pu être chargée ({ $address }, { $reason }). Ce qui était déjà enregistré est en sûreté. Trouvez une connexion et rouvrez Pinpoint.
store-crashed = Cela n’a pas fonctionné, deux fois de suite. Ce qui était déjà enregistré est en sûreté. Fermez Pinpoint, rouvrez-le et réessayez.
