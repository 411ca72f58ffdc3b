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
check-photos-folder = Les photos sont dans le dossier de données.
check-photos-bucket = { $bucket } répond.
check-photos-refused = { $bucket } ne répond pas : { $reason }
check-certificate = Le certificat est lisible, et sa clé correspond.
check-certificate-none = Pas de TLS : pour cette machine seule, ou derrière un proxy sur elle.
check-certificate-open = Pas de TLS à { $address } : les mots de passe voyagent en clair si aucun proxy devant lui ne parle TLS.
check-certificate-refused = Le certificat ne peut pas servir : { $reason }

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
