### Ce que cette page dit elle-même. Tout ce qui concerne le travail vient du cœur, par son code.

## Partout

back = Retour
next = Suivant
save = Enregistrer
yes = Oui
no = Non
optional = facultatif
progress = Avancement
try-again = Réessayer
all-steps = Toutes les étapes
leave-out = Passer
take-back = Revenir sur cette étape
take-back-item = Revenir sur : { $item }
type-instead = Plutôt saisir
scan-instead = Plutôt numériser
language = Langue
page-defect = Cette page a rencontré un problème ({ $reason }). Ce qui est enregistré est en sûreté. Revenez en arrière et réessayez.

## Ouverture

opening = Ouverture…
opening-failed = Pinpoint ne peut pas s’ouvrir ici ({ $code }). Ce qui était enregistré est en sûreté. Fermez les autres fenêtres de Pinpoint et réessayez.
opening-storage-denied = Cette fenêtre du navigateur ne garde rien : aucun travail ne peut y être enregistré. Ouvrez Pinpoint dans une fenêtre normale, pas privée.
opening-insecure = Cette adresse n’est pas protégée : le navigateur ne donne à Pinpoint ni stockage ni appareil photo. Ouvrez-la avec https://, ou sur cette machine même.
opening-module-unavailable = Une partie de Pinpoint n’a pas pu être chargée. Trouvez une connexion et réessayez. Ce qui était enregistré est en sûreté.
opening-database-newer = Un Pinpoint plus récent a écrit ce qui est enregistré ici. Rien n’a été touché. Fermez toutes les fenêtres de Pinpoint et rouvrez-le.
opening-database-busy = Une autre fenêtre de Pinpoint utilise ce qui est enregistré ici. Fermez-la et réessayez.
opening-storage-full = Ce téléphone est plein : rien ne peut être enregistré. Libérez de la place et réessayez. Ce qui était enregistré est en sûreté.
opening-tab-version-differs = Un autre onglet a ouvert une autre version de Pinpoint. Fermez cet onglet et réessayez.
update-ready = Une nouvelle version de Pinpoint est prête. Votre travail est gardé.
update-now = Mettre à jour

## Connexion

tagline = Les bornes, sur leur réseau
sign-in = Se connecter
sign-in-once = Connectez-vous une fois avec du réseau. Ensuite Pinpoint fonctionne sans, même en sous-sol.
sign-in-offline = Pas de réseau. Il en faut pour se connecter, une seule fois.
email = Courriel
password = Mot de passe
sign-out = Se déconnecter
sign-out-how = Ce qui est enregistré reste sur ce téléphone et part après la prochaine connexion.

## Ce qui est en route

standing-clear = Rien n’attend de partir.
standing-offline = Pas de réseau, et rien n’attend.
standing-sending = { $count ->
    [one] Un envoi est en route.
   *[other] { $count } envois sont en route.
}
standing-waiting = { $count ->
    [one] Un envoi attend le réseau. Il part de lui-même.
   *[other] { $count } envois attendent le réseau. Ils partent d’eux-mêmes.
}
standing-held = { $count ->
    [one] Un envoi est retenu et demande quelqu’un.
   *[other] { $count } envois sont retenus et demandent quelqu’un.
}
outbox = En route
outbox-empty = Rien n’est encore scellé. Les fiches scellées apparaissent ici et partent d’elles-mêmes.
item-record = Fiche
item-event = Événement
item-photo = Photo
bytes-of = { $sent } sur { $total }
next-attempt = Prochain essai : { $at }
persisted = Ce navigateur a promis de garder ce qui est enregistré.
not-persisted = Ce navigateur n’a pas promis de garder ce qui est enregistré : il peut faire le ménage quand le téléphone est plein. Envoyez bientôt, ou installez Pinpoint sur l’écran d’accueil.
send-now = Envoyer maintenant
export = Enregistrer en fichier
take-in = Emporter le fichier d’un autre téléphone
carried-for = Scellée sur un autre téléphone, emportée par celui-ci
taken-in = Repris. Fiches nouvelles : { $records }, fichiers de photos : { $photos }, déjà ici : { $known }

## Accueil

hello = Bonjour, { $name }
begin-title = Commencez par une étiquette
begin-how = Numérisez l’étiquette d’activation de la première borne. Une visite commence d’elle-même, et fonctionne sans réseau.
scan-label = Numériser une étiquette
settings = Réglages
visits-working = En cours
visits-past = Terminées
visit-of = Visite, { $at }
visit-circuits = Circuit { $circuits }
stop-here = STOP : il faut agir ici
not-certified-here = Ce compte n’est pas certifié. Vous pouvez travailler, les fiches attendent qu’il le soit.
grant-expired-here = Votre connexion a expiré. Vous pouvez continuer, la fiche le dira. Reconnectez-vous quand il y a du réseau.

## L’étiquette

scan-title = Numériser l’étiquette d’activation
scan-again-title = Relire l’étiquette
scan-how = Tenez le code QR de l’autocollant dans le cadre.
looking-label = l’étiquette d’activation
looking-serial = le code-barres du numéro de série
looking-iccid = le code-barres de la carte SIM
camera-looks = L’appareil photo cherche { $looking }.
camera-refused = L’appareil photo n’est pas autorisé. Autorisez-le dans les réglages du navigateur pour cette page, ou continuez avec une photo ou à la main.
camera-missing = Cet appareil n’a pas d’appareil photo utilisable par une page. Choisissez une photo ou saisissez.
camera-busy = L’appareil photo n’a pas pu démarrer. Fermez les autres applications qui l’utilisent, ou continuez avec une photo ou à la main.
camera-again = Réessayer l’appareil photo
torch = Lumière
from-picture = Depuis une photo
picture-without = Cette photo ne montre pas { $looking }. Prenez-la de plus près, avec plus de lumière.
picture-unread = Cette photo n’a pas pu être lue. Prenez-en une autre.
type-label = Saisir à la main
type-label-how = Saisissez ce qui figure sur l’autocollant. Majuscules et minuscules comptent dans le mot de passe.
mac = Adresse MAC
activation-password = Mot de passe d’activation
activation-password-again = Mot de passe d’activation, encore une fois
passwords-differ = Les deux diffèrent. Comparez-les avec l’étiquette.
use-label = Utiliser cette étiquette
other-label = Une autre étiquette
label-read = Étiquette lue
label-read-said = Étiquette lue. MAC { $mac }.
label-known = Un travail existe déjà pour cette étiquette.
label-go-on = Continuer ce travail
label-anew = Commencer un autre travail
label-agrees = Elles concordent
password-kept = Son mot de passe est chiffré et n’est pas affiché.
what-here = Que fait-on ici ?
circuit = Circuit
circuit-how = Comme le tableau le nomme, par exemple F12.
begin-job = Commencer

## La visite

visit = Visite
stations = { $count ->
    [one] Une borne
   *[other] { $count } bornes
}
bay-named = Place { $bay }
cabinet-open = Armoire ouverte
sealed = Scellée
another-station = Une autre borne
go-on-with = { $step } · { $station }
jobs-unreadable = { $count ->
    [one] Un travail a été écrit par un Pinpoint plus récent et reste gardé. Mettez l’application à jour.
   *[other] { $count } travaux ont été écrits par un Pinpoint plus récent et restent gardés. Mettez l’application à jour.
}
call-sheet = Appeler l’assistance
calls-none = Aucune borne de cette visite n’est encore scellée.
support-verifies = L’assistance dit : vérifiée
support-verified = L’assistance l’a vérifiée
to-visit = Toute la visite

## Un travail et ses étapes

job = Travail
steps-done = { $done } sur { $asked } faites
status-locked = verrouillée
status-open = à faire
status-done = faite
status-reopened = à refaire
to-end = Vers la fin
to-lockout = Vers le cadenassage
locked-until = D’abord
not-for-station = Cette borne n’a pas besoin de cette étape.
reopened-how = Ce sur quoi elle repose a changé. Regardez de nouveau.
done-it = C’est fait
all-done = Tout est fait
rest-done = Le reste est fait aussi
hold-to-confirm = Maintenir pour confirmer { $number } sur { $of }
meter-shows = L’appareil de mesure affiche, en volts
meter-how = Mesuré à la borne, entre tous les conducteurs. Au plus { $volts } V compte comme hors tension.
meter-number = Saisissez le nombre affiché, par exemple 0,4
measured = ({ $volts } V)

## Photos

photo-take = Prendre la photo
photo-again = En prendre une autre
photo-use = Utiliser cette photo
photo-taken = La photo que vous avez prise
photo-kept = Photo enregistrée
photo-turn = Cette photo est plus haute que large. Tournez le téléphone et reprenez-la.

## Formulaires

serial = Numéro de série
serial-first = Première lecture
serial-last-four = Ses quatre derniers caractères, comme sur la plaque signalétique
serial-again = Encore une fois, en entier, depuis la plaque signalétique
serial-agrees = Comparer
serial-other = Le relire
manufacturer = Fabricant
model = Modèle
model-search = Chercher fabricant ou modèle
model-none = Le catalogue n’a pas ce modèle. Saisissez ce que dit la plaque signalétique.
model-by-hand = Pas dans la liste
other-model = Un autre modèle
as-before = comme avant
it-is-this = C’est celui-ci
compare-drawing = Comparez le dessin avec la borne.
drawing-of = Dessin de { $model }
has-screen = Cette borne a-t-elle un écran ?
iccid = Numéro de la carte SIM
asking-network = Question au réseau…
station-new-known = Le réseau ne connaît aucune autre fiche de cette borne.
what-is-it = De quoi s’agit-il ?
old-serial = Numéro de série de la borne qui n’est plus là
mac-shown = MAC à l’écran de la borne
compare = Comparer
floor-how = Comme l’ascenseur le nomme
bay-how = Comme elle est peinte
restriction-ev-only = Électriques seulement
restriction-residents = Résidents
restriction-customers = Clients
restriction-employees = Employés
restriction-other = En d’autres mots
address-begin = Début de l’adresse
address-found = { $count ->
    [one] Une adresse correspond.
   *[other] { $count } adresses correspondent.
}
address-none = Le réseau ne connaît pas d’adresse qui commence ainsi.
address-not-listed = Pas dans la liste
address-from-list = Revenir à la liste
country-CAN = Canada
country-FRA = France
country-USA = États-Unis
hardware-where = D’où vient le matériel Ethernet ?
hardware-new = Acheté avec la borne
hardware-approved = Approuvé par le réseau
hardware-existing = Ni l’un ni l’autre
paste-here = Collez ce que l’ordinateur a affiché
looked-good = J’ai regardé : c’est comme il faut
looked-bad = J’ai regardé : ça ne l’est pas
cloud = Connexion
link-up = UP
link-down = DOWN
link-unknown = pas lue
connection-connected = Connected
connection-disconnected = Disconnected
connection-unknown = pas lue
what-to-do = Que faire
what-to-measure = Que mesurer ensuite

## Où

location-use = Utiliser ma position
location-keep = Prendre celle-ci
location-without = Continuer sans
location-looking = Recherche des satellites…
location-within = Connue à { $metres } m près
location-none = Sans position
location-refused = La position n’est pas autorisée. Autorisez-la dans les réglages du navigateur pour cette page, ou continuez sans.
location-unknown = Le téléphone ne sait pas où il est. Continuez sans, et placez le repère à la main.
location-missing = Cet appareil ne connaît pas sa position. Continuez sans, et placez le repère à la main.
plan-how = Plan à l’échelle. Déplacez-le, ou utilisez les flèches, jusqu’à ce que le repère soit dans la place de stationnement.
map-how = Carte. Déplacez-la, ou utilisez les flèches, jusqu’à ce que le repère soit dans la place de stationnement.
ground-map = Montrer la carte
ground-plan = Montrer un plan en mètres
pin-in-hand = Déplacer le repère lui-même
metres = { $metres } m
nearer = Plus près
farther = Plus loin
to-my-place = Là où est le téléphone
pin-here = Le repère est au bon endroit
pin-at-address = Sans position, le repère est à l’adresse. Placez-le sur la place de stationnement.
pin-by-text = Par coordonnées
position = Position
position-how = Deux nombres, ou un lien d’une carte

## Le scellé et la fin

all-right = J’ai tout lu, c’est exact
never-changes = Ceci ne change plus jamais après le scellé
seal-for-ever = Sceller { $serial } pour toujours
sealed-how = La fiche est scellée et gardée sur ce téléphone. Elle part au serveur d’elle-même.
you-may-leave = Vous pouvez partir
nearly-done = Presque fini
leave-how = Ce qui n’est pas encore parti part de lui-même quand Pinpoint est ouvert et qu’il y a du réseau. Vous verrez ici quand le réseau aura vérifié la borne.
still-to-do = Encore à faire : { $step }
safe-locked = Le circuit est coupé, cadenassé et étiqueté par vous.
safe-closed = L’armoire est fermée.
safe-open = L’armoire est ouverte. Ne la quittez pas.
saved-not = Pas encore scellée.
saved-phone = Fiche et photos sont gardées ici et attendent le réseau.
saved-part = La fiche est arrivée. Des photos ou des événements sont encore sur ce téléphone.
saved-server = Fiche et photos sont arrivées, avec le reçu du réseau.
online-waits = Pas encore. Le réseau répond une fois qu’il a la fiche.

## Réglages

theme = Luminosité
theme-system = Comme le téléphone
theme-light = Clair
theme-dark = Sombre
certified-until = Certifié jusqu’au { $at }
offline-until = Fonctionne sans réseau jusqu’au { $at }
profile-is = Profil { $profile }, catalogue { $catalog }
profile-expired = Le profil du réseau a expiré. Renouvelez-le quand il y a du réseau, le travail continue.
renew = Chercher du nouveau
