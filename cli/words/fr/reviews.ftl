### Ce qu’un installateur demande au réseau au sujet d’une borne, et ce qui attend une personne du réseau.

## Est-ce une nouvelle borne

ask-unheard = Le réseau ne peut pas être interrogé maintenant. Que savez-vous de cette borne ?
ask-unknown = Le réseau ne connaît ni cette étiquette, ni ce numéro de série, ni cet endroit : la borne est nouvelle.
ask-serial-active = Ce numéro de série est sur le réseau depuis le { $day }.
ask-label-active = Cette étiquette est sur une borne depuis le { $day }.
ask-place-taken = Une autre borne de votre entreprise est à cet endroit depuis le { $day }.

## Après le scellement

job-correction-asked = Correction demandée au réseau : { $field }. La fiche scellée reste comme elle est.
job-corrections = Corrections demandées
job-correction = { $field } : { $value } ({ $reason })
job-amended = Compte à la place, selon le réseau
job-amendment = { $field } : { $value }
job-amended-away = rien

## Ce qui attend une personne

review-none = Rien n’attend de décision.
review-not-one = L’identifiant d’une seule fiche en attente devrait commencer ou finir par « { $text } ». Trouvées : { $count }. `pinpoint review list` les montre.
review-corrections =
    { $count ->
        [one] une correction est demandée
       *[other] { $count } corrections sont demandées
    }
review-distance = à { $metres } m de l’endroit où le numéro de série est actif
review-asked = { $field } : { $value } ({ $reason }, { $when })
review-received = reçue le { $when }
review-sealed = scellée le { $when } par { $by }
review-photos =
    { $count ->
        [one] { $count } photo
       *[other] { $count } photos
    }
review-active = ACTIVE
review-gone = dite partie
review-accept = acceptée
review-keep-both = les deux gardées
review-reject = refusée
review-decision = { $decision } : { $reason } ({ $by }, { $when })
review-decided-now = { $record } : { $verdict }
review-amended-away = { $record } : ce qui a été scellé compte.
review-amended =
    { $count ->
        [one] { $record } : un fait compte à la place du fait scellé.
       *[other] { $record } : { $count } faits comptent à la place des faits scellés.
    }
