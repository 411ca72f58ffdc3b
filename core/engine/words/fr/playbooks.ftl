### Ce qui se fait à une borne : moments, étapes, éléments.

## Les moments de la visite

phase-before-you-go = Avant de partir
phase-arrive = À l’arrivée
phase-make-safe = Mise en sécurité
phase-cabinet = Dans l’armoire
phase-labels = Étiquettes
phase-pinpoint = Localisation
phase-verify = Vérification

## Les sortes de travail

kind-renetworking = Remise en réseau
kind-new-installation = Nouvelle installation
kind-ethernet-connectivity = Connectivité Ethernet

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
step-new-station = C’est une nouvelle borne
step-new-station-how = Confirmez seulement si le réseau demande si vous installez une nouvelle borne.
step-station = Fabricant et modèle
step-station-how = Choisissez ce que dit la plaque signalétique, puis comparez l’image avec la borne.
step-serial = Numéro de série
step-serial-how = Scannez-le sur la plaque signalétique et tapez ses quatre derniers caractères, ou tapez-le deux fois. Une fois scellé, il ne change plus jamais.
step-address = Adresse
step-address-how = Commencez à taper et choisissez dans la liste.
step-pin = Repère sur la place de stationnement
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
item-documents-minimum-versions = Les versions minimales du logiciel et du microprogramme
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

## Ce que la remise en réseau demande depuis sa deuxième version

step-iccid-new = Numéro de la nouvelle carte SIM
step-iccid-new-how = Scannez ou tapez le long numéro de la carte de la trousse. Il commence par 89.
step-iccid-old = Numéro de l’ancienne carte SIM
step-iccid-old-how = Scannez ou tapez le long numéro de la carte retirée. Il montre quelle carte était là avant.

## Une nouvelle installation

item-review-circuit-plan = Le circuit qui alimente la borne et sa protection
step-photo-place = Photo du lieu
step-photo-place-how = Photographiez le lieu et la borne comme vous les trouvez, avant de commencer.
step-mounting = Contrôler le montage
step-mounting-how = Regardez la borne de tous les côtés avant d’ouvrir quoi que ce soit.
item-mounting-undamaged = La borne est arrivée intacte
item-mounting-mounted = Elle est montée selon les instructions du fabricant
item-mounting-protected = Son circuit et sa protection répondent aux instructions du fabricant et aux règles locales
step-connect-supply = Raccorder la borne
step-connect-supply-how = Suivez les instructions du fabricant et les règles locales. Le courant reste coupé jusqu’à ce que l’armoire soit refermée.
item-connect-supply-connected = Tous les conducteurs sont raccordés
item-connect-supply-torqued = Toutes les bornes de raccordement sont serrées selon les instructions
item-connect-supply-tested = L’installation est contrôlée selon les règles locales, avant la mise sous tension
step-commission = Mettre la borne en service
step-commission-how = Mettez la borne en service selon les instructions du fabricant.

## Ethernet et VPN

step-hardware = Matériel Ethernet et approbation
step-hardware-how = Les bornes existantes ne sont pas mises à niveau. La borne a été achetée avec Ethernet, ou le réseau a donné une approbation extraordinaire.
step-way = Comment la borne rejoint le réseau
step-way-how = La borne, le câble Ethernet, le routeur, le réseau public, puis le réseau à travers un tunnel VPN. Le VPN chiffre ce qui passe. Une fois la connexion établie, la borne accède à tout le réseau.
item-documents-module-guide = Le guide d’installation du module USB vers Ethernet
item-documents-site-form = Le formulaire de qualification du site
item-access-administrator = Nom et téléphone de l’administrateur réseau du site
item-access-ports = L’administrateur connaît les ports dont la borne a besoin
item-kit-laptop-rj45 = Ordinateur portable Windows avec un port Ethernet RJ45
item-kit-ethernet-cable = Câble Ethernet
item-kit-usb-module = Module USB vers Ethernet
step-cable = Câble dans l’ordinateur portable
step-cable-how = Branchez sur l’ordinateur portable le câble Ethernet de la borne, ou un autre câble du routeur du site.
step-addresses = Adresse sur le câble
step-addresses-how = Ouvrez l’invite de commande et entrez « ipconfig ». L’adaptateur Ethernet doit afficher une adresse IPv4 : le routeur est alors atteint. Sans adresse, ou avec « Média déconnecté », il y a un problème de connectivité.
step-vpn-name = Nom du serveur VPN
step-vpn-name-how = Entrez « nslookup » et le nom du serveur VPN de votre région. La réponse doit donner une adresse pour ce nom.
step-usb-module = Installer le module Ethernet
step-usb-module-how = Installez le module USB vers Ethernet selon son guide d’installation.
step-firmware = Version du microprogramme
step-firmware-how = À l’écran de la borne, touchez « ? » en bas à droite, puis l’engrenage, puis « À propos ». Entrez la version du microprogramme.
step-configure = Configurer Ethernet
step-configure-how = Configurez la connectivité Ethernet de la borne dans l’application d’installation du fabricant.
step-network-signal = Signal réseau
step-network-signal-how = À l’écran de la borne, touchez « ? » en bas à droite, puis l’engrenage, puis « Signal réseau ». Entrez ce que montrent les trois lignes.
step-restart = Redémarrer par le disjoncteur
step-restart-how = Seulement quand la liaison est « DOWN ». Mettez le circuit en sécurité, laissez le disjoncteur coupé pendant 30 secondes, assurez-vous que personne n’est à une armoire de ce circuit, puis réenclenchez-le. Lisez ensuite « Signal réseau » de nouveau.
