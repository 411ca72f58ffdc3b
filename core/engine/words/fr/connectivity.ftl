### La connexion d’une borne : liaison, VPN, nuage, et ce que montre un texte collé.

## Ce que signifient ensemble la liaison et le VPN

signal-cable = Le branchement Ethernet a un problème : la borne n’a pas de connexion physique au routeur.
signal-vpn-blocked = Le routeur est joint, mais le client VPN de la borne ne peut pas se connecter au serveur VPN.
signal-through = La connexion Ethernet est établie, et le client VPN de la borne est connecté au serveur VPN.
signal-vpn-without-link = Le VPN est « Connected » alors que la liaison est « DOWN ». Un tunnel a besoin d’un chemin : soit l’une des lignes est ancienne, soit le tunnel ne passe pas par ce câble, mais par le réseau mobile, par exemple.
signal-link-down = Le port Ethernet de la borne n’a pas d’adresse IP. La ligne du VPN n’a pas été lue.
signal-link-up = Le port Ethernet de la borne a une adresse IP et joint le routeur. La ligne du VPN n’a pas été lue.
signal-vpn-up = La borne est connectée au serveur VPN. La ligne de la liaison n’a pas été lue : on ne sait pas encore par où passe le tunnel.
signal-vpn-down = La borne ne peut pas se connecter au serveur VPN. La ligne de la liaison n’a pas été lue : elle dit si la cause est le câble ou ce qui vient après le routeur.
signal-unread = Rien n’a encore été lu. La borne dit elle-même où son chemin s’arrête.

## Ce qu’ajoute la ligne du nuage

cloud-without-link = Le nuage est pourtant joint : par un autre chemin, comme le réseau mobile, ou la ligne est ancienne.
cloud-without-vpn = Le nuage est joint sans le VPN : par un autre chemin, comme le réseau mobile, ou la ligne est ancienne.
cloud-by-another-way = La borne est en ligne, mais pas par ce câble.
cloud-all-stands = Le nuage est joint aussi. Les trois sont établis.
cloud-connected = La borne est connectée au nuage.
cloud-waits-for-link = Le nuage ne peut pas être joint avant que la liaison soit « UP ». Réparez d’abord la liaison.
cloud-waits-for-vpn = Le nuage ne peut pas être joint avant que le VPN soit « Connected ». Réparez d’abord le VPN.
cloud-behind-vpn = Il ne manque que le nuage. Le câble et le chemin vers le serveur VPN sont bons : la cause est dans la borne ou derrière le VPN.
cloud-contradicts = Les trois lignes datent de moments différents. La connexion vient sans doute de se rompre.
cloud-disconnected = La borne ne peut pas se connecter au nuage.

## Des mots que la page ne montre pas

signal-link-word = « { $text } » n’est pas un état de la liaison. Donnez « up », « down » ou « unknown ».
signal-connection-word = « { $text } » n’est pas un état d’une connexion. Donnez « connected », « disconnected » ou « unknown ».

region-unknown = Le réseau n’a pas de région « { $region } ». Il y a : { $known }

## Ce qui vient avant tout câble

gate-hardware-new = La borne a été achetée avec Ethernet.
gate-hardware-approved = Le réseau a approuvé Ethernet pour cette borne.
gate-hardware-existing = Les bornes existantes ne sont pas mises à niveau vers Ethernet. Il faut au site du nouveau matériel ou une approbation extraordinaire.
gate-hardware-unknown = La borne a-t-elle été achetée avec Ethernet ? Une borne existante n’est pas mise à niveau sans nouveau matériel ni approbation extraordinaire.
gate-firmware-sufficient = Le microprogramme { $version } suffit. Il faut à { $known_as } la version { $minimum } ou une plus récente.
gate-firmware-below-minimum = Le microprogramme { $version } est trop ancien. Il faut à { $known_as } la version { $minimum } ou une plus récente : la connectivité Ethernet ne peut pas être activée.
gate-firmware-unread = Lisez la version du microprogramme sur la borne : « ? », l’engrenage, « À propos ». Il faut à { $known_as } la version { $minimum } ou une plus récente.
gate-firmware-model-unknown = Le réseau ne donne pas de microprogramme minimal pour { $model }. Comparez le modèle avec la plaque signalétique, ou demandez à l’assistance.
gate-firmware-and-model-unread = Le modèle et le microprogramme ne sont pas encore connus. Le modèle est sur la plaque signalétique, le microprogramme à l’écran : « ? », l’engrenage, « À propos ».

## Ce qu’il faut faire

advice-check-cabling = Cherchez un câblage lâche ou endommagé, avec l’administrateur réseau.
advice-restart-by-breaker = Coupez la borne par son disjoncteur pendant 30 secondes, puis réenclenchez-le. Personne ne doit être à une armoire ouverte de ce circuit.
advice-repeat-checks = Refaites les vérifications : la page « Signal réseau », puis l’ordinateur portable au bout du câble.
advice-resolve-name = Assurez-vous que l’ordinateur portable peut résoudre le nom du serveur VPN.
advice-ask-firewall = Si le nom se résout : demandez à l’administrateur réseau si une règle de pare-feu bloque la connexion.
advice-allow-ports = Laissez la borne joindre le réseau public par ces ports : { $ports }.
advice-ask-for-ports = Demandez au réseau quels ports la borne doit joindre, et laissez-les passer.
advice-see-site-form = Le formulaire de qualification du site en dit plus.
advice-open-site-form = Le formulaire de qualification du site en dit plus : { $url }
advice-call-support = Communiquez avec le service à la clientèle du réseau. Dites ce que montre la borne et ce que vous avez mesuré.
advice-call-support-if-trouble = S’il y a toujours des problèmes, communiquez avec le service à la clientèle du réseau.
advice-tell-administrator = Communiquez avec l’administrateur réseau du site et montrez-lui ce texte.
advice-get-approval = Avant tout travail, demandez au réseau une approbation extraordinaire, ou au site du nouveau matériel.
advice-read-page = Lisez les lignes qui manquent sur la borne : « ? », l’engrenage, « Signal réseau ».
advice-read-page-again = Quittez « Signal réseau », attendez une minute et rouvrez la page : « ? », l’engrenage, « Signal réseau ». Une ligne peut être ancienne.
advice-wait-for-cloud = Attendez cinq minutes et relisez « Signal réseau ». Après le VPN, la borne doit encore s’annoncer.
advice-ask-for-time = Demandez si { $port } est ouvert. Sans l’heure juste, la borne refuse toute connexion sécurisée.
advice-keep-other-way = Laissez la carte SIM en place. C’est peut-être elle qui garde la borne en ligne.
advice-ask-which-way = Demandez au service à la clientèle du réseau par quel chemin il voit la borne.
advice-nothing-to-do = Il ne reste rien à faire pour la connexion.
advice-plug-into-laptop = Branchez le câble de la borne, ou un autre du routeur du site, au port Ethernet de l’ordinateur portable.
advice-press-plugs = Enfoncez la fiche aux deux bouts jusqu’au déclic, et cherchez un voyant au port.
advice-try-other-cable = Essayez un autre câble, puis un autre port du routeur.
advice-renew-address = Redemandez une adresse : `ipconfig /renew`. Puis regardez de nouveau.
advice-ask-for-address = Demandez une autre adresse à l’administrateur réseau : deux appareils ont celle-ci.
advice-ask-for-ipv4 = Demandez à l’administrateur réseau une adresse IPv4 sur ce port.
advice-ask-for-gateway = Demandez à l’administrateur réseau la passerelle par défaut de ce port : sans elle, rien ne sort du site.
advice-ask-for-resolver = Demandez à l’administrateur réseau pourquoi le serveur DNS ne répond pas pour ce nom.
advice-ask-who-answers = Demandez à l’administrateur réseau qui répond pour ce nom : un filtre ou une page de connexion, peut-être.
advice-ask-right-name = Demandez le nom du serveur VPN du réseau, exactement comme il est écrit ici.
advice-go-to-station = L’ordinateur portable trouve le serveur VPN. Lisez maintenant la borne : « ? », l’engrenage, « Signal réseau ».
advice-paste-again = Collez encore une fois ce que la commande a affiché, de la première à la dernière ligne.

## Qui agit

who-installer = vous
who-site-it = informatique du site
who-network-support = assistance du réseau

## Ce qu’il faut mesurer ensuite

measure-page = La page « Signal réseau » de la borne : « ? », l’engrenage, « Signal réseau ».
measure-firmware = Le microprogramme de la borne : « ? », l’engrenage, « À propos ».
measure-addresses = Sur l’ordinateur portable au bout du câble de la borne, Wi-Fi coupé : `ipconfig`
measure-name = Région { $region }, sur l’ordinateur portable : `nslookup { $host }`
measure-port = Sur l’ordinateur portable, dans PowerShell : `Test-NetConnection { $host } -Port { $port }`

## Ce que prouve un texte collé

paste-no-ethernet-adapter = Le texte ne montre pas de carte Ethernet. Le Wi-Fi, Bluetooth et un VPN ne disent rien du câble.
paste-cable-unplugged = Le câble n’est pas branché : « Média déconnecté » ou l’équivalent.
paste-no-address = La carte Ethernet n’a pas d’adresse. Le routeur n’a pas été joint.
paste-self-assigned = L’ordinateur portable s’est donné une adresse qui commence par 169.254. Personne n’a répondu au bout du câble.
paste-address-duplicate = Un autre appareil du site a la même adresse.
paste-ipv6-only = Il y a une adresse IPv6 et pas d’adresse IPv4.
paste-no-gateway = Il y a une adresse, mais pas de passerelle par défaut : rien ne sort.
paste-resolver-silent = Le serveur DNS n’a pas répondu.
paste-resolver-failed = Le serveur DNS a répondu qu’il ne peut pas le dire.
paste-name-not-resolved = Le nom n’a pas pu être résolu.
paste-answer-missing = Le texte montre quel serveur DNS a été interrogé et s’arrête avant sa réponse. Sa propre adresse n’est pas une réponse.
paste-resolved-elsewhere = Le nom se résout, mais vers l’hôte de quelqu’un d’autre. Cela ne prouve rien.
paste-other-host-asked = Un nom se résout, mais ce n’est pas celui du serveur VPN du réseau. Cela ne prouve rien.
paste-name-resolved = Le nom du serveur VPN se résout.
paste-router-reached = L’ordinateur portable a une adresse : le routeur est joint.
paste-nothing-recognised = Rien dans ce texte n’est connu ici.

note-other-host = { $asked } n’est pas le serveur VPN de ce réseau.
note-landed = { $asked } mène à { $landed }.
note-answered-inside = { $address } est une adresse intérieure du site, et le serveur VPN est dehors.
note-other-adapter = { $name } a une adresse aussi. Coupez-la, pour que le câble réponde et rien d’autre.
