### La boîte d’envoi sur un terminal.

outbox-empty = Rien n’a encore été scellé ici.
outbox-station = { $mac } · nº de série { $serial }
outbox-in-part = { $promise } (la fiche, le reste suit)
outbox-counts = Envois : { $counts }
outbox-count = { $state } { $count }
outbox-next = Prochain essai { $when }, ou tout de suite : `pinpoint sync`
outbox-tried-again = { $weather } Nouvel essai { $when }.
outbox-record = fiche
outbox-event = nouvelle
outbox-photo = fichier photo
outbox-sent-of = { $sent } sur { $total }

state-blocked = après un autre
state-ready = prêt
state-sending = en route
state-done = arrivé
state-waiting = en attente
state-carried = confié
state-held-auth = retenu, compte
state-held-storage = retenu, serveur
state-held-version = retenu, version
state-held-clock = retenu, horloge
state-needs-you = à voir

## Envoyer

sync-delivered = Envois faits : { $number }, { $size }.
sync-nothing = Rien n’attend.
sync-open =
    { $count ->
        [one] Un envoi attend encore ici, en sûreté sur cet appareil. `pinpoint outbox` dit pourquoi.
       *[other] { $count } envois attendent encore ici, en sûreté sur cet appareil. `pinpoint outbox` dit pourquoi.
    }
sync-verdict = Le réseau, à propos de { $job } :
sync-file = fichier photo { $number }
