### France : consignation, vérification d’absence de tension, mots d’ici.

step-lockout-how = DANGER : RISQUE D’ÉLECTROCUTION. Coupez l’alimentation au tableau électrique, condamnez et signalez la coupure, et vérifiez l’absence de tension avant d’ouvrir l’armoire. Une erreur ici peut tuer.
step-re-energise-how = Assurez-vous que personne n’est à une armoire de ce circuit. Retirez votre cadenas et votre pancarte (déconsignation), puis remettez sous tension selon les instructions du fabricant.
step-details-how = Parking, bâtiment, étage, restrictions de stationnement : tout ce qui aide à trouver la borne. Rien sur des personnes.
item-lockout-locked = La coupure est condamnée avec mon cadenas
item-lockout-tagged = Ma pancarte de condamnation est posée
item-lockout-measured = J’ai vérifié l’absence de tension à la borne
lockout-of-others =
    { $others ->
        [one] Le courant reste coupé : une autre personne a consigné le circuit { $circuit }. Elle seule retire son cadenas.
       *[other] Le courant reste coupé : { $others } autres personnes ont consigné le circuit { $circuit }. Elles seules retirent leurs cadenas.
    }
playbook-lockout-item = La liste d’étapes oublie { $item }. Une consignation ne se raccourcit jamais.
field-car_park = Parking
field-state = Région
sign-in-refused = Aucun compte n’a cet e-mail et ce mot de passe. Vérifiez les deux et réessayez.
