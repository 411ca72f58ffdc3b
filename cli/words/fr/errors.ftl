### Ce que le terminal refuse lui-même, et ce que dit le dossier d’un serveur à qui le fait tourner.

## Travaux

no-open-job = Plus aucun travail n’attend. `pinpoint job start` en commence un, `pinpoint job list --all` montre les autres.
job-not-found = Aucun travail n’a un identifiant qui commence ou finit par « { $text } ». `pinpoint job list --all` les montre.
job-ambiguous = L’identifiant de plus d’un travail commence ou finit par « { $text } » ({ $count }). Donnez-en davantage.
visit-not-one = L’identifiant d’une seule visite doit commencer ou finir par « { $text } ». Trouvé : { $count }. `pinpoint visit list` les montre.
option-missing = { $step } demande { $option }.
option-foreign = { $step } ne prend pas { $option }. Ce qu’elle prend : { $allowed }
item-missing = { $step } est une liste de contrôle. Nommez un de ses éléments : { $items }
item-foreign = { $step } n’a pas d’éléments.
seal-step = { $step } se fait avec `pinpoint job seal`.
volts = « { $text } » n’est pas une mesure en volts, comme 0,3.
plate-unread = Aucun code-barres n’a été trouvé dans { $path }. Tapez le numéro de série avec `--typed`.
plate-ambiguous = { $path } montre plus d’un code-barres ({ $count }), et c’est à une personne de dire lequel est le numéro de série : `--scanned` avec un de { $texts }.

## Quand il n’y a personne à qui demander

no-terminal = Il n’y a pas de terminal pour demander ceci : { $what }. Utilisez { $option }.

## Fichiers et dossiers

file = { $path } : { $reason }
file-there = { $path } existe déjà et n’est pas remplacé. Choisissez un autre nom.
list-too-long = Plus de { $megabytes } Mo ne font pas une liste d’étiquettes : { $path }
label-line = Une étiquette s’écrit `mac,password`. Regardez la ligne { $line } de { $path }.
folder-in-use = { $path } sert à un autre processus. Attendez qu’il finisse, ou arrêtez-le.
no-home = Aucun dossier personnel n’est connu. Dites où avec `--data`.
listen = Rien ne peut écouter sur { $address } : { $reason }
lan-none = Cette machine n’est dans aucun réseau où un téléphone pourrait être : { $reason }
lan-not-private = { $address } n’est pas une adresse de réseau privé. Son certificat ne vaudrait pour personne.
certificate-unmade = Impossible de faire un certificat : { $reason }
output = Plus rien ne peut être affiché : { $reason }
json = Ce n’est pas le JSON attendu : { $reason }
drawing = Cette image n’a pas pu être dessinée : { $reason }

## La démonstration

server-silent = Le serveur n’a pas démarré : { $reason }. Son journal est { $path }.
demo-unfinished = Le réseau n’a pas accepté : { $reason }

## Le dossier d’un serveur

server-file = { $path } : { $reason }
server-setting = { $place } : `{ $key }` : { $reason }
server-settings-form = { $place } : ce n’est pas du TOML : { $reason }
server-socket = La connexion réseau ne peut pas servir : { $reason }
server-key-lost = { $path } n’est pas la clé avec laquelle cette base a été faite. Restaurez-la depuis sa sauvegarde.
server-key-broken = { $path } ne contient pas de clé. Restaurez-la depuis sa sauvegarde.
server-network-differs = Ce dossier appartient au réseau { $found }, pas à { $expected }. Choisissez un autre dossier.
server-no-randomness = Cette machine n’a pas donné de nombres aléatoires, rien n’a donc pu être fait. Redémarrez-la.
admin-value-refused = { $field } : { $reason }
admin-line-refused = ligne { $line } : { $reason }
admin-unknown = Rien ne porte ce nom : { $kind } { $name }
admin-taken = Ce nom est pris : { $kind } { $name }
store-away = La base du serveur ne répond pas pour l’instant : { $reason }
store-copied-elsewhere = La base ou les photos se trouvent ailleurs et se copient avec les outils de cet endroit. Prenez avant la marque de « pinpoint backup mark », et notez-la quand la copie est en sûreté.
store-copy = La copie de la base faite avant une mise à niveau n’a pas pu être écrite : { $reason }
store-database = La base du serveur n’a pas pu être lue ou écrite : { $reason }
server-photos = Les photos du serveur n’ont pas pu être lues ou écrites : { $reason }
store-full = Le disque du serveur est plein. Rien n’a été enregistré.
store-newer = Un serveur plus récent a écrit ces données (version { $found }, celui-ci connaît jusqu’à { $known }). Mettez le serveur à jour.
store-row = Une ligne de { $table } est illisible : { $reason }
store-stopping = Le serveur s’arrête. Réessayez.

kind-company = entreprise
kind-installer = installateur
kind-device = appareil
kind-label = étiquette
kind-pinpoint = fiche
kind-photo = photo
kind-review = fiche en attente
kind-reviewer = compte du réseau

field-count = Nombre d’étiquettes
field-day = Jour
field-fact = Fait
field-email = Courrier électronique
field-label = Étiquette
field-network = Réseau
field-password = Mot de passe
no-key = { $path } ne contient pas une telle clé. `pinpoint profile new-keys` en fait une.
signed-already = { $path } est déjà signé. Signez le fichier qui a été écrit.
