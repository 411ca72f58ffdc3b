### Ce qui se fait à une borne : moments, étapes, éléments.

step-lockout-how = DANGER : RISQUE D’ÉLECTROCUTION. Coupez l’alimentation au tableau électrique, condamnez et signalez la coupure, et vérifiez l’absence de tension avant d’ouvrir l’armoire. Une erreur ici peut tuer.
step-re-energise-how = Assurez-vous que personne n’est à une armoire de ce circuit. Retirez votre cadenas et votre pancarte (déconsignation), puis remettez sous tension selon les instructions du fabricant.
step-details-how = Parking, bâtiment, étage, restrictions de stationnement : tout ce qui aide à trouver la borne. Rien sur des personnes.
item-lockout-locked = La coupure est condamnée avec mon cadenas
item-lockout-tagged = Ma pancarte de condamnation est posée
item-lockout-measured = J’ai vérifié l’absence de tension à la borne
item-connect-supply-earthed = Le conducteur de protection est raccordé et sa continuité contrôlée
