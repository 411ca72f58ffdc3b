### Ce qui ne va pas dans une liste d’étapes, pour la personne qui l’écrit.

playbook-json = La liste d’étapes est illisible, ligne { $line }, colonne { $column } : { $reason }
playbook-step-twice = La liste contient deux fois l’étape { $step }.
playbook-order = L’étape { $step } a besoin de { $needs }, qui ne vient pas avant elle.
playbook-form = L’étape { $step } doit nommer un formulaire exactement quand elle en est un.
playbook-items = L’étape { $step } doit avoir des éléments exactement quand elle est une liste de contrôle.
playbook-safety = La liste doit contenir l’étape { $role } exactement une fois, elle la contient { $times } fois.
playbook-seal = La liste doit sceller la fiche exactement une fois, elle le fait { $times } fois.
playbook-seal-needs = La liste scelle la fiche avant le formulaire { $form }, sans lequel aucune fiche n’est complète.
