### Ce que dit un terminal autour de tout le reste.

error-head = erreur :
error-code = code : { $code }

## Ce qui est demandé à une personne

ask = { $what } :
what-password = Mot de passe
what-activation-password = Mot de passe d’activation
ask-serial = Pour sceller, tapez le numéro de série :
what-confirmation = Confirmation

## Lecture des images

scan-mac = MAC
scan-nothing = Aucun code n’a été trouvé sur cette image.

## Comptes

account-network = Réseau
account-state = Compte
account-certification = Certification
account-offline = Hors connexion
account-in = connecté
account-out = déconnecté, ce qui était enregistré reste ici
account-certified-until = certifié jusqu’au { $day }
account-certified = certifié
account-not-certified = non certifié : les fiches attendent la certification
account-offline-until = valable jusqu’au { $day }
account-offline-ended = terminé le { $day }, le travail continue et il est marqué
account-renew = Reconnectez-vous dès qu’il y a du réseau.
account-left = Vous êtes déconnecté. Ce qui était enregistré reste ici et partira après la prochaine connexion.

## Fichiers

export-done = { $path } : { $size }, les mots de passe seulement en capsules
taken-in = Repris. Fiches nouvelles : { $records }, fichiers de photos : { $photos }, déjà ici : { $known }
taken-not = Pas repris, { $part } : { $why }
support-done = { $path } : { $size }, sans noms, bornes ni lieux
support-server-done = { $path } : { $size }, sans secrets ni dossiers
manual-try = Essayez `{ $command }`
