### Les travaux sur un terminal.

job-head = { $kind } · { $mac } · circuit { $circuit }
job-progress = étapes faites : { $done } sur { $asked } · d’habitude { $shortest }–{ $longest } min, { $people } · commencé le { $begun }
job-sealed-as = Fiche scellée : { $digest }, plus rien n’y change.
job-item = { $title } : { $line }
job-optional = (facultatif)
job-not-for-station = (pas pour cette borne)
job-after = après { $steps }
job-next = Ensuite :
job-all-done = Toutes les étapes sont faites.
job-nothing-now = Rien ne peut être fait pour le moment.
job-circuit = circuit { $circuit }
job-done-of = { $done } sur { $asked }
job-stop = ARRÊT
job-sealed = scellé
job-finished = terminé
job-open = ouvert
job-none = Aucun travail.
job-taken-back = Annulé : { $title }
job-first-entry = { $title } : première saisie prise, il manque la seconde
job-begun = Travail pour { $mac } sur le circuit { $circuit }
job-id = Travail
job-visit = Visite
job-relabelled = Le travail porte maintenant sur l’étiquette { $mac }.
job-new-capsule = Une nouvelle capsule est en route, la fiche scellée reste telle quelle.
job-never-changes = Après le scellé, ceci ne change plus jamais :
job-mac = MAC
