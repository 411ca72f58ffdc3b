### Le bureau du réseau : son serveur, ses comptes et ses étiquettes.

## Le serveur

listening = À l’écoute sur { $url }, données dans { $folder }
listening-docs = L’API à lire et à essayer : { $url }. Ctrl-C arrête.
lan-scan = Sur un téléphone du même réseau : scannez ce code, ou ouvrez { $welcome }. Il mène à { $page }
lan-trust = Les navigateurs ne donnent la caméra et le stockage qu’aux pages auxquelles ils font confiance. Installez une fois le certificat de cet ordinateur, et approuvez-le dans les réglages du téléphone. Il ne vaut que pour les réseaux privés. Retirez-le quand vous aurez fini.
lan-certificate = Obtenir le certificat
lan-then = Ouvrez ensuite l’installateur Web.
lan-open = Ouvrir Pinpoint

## Sauvegardes

backup-made = Tout jusqu’au reçu { $through } est dans { $folder }, dont { $size } de nouveau. Les téléphones l’apprennent à leur prochaine synchronisation.
backup-like-keys = Les clés du réseau s’y trouvent : gardez-la comme le dossier du serveur lui-même.
backup-mark = Les registres en sont au reçu { $through }. Quand votre copie est en sûreté : pinpoint backup note { $through }
backup-noted = C’est noté : une sauvegarde contient tout jusqu’au reçu { $through }.
backup-restored = Le serveur dans { $folder } est tel que dans sa sauvegarde. Démarrez-le : les téléphones offrent de nouveau ce qui a été perdu.
backup-epoch = Le prochain démarrage ouvre une nouvelle époque de ce serveur : les téléphones offrent de nouveau ce qui a été perdu.

## Comptes

user-added = { $email }, { $company }
user-installer = Installateur
user-certified = Certifié
user-certified-until = jusqu’au { $day }
user-not-certified = non : peut se connecter, ne peut pas localiser de bornes
user-now-certified = { $email } est certifié jusqu’au { $day }.
user-no-longer-certified = { $email } n’est plus certifié.
user-device-revoked = L’appareil { $device } est déconnecté et ne peut plus signer.
user-revoked = { $email } est déconnecté partout et ne peut plus se connecter.
user-password-set = { $email } a un autre mot de passe et doit se reconnecter
user-listed = { $email } : { $name }, { $company }
user-back-office = Travaille pour le réseau lui-même et voit les dossiers de toutes les entreprises.
user-signed-in = Connexion
user-signed-in-on = la dernière le { $day }
user-never-signed-in = aucune dans le délai où les connexions sont gardées
user-device-since = depuis le { $day }
user-revoked-since = A pris fin le { $day } : ne se connecte plus et ne signe plus.
user-shown-once = Il n’est montré que cette fois et n’est gardé nulle part.

## Étiquettes

labels-issued =
    { $count ->
        [one] { $count } étiquette émise
       *[other] { $count } étiquettes émises
    }
labels-imported =
    { $count ->
        [one] { $count } étiquette importée
       *[other] { $count } étiquettes importées
    }
labels-printed =
    { $count ->
        [one] { $count } étiquette imprimée
       *[other] { $count } étiquettes imprimées
    }
labels-like-keys = Ce qui a été écrit contient des mots de passe d’activation : gardez-le comme des clés.
labels-booted = La borne sous { $mac } a dit que son numéro de série est { $serial }. Les téléphones qui l’ont localisée comparent.
labels-inventory = À l’inventaire, pas encore posées : { $issued }, sur une borne : { $active }, remplacées : { $retired }
