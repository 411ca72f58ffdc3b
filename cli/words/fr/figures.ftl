### Les chiffres comme on les lit.

figure-bytes = { $figure } o
figure-kilobytes = { $figure } ko
figure-megabytes = { $figure } Mo
figure-gigabytes = { $figure } Go
figure-terabytes = { $figure } To
figure-volts = { $volts } V

count-photos =
    { $count ->
        [one] { $count } photo
       *[other] { $count } photos
    }
count-files =
    { $count ->
        [one] { $count } fichier
       *[other] { $count } fichiers
    }
count-records =
    { $count ->
        [one] { $count } fiche
       *[other] { $count } fiches
    }
count-events =
    { $count ->
        [one] { $count } événement
       *[other] { $count } événements
    }
count-people =
    { $count ->
        [one] une personne
       *[other] { $count } personnes
    }

wait-now = maintenant
wait-seconds = dans { $figure } s
wait-minutes = dans { $figure } min
