### The outbox on a terminal.

outbox-empty = Nothing was sealed here yet.
outbox-station = { $mac } · serial { $serial }
outbox-in-part = { $promise } (the record; the rest follows)
outbox-counts = Deliveries: { $counts }
outbox-count = { $count } { $state }
outbox-next = Next attempt { $when }; or now: `pinpoint sync`
outbox-tried-again = { $weather } Tried again { $when }.
outbox-record = record
outbox-event = event
outbox-photo = photo file
outbox-sent-of = { $sent } of { $total }

state-blocked = after another
state-ready = ready
state-sending = on its way
state-done = done
state-waiting = waiting
state-carried = carried
state-held-auth = held: account
state-held-storage = held: server
state-held-version = held: version
state-held-clock = held: clock
state-needs-you = needs you

## Delivering

sync-delivered = Delivered { $number }, { $size }.
sync-nothing = Nothing waits.
sync-open =
    { $count ->
        [one] One still waits here, safe on this device; `pinpoint outbox` says why.
       *[other] { $count } still wait here, safe on this device; `pinpoint outbox` says why.
    }
sync-verdict = The network about { $job }:
sync-file = photo file { $number }
