### Ce que ce téléphone garde, et quand il ne le peut pas.

storage-full = Ce téléphone est plein, ceci n’a donc pas été enregistré. Ce qui l’était déjà est en sûreté. Libérez de la place et réessayez.
storage-denied = Cette fenêtre du navigateur ne garde rien, aucun travail ne peut donc y être enregistré. Ouvrez Pinpoint dans une fenêtre normale, pas en navigation privée.
photo-not-here = Ce téléphone n’a pas de photo { $photo }.
export-unreadable = Ce n’est pas un fichier exporté par Pinpoint, ou il est coupé (octet { $at }) : { $reason }
export-record = Une fiche de ce fichier n’a pas été reprise : { $reason }
export-photo = Une photo de ce fichier n’a pas été reprise : { $reason }
taken-differs = La fiche { $job } est déjà ici, avec un autre contenu. Les deux restent où elles sont. Appelez le réseau.
storage-file = Un fichier n’a pas pu être lu ou écrit : { $reason }
database-newer = Un Pinpoint plus récent a écrit ces données (version { $found }, cette application connaît jusqu’à { $known }). Rien n’a été touché. Mettez l’application à jour.
database-damaged = Les données de Pinpoint sur ce téléphone sont abîmées et n’ont pas été touchées. Exportez-les et appelez l’assistance : { $reason }
database-busy = Un autre Pinpoint utilise les données. Fermez-le et réessayez.
database-unreadable = Une partie des données de Pinpoint est illisible ({ $room }). Rien n’a été effacé. Mettez l’application à jour : { $reason }
database-failed = Les données de Pinpoint n’ont pas pu être lues ou écrites : { $reason }
database-closed = Pinpoint a été fermé. Rouvrez-le.
key-store = Le trousseau de clés de ce téléphone n’a pas répondu : { $reason }
no-randomness = Cet appareil n’a pas donné de nombres aléatoires, rien n’a donc pu être fait. Redémarrez-le.
