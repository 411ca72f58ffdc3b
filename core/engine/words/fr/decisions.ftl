### Ce que le réseau a décidé.

decision-accepted = Accepté : la borne est sur le réseau comme le dit votre fiche.
decision-in-review = À l’examen : une personne du réseau regarde. Rien n’est perdu.
decision-rejected = Pas encore accepté : quelque chose est à corriger.
decision-superseded = Remplacé par une fiche plus récente de la même borne.

verdict-capsule-missing = Le mot de passe d’activation n’est pas arrivé. Scannez encore l’étiquette.
verdict-capsule-shut = Le mot de passe d’activation est arrivé pour une autre borne. Scannez encore l’étiquette de cette borne.
verdict-label-not-proved = L’adresse MAC et le mot de passe d’activation ne vont pas ensemble, le plus souvent une faute de frappe. Scannez encore l’étiquette, ou retapez le mot de passe.
verdict-attempts-throttled = Il y a eu beaucoup de mots de passe faux. Le réseau réessaie plus tard de lui-même.
verdict-serial-active-elsewhere = Ce numéro de série est actif sous une autre étiquette. Le réseau regarde et vous appellera peut-être.
verdict-mac-active-elsewhere = Cette étiquette est active sur une autre borne. Le réseau regarde et vous appellera peut-être.
verdict-renetworked = Une fiche plus récente de la même borne l’a remplacée.
verdict-other = Le réseau a donné une raison que cette version ne connaît pas : { $reason }. Mettez l’application à jour.
