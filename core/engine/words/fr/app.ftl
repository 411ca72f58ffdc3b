### Ce que le programme de l’application peut faire de travers, et les tâches qui se sont arrêtées.

argument-malformed = L’application a demandé quelque chose d’impossible ({ $argument }, { $reason }). Rien n’a changé.
argument-unsent = L’application a donné quelque chose qui ne se transmet pas, { $reason }. Rien n’a changé.
listener = L’application n’a pas pris ce qui lui était dit, { $reason }
decoder-crashed = Cette image n’a pas pu être lue. Prenez-en une autre.
decoder-too-slow = La lecture de cette image a pris trop de temps. Prenez-en une autre, de plus près et avec plus de lumière.
module-unavailable = Une partie de Pinpoint n’a pas pu être chargée ({ $address }, { $reason }). Ce qui était déjà enregistré est en sûreté. Trouvez une connexion et rouvrez Pinpoint.
store-crashed = Cela n’a pas fonctionné, deux fois de suite. Ce qui était déjà enregistré est en sûreté. Fermez Pinpoint, rouvrez-le et réessayez.
tab-version-differs = Pinpoint { $there } est ouvert dans un autre onglet, et celui-ci a la version { $here }. Fermez l’autre onglet, rechargez celui-ci et réessayez.
tab-config-differs = Pinpoint est ouvert dans un autre onglet pour un autre réseau ou un autre serveur. Fermez cet onglet-là et réessayez ici.
