### Visits, crews, corrections, exchanged labels.

## Exchanged labels

mac-of-another = The screen shows { $shown }, your label says { $label }. The shown one is the label of { $station } on circuit { $circuit }: the two labels are most likely exchanged. Compare both stations before you seal.
warning-same-label = { $station } on circuit { $circuit } has this label, too. One of the two was read at the wrong station: read both labels again.
warning-same-serial = { $station } on circuit { $circuit } has this serial number, too. Read the type plate of each station again before you seal.
warning-labels-exchanged = This station and { $station } on circuit { $circuit } answer under each other’s label. Compare both labels with both screens and type plates.
warning-boot-serial-differs = The station says that its serial number is { $said }, the record says { $read }. Read the type plate again.

## The board

visit-none = No visit yet. A visit begins with its first job.
visit-jobs = { $count ->
    [one] one job
   *[other] { $count } jobs
}, sealed: { $done }
board-not-asked = nothing asked
board-not-begun = can begin
board-open = under way
board-blocked = waits for so many things
board-done = done
board-stop = STOP
board-nobody = Circuit { $circuit }: nobody has it locked out.
board-safe-for-you = Circuit { $circuit }: made safe by you, for you alone.
board-lacking-for-you = Circuit { $circuit }: your lockout still lacks { $missing }.
board-safe-for-another = Circuit { $circuit }: made safe by a colleague, for the colleague alone. Put your own lock on.
board-lacking-for-another = Circuit { $circuit }: a colleague’s lockout still lacks { $missing }.
board-cabinets-open = Circuit { $circuit }: { $open ->
    [one] a cabinet is open
   *[other] { $open } cabinets are open
}, so power stays off.

## Corrections

correction-before-seal = The record is not sealed yet. Change it in the job itself.
nothing-to-correct = { $field }: the record says so already.
field-mac = MAC address
field-serial = Serial number
field-country = Country
field-pin = Pin
field-reason = Reason

## Is this a new station

identity-new = It is new to this network
identity-renetworked = The network has it already
identity-replacement = It replaces a station that is gone
identity-mistake = Something was misread
identity-first-record = The station gets its first record on this network.
identity-takes-over = The record of { $since } ends and this one takes its place. The serial number stays the same.
identity-label-retires = The earlier label is retired. Take it off, so that nobody scans it.
identity-old-ends = Enter the serial number of the station that is gone. Its record ends if your company has it here; otherwise a person at the network looks first.
identity-review = A person at the network looks at both records first. Nothing is lost and you can finish.
identity-compared-later = The network cannot be asked now. It compares when the record arrives.
identity-read-label = The label is taken back. Read the label of this station again.
identity-read-plate = The serial number is taken back. Read the type plate of this station again.
identity-set-pin = The pin is taken back. Set it in the parking space of this station.
old-serial-missing = Enter the serial number of the station that is gone.
old-serial-same = { $serial } is the serial number of this station. Enter that of the station that is gone.
label-not-proved = { verdict-label-not-proved }
