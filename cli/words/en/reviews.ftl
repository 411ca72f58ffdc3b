### What an installer asks the network about a station, and what waits for the network’s own people.

## Is this a new station

ask-unheard = The network cannot be asked now. What do you know of this station?
ask-unknown = The network knows nothing of this label, serial number or place: the station is new.
ask-serial-active = This serial number is on the network since { $day }.
ask-label-active = This label is on a station since { $day }.
ask-place-taken = Another station of your company is at this place since { $day }.

## After the seal

job-correction-asked = Asked the network to correct: { $field }. The sealed record stays as it is.
job-corrections = Asked to correct
job-correction = { $field }: { $value } ({ $reason })
job-amended = Counts instead, by the network’s word
job-amendment = { $field }: { $value }
job-amended-away = nothing

## What waits for a person

review-none = Nothing waits for a person.
review-not-one = One record that waits should have an id that begins or ends with “{ $text }”. Found: { $count }. `pinpoint review list` shows them.
review-corrections =
    { $count ->
        [one] a correction is asked for
       *[other] { $count } corrections are asked for
    }
review-distance = { $metres } m from where the serial number is active
review-asked = { $field }: { $value } ({ $reason }, { $when })
review-received = received { $when }
review-sealed = sealed { $when } by { $by }
review-photos =
    { $count ->
        [one] { $count } photo
       *[other] { $count } photos
    }
review-active = ACTIVE
review-gone = named as gone
review-accept = accepted
review-keep-both = both kept
review-reject = rejected
review-decision = { $decision }: { $reason } ({ $by }, { $when })
review-decided-now = { $record }: { $verdict }
review-amended-away = { $record }: what was sealed counts.
review-amended =
    { $count ->
        [one] { $record }: a fact counts instead of the sealed one.
       *[other] { $record }: { $count } facts count instead of the sealed ones.
    }
