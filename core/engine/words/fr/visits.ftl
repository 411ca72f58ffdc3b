### Visites, équipes, corrections, étiquettes échangées.

## Étiquettes échangées

mac-of-another = L’écran montre { $shown }, votre étiquette dit { $label }. Celle de l’écran est sur { $station }, circuit { $circuit } : les deux étiquettes sont sans doute échangées. Comparez les deux bornes avant de sceller.
warning-same-label = { $station }, circuit { $circuit }, a aussi cette étiquette. L’une des deux a été lue sur la mauvaise borne : relisez les deux étiquettes.
warning-same-serial = { $station }, circuit { $circuit }, a aussi ce numéro de série. Relisez la plaque signalétique de chaque borne avant de sceller.
warning-labels-exchanged = Cette borne et { $station }, circuit { $circuit }, répondent chacune sous l’étiquette de l’autre. Comparez les deux étiquettes avec les écrans et les plaques signalétiques.
warning-boot-serial-differs = La borne dit que son numéro de série est { $said }, la fiche dit { $read }. Relisez la plaque signalétique.

## Le tableau

visit-none = Pas encore de visite. Une visite commence avec son premier travail.
visit-jobs = { $count ->
    [one] un travail
   *[other] { $count } travaux
}, fiches scellées : { $done }
board-not-asked = rien à faire
board-not-begun = peut commencer
board-open = en cours
board-blocked = attend autant de choses
board-done = fait
board-stop = ARRÊT
board-nobody = Circuit { $circuit } : personne ne l’a mis en sécurité.
board-safe-for-you = Circuit { $circuit } : mis en sécurité par vous, pour vous seul.
board-lacking-for-you = Circuit { $circuit } : pas encore en sécurité. Il vous manque { $missing }.
board-safe-for-another = Circuit { $circuit } : mis en sécurité par un collègue, pour lui seul. Posez votre propre cadenas.
board-lacking-for-another = Circuit { $circuit } : pas encore en sécurité. Il manque à un collègue { $missing }.
board-cabinets-open = Circuit { $circuit } : { $open ->
    [one] une armoire est ouverte
   *[other] { $open } armoires sont ouvertes
}, le courant reste donc coupé.

## Corrections

correction-before-seal = La fiche n’est pas encore scellée. Corrigez-la dans le travail lui-même.
nothing-to-correct = { $field } : la fiche le dit déjà.
field-mac = Adresse MAC
field-serial = Numéro de série
field-country = Pays
field-pin = Repère
field-reason = Raison

## Est-ce une nouvelle borne

identity-new = Elle est nouvelle sur ce réseau
identity-renetworked = Le réseau l’a déjà
identity-replacement = Elle remplace une borne qui n’est plus là
identity-mistake = Quelque chose a été mal lu
identity-first-record = La borne reçoit sa première fiche sur ce réseau.
identity-takes-over = La fiche du { $since } se termine et celle-ci prend sa place. Le numéro de série reste le même.
identity-label-retires = L’ancienne étiquette ne compte plus. Retirez-la, pour que personne ne la scanne.
identity-old-ends = Entrez le numéro de série de la borne qui n’est plus là. Sa fiche se termine si votre entreprise l’a ici ; sinon une personne du réseau regarde d’abord.
identity-review = Une personne du réseau regarde d’abord les deux fiches. Rien n’est perdu et vous pouvez terminer.
identity-compared-later = Le réseau ne peut pas être interrogé maintenant. Il compare quand la fiche arrive.
identity-read-label = L’étiquette est reprise. Relisez l’étiquette de cette borne.
identity-read-plate = Le numéro de série est repris. Relisez la plaque signalétique de cette borne.
identity-set-pin = Le repère est repris. Posez-le sur la place de cette borne.
old-serial-missing = Entrez le numéro de série de la borne qui n’est plus là.
old-serial-same = { $serial } est le numéro de série de cette borne. Entrez celui de la borne qui n’est plus là.
label-not-proved = { verdict-label-not-proved }
