### Ce qui se fait à une borne : moments, étapes, éléments.

step-lockout-how = DANGER : RISQUE DE CHOC ÉLECTRIQUE. Coupez l’alimentation au panneau électrique, cadenassez et étiquetez le sectionneur, et vérifiez au multimètre que le courant est coupé avant d’ouvrir l’armoire. Une erreur ici peut tuer.
step-re-energise-how = Assurez-vous que personne n’est à une armoire de ce circuit. Retirez votre cadenas et votre étiquette, puis remettez sous tension selon les instructions du fabricant.
step-details-how = Stationnement, bâtiment, étage, restrictions : tout ce qui aide à trouver la borne. Rien sur des personnes.
item-lockout-disconnected = Le courant est coupé au panneau électrique
item-lockout-locked = Le sectionneur est cadenassé avec mon cadenas
item-lockout-tagged = Mon étiquette est posée sur le sectionneur
item-lockout-measured = J’ai mesuré à la borne, au multimètre, que le courant est coupé
item-connect-supply-earthed = La mise à la terre est raccordée et contrôlée
step-call-support = Appeler le service à la clientèle
step-call-support-how = Appelez le service à la clientèle du réseau et faites vérifier que la mise en réseau est correcte et complète.
