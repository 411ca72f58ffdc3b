### La démonstration raconte un travail entier.

demo-office = Au bureau du réseau
demo-office-how = Une étiquette entre dans l’inventaire du réseau, qui ne garde aucun mot de passe, et un compte d’installateur est créé.
demo-account = { $name }, { $company } : installateur certifié
demo-label = une étiquette, photographiée : { $path }
demo-morning = Le matin, au bureau de l’installateur
demo-morning-how = Ici, il y a du réseau. Une seule connexion, et le téléphone se débrouille ensuite seul. Puis le serveur s’arrête.
demo-signed-in = { $name }, connexion faite, valable hors connexion jusqu’au { $day }
demo-server-off = { $clock } : le serveur est éteint
demo-underground = En sous-sol, niveau −2
demo-underground-how = Pas de signal, aucun serveur nulle part. La photo de l’étiquette est lue, puis chaque étape se fait dans l’ordre.
demo-label-read = étiquette lue : MAC { $mac }, mot de passe d’activation ••••
demo-begun =
    { $count ->
        [one] travail commencé sur le circuit { $circuit }, une étape à faire
       *[other] travail commencé sur le circuit { $circuit }, { $count } étapes à faire
    }
demo-sealed = scellé : numéro de série { $serial }, qui ne change plus jamais
demo-digest = SHA-256 { $digest }, signé par la clé de cet appareil
demo-offline =
    { $count ->
        [one] un essai d’envoi : aucun passage, un envoi attend
       *[other] un essai d’envoi : aucun passage, { $count } envois attendent
    }
demo-goes-by-itself = { $promise }. Chacun partira de lui-même.
demo-ramp = De retour sur la rampe
demo-ramp-how = Le téléphone a de nouveau du signal, et le serveur du réseau démarre : un processus à part, sur une vraie connexion.
demo-server-on = le serveur écoute sur { $url }
demo-delivered = envoyé : { $records }, { $photos } en { $files }, { $events }, { $size }
demo-receipt = reçu vérifié : signé par le réseau pour ces octets exactement
demo-promises = Trois promesses, sans les confondre
demo-made-safe = verrouillé point par point avant l’ouverture de l’armoire, le courant rendu seulement une fois refermée
demo-saved-phone =
    { $count ->
        [one] une étape au journal, la fiche scellée telle quelle
       *[other] { $count } étapes au journal, la fiche scellée telle quelle
    }
demo-saved-server = { $records }, { $photos }, { $size } ; reçu { $number } du { $clock }
demo-folder = Tout se trouve dans { $folder }
demo-over = Cette journée est finie
demo-over-how = Elle se trouve dans { $folder }. `--fresh` en joue une autre.
demo-page = L’installateur web, à essayer : { $url }
demo-page-how = Connectez-vous avec { $email } et le mot de passe { $password }. Des étiquettes qu’aucune borne n’a encore sont dessinées dans { $sheet }
demo-serving = Le serveur reste ouvert. Son API, à lire et à essayer : { $url }
demo-stop = Ctrl-C l’arrête.
