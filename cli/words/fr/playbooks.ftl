### Les listes d’étapes au terminal.

playbook-good = { $name } est en ordre.
playbook-kind = Sorte de travail
playbook-steps = Étapes
playbook-digest = Empreinte
playbook-usual = En général { $shortest }–{ $longest } min, { $people }.
playbook-ours = notre ajout
playbook-sources = À droite : la phrase du guide qui demande l’étape. Notre ajout : aucun guide n’en parle.
