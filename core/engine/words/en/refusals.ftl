### What is refused while working, and what only deserves a second look.

## What to look at; nothing is blocked

warning-seal-after-screen = This station has a screen. It is better to seal after you have seen the MAC on it: a swapped label can still be mended then.
warning-fix-vague = Your phone knows where it is only to within { $metres } m. Look again at where the pin stands.
warning-fix-mock = The location comes from another app or device. The record will say so.
warning-pin-far = The pin stands { $metres } m from where your phone is. Is it the right site?
warning-firmware-minimum-unknown = The network names no minimum firmware for { $model }. Ask its support whether Ethernet can be activated.
warning-not-online = The station is not online yet: link { $link }, VPN { $vpn }, connection { $cloud }. Look up what to do, then read the page again.

mark-grant-expired = Your sign-in had expired when you sealed. The network may look twice.
mark-mock-location = The location came from another app or device.
mark-other = The record carries a remark that this version does not know. Update the app.

## Safety

stop = STOP. The cabinet is open and the circuit is not safe. Keep your hands out and do this first: { $missing }.
lockout-incomplete = The cabinet stays locked until the circuit is safe. Still to do: { $missing }.
lockout-order = One after the other. First: { $first }.
reading-missing = Enter what the meter shows for { $item }.
voltage-present = The meter shows { $volts } V, and at most { $limit } V counts as off. Treat the circuit as LIVE and keep away from the cabinet. Find the right breaker, then begin again.
cabinet-already-open = The cabinet is open already.
cabinet-not-open = The cabinet is closed. Open it first, with the circuit made safe.
cabinet-open-on-circuit =
    { $open ->
        [one] Power stays off: a cabinet on circuit { $circuit } is still open. Secure it first.
       *[other] Power stays off: { $open } cabinets on circuit { $circuit } are still open. Secure them first.
    }
lockout-of-others =
    { $others ->
        [one] Power stays off: another person has circuit { $circuit } locked out. Only they take off their lock.
       *[other] Power stays off: { $others } other people have circuit { $circuit } locked out. Only they take off their locks.
    }
undo-physical = { $step } has happened and cannot be taken back by a tap. Do the opposite step instead.

## The workflow

job-unknown = This phone has no such job. Go back to the list and choose again.
job-exists = This job exists already, with another label or circuit. Begin a new job for this station.
playbook-missing = The steps of this job are not on this phone. Connect once so that they can be fetched, or update Pinpoint.
journal-newer = A newer Pinpoint wrote in this job. Your work is kept. Update the app to go on.
step-unknown = This job has no such step. Update Pinpoint and try again.
item-unknown = { $step } has no such item. Update Pinpoint and try again.
answer-kind = { $step } needs another kind of answer.
step-locked = Not yet: { $step }. First do { $missing }.
step-not-for-station = { $step } is not needed at this station.
sealed = The record is sealed. { $step } never changes any more.
not-ready-to-seal = Before the seal, complete { $missing }.
seal-shown-differs = The screen showed { $confirmed }, but the job holds { $actual }. Nothing was sealed. Look at it again and confirm what is right.
sealed-already = This record is sealed already. Nothing more to do here.
nothing-to-seal = This job has no record to seal. It ends when its steps are done.
restart-too-soon = Leave the breaker off a little longer. { $seconds } s are missing.
iccid-same = Both SIM cards have the number { $iccid }. Read the other card.
mac-differs = The screen shows { $shown }, your label says { $label }. Two labels may be swapped: check the station beside this one.
text-length = { $field }: 1 to { $limit } characters, without line breaks or hidden signs.
country = { $country } is not a country code. Use three letters, for example CAN or FRA.
screen-unknown = { $manufacturer } { $model } is not in the catalog. Does this station have a screen?
photo-not-landscape = The photo is { $width_px } × { $height_px } pixels, taller than it is wide. Turn the phone sideways and take it again.
visit-unknown = This phone has no such visit.
label-of-another = The record is sealed with MAC { $sealed }, this label says { $label }. Scan the label of the sealed station.
not-sealed = This job is not sealed yet.

field-manufacturer = Manufacturer
field-model = Model
field-address = Address
field-city = City
field-postal_code = Postal code
field-state = State or province
field-car_park = Car park
field-building = Building
field-floor = Floor
field-bay = Bay
field-parking_restrictions = Parking restrictions
