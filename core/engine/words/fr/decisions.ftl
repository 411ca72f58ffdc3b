### Ce que le réseau a décidé.

decision-accepted = Accepté : la borne est sur le réseau comme le dit votre fiche.
decision-in-review = À l’examen : une personne du réseau regarde. Rien n’est perdu.
decision-rejected = Pas encore accepté : quelque chose est à corriger.
decision-superseded = Ne compte plus : une fiche plus récente l’a remplacée.

verdict-capsule-missing = Le mot de passe d’activation n’est pas arrivé. Scannez encore l’étiquette.
verdict-capsule-shut = Le mot de passe d’activation est arrivé pour une autre borne. Scannez encore l’étiquette de cette borne.
verdict-label-not-proved = L’adresse MAC et le mot de passe d’activation ne vont pas ensemble, le plus souvent une faute de frappe. Scannez encore l’étiquette, ou retapez le mot de passe.
verdict-attempts-throttled = Il y a eu beaucoup de mots de passe faux. Le réseau réessaie plus tard de lui-même.
verdict-serial-active-elsewhere = Ce numéro de série est actif sous une autre étiquette. Le réseau regarde et vous appellera peut-être.
verdict-mac-active-elsewhere = Cette étiquette est active sur une autre borne. Le réseau regarde et vous appellera peut-être.
verdict-sealed-twice = Un autre téléphone de votre entreprise a scellé cette borne il y a peu. Les deux fiches sont gardées. Une personne du réseau les compare et vous appellera peut-être.
verdict-old-station-elsewhere = La borne que vous dites partie est sur le réseau à un autre endroit ou au nom d’une autre entreprise. Le réseau regarde et vous appellera peut-être.
verdict-renetworked = Une fiche plus récente de la même borne l’a remplacée.
verdict-replaced = Une autre borne a pris sa place. La fiche reste lisible.
verdict-reviewed = Une personne du réseau a regardé : { $reason }
verdict-stands-beside = Une fiche antérieure de cette borne reste celle qui compte. La vôtre est gardée à côté.
verdict-other = Le réseau a donné une raison que cette version ne connaît pas : { $reason }. Mettez l’application à jour.
