### Ce qu’un réseau publie, sur un terminal.

network-good = { $name }, version { $version }, est en ordre.
network-written = { $path } est écrit.
network-signed-by = Signé par
network-digest = Empreinte
network-not-signed = encore personne
network-keys-later = Les clés publiques du serveur n’y sont pas ; donnez-les à la signature, avec `--keys`.
network-keys-made = Clés dans { $folder }
network-file-root-key = la clé secrète de la racine : signe ce que le réseau publie
network-file-root = la clé publique de la racine : ce qu’une application croit
network-file-keys = les clés publiques du serveur : pour signer un profil
network-file-server = une clé secrète du serveur : va dans son dossier `keys`
network-keys-secret = Gardez bien les clés secrètes : qui a celle de la racine est le réseau.
network-fact-version = Version
network-fact-until = Valable jusqu’au
network-fact-labels = Étiquettes
network-fact-keys = Clés
network-fact-training = Formation
network-fact-support = Assistance
network-fact-vpn = Hôtes VPN
network-fact-ports = Ports
network-fact-firmware = Microprogramme minimal
network-fact-documents = Documents
network-fact-extensions = Vérifications ajoutées
network-fact-models = Modèles
network-fact-addresses = Adresses
network-screen = avec écran
network-no-screen = sans écran

## Des adresses, d’un tableau ou de la liste

addresses-none = Le réseau ne connaît pas d’adresse comme celle-ci. Écrivez-la vous-même.
table-column-missing = La première ligne ne nomme pas de colonne « { $name } ».
table-column-unknown = Il n’y a pas de colonne « { $name } » ; il y a { $known }.
table-cells = Cette ligne a { $found } cellules, et la première en a { $expected }.
table-unreadable = Cette ligne est illisible. Enregistrez le tableau en CSV, en UTF-8.
