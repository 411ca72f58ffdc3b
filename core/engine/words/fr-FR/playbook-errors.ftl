### Ce qui ne va pas dans une liste d’étapes, pour la personne qui l’écrit.

playbook-lockout-item = La liste d’étapes oublie { $item }. Une consignation ne se raccourcit jamais.
