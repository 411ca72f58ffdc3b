### English. Every sentence about the work; an app owns only its chrome.
### Short, plain, kind, and it says what to do next: it is read on a ladder.

## How names stand inside a sentence

quoted = “{ $title }”
decimal-sign = .

## The three promises: they never share a word

promise-made-safe = Made safe
promise-saved-phone = Saved on this phone
promise-saved-server = Saved on the server
promise-verified-online = Verified online

## Parts of the visit

phase-before-you-go = Before you go
phase-arrive = On arrival
phase-make-safe = Make safe
phase-cabinet = In the cabinet
phase-labels = Labels
phase-pinpoint = Pinpoint
phase-verify = Verify

## Steps of re-networking, and how each is done

step-documents = Download the documents
step-documents-how = Bookmark or download the newest copies before you leave. There may be no signal beside the station.
step-review = Review the maker’s instructions
step-review-how = Read what you need to reach and commission this station.
step-access = Arrange access
step-access-how = Ask the station owner or the facility manager.
step-kit = Pack the kit
step-kit-how = Check that everything is in the bag.
step-photo-before = Photo before any change
step-photo-before-how = Take a photo of the station before you touch anything. It shows how you found it.
step-condition = Check the station
step-condition-how = Use the manufacturer’s instructions. Model, condition and software version must meet the network’s requirements.
step-network-checklist = The network’s checklist
step-network-checklist-how = Complete the checklist of required verification steps for this station.
step-lockout = Make the circuit safe
step-lockout-how = DANGER: RISK OF SHOCK. Disconnect the power at the service panel, lock out and tag out the disconnect, and test with a multimeter before you open the cabinet. A mistake here can kill.
step-open-cabinet = Open the cabinet
step-open-cabinet-how = Follow the manufacturer’s instructions to open the station cabinet. The power stays off until it is secured again.
step-replace-sim = Replace the SIM card
step-replace-sim-how = Take out the existing SIM card and put in the one from the kit, as the manufacturer’s instructions say.
step-type-plate = Find the type plate
step-type-plate-how = It is usually on a cover panel or inside the cabinet door.
step-activation-sticker = Apply the activation label
step-activation-sticker-how = It goes next to the type plate, on a clean and dry surface.
step-branding-place = Choose a place for the branding label
step-branding-place-how = Find a place on the front or the side of the station.
step-branding-label = Apply the branding label
step-branding-label-how = Use a vertical or horizontal edge of the station to align it.
step-label = Check the label
step-label-how = Compare MAC and activation password with the activation label. They must be the same.
step-location = Where you are
step-location-how = Allow Pinpoint to use your location. Underground without a signal, go on without: you set the pin by hand.
step-new-station = This is a new station
step-new-station-how = Confirm it only if the network asks whether you are installing a new charging station.
step-station = Manufacturer and model
step-station-how = Choose what the type plate says, and compare the picture with the station.
step-serial = Serial number
step-serial-how = Scan it from the type plate and type its last four characters, or type it twice. It can never be changed after the seal.
step-address = Address
step-address-how = Begin to type and choose from the list.
step-pin = Pin on the parking space
step-pin-how = Drag the map until the pin stands in the exact parking space of this station.
step-details = Details for drivers
step-details-how = Car park, building, floor, parking restrictions: whatever helps a driver to find it. Nothing about people.
step-photo-station = Photo for drivers
step-photo-station-how = Hold the phone sideways. Show the station and what is around it, without people or number plates.
step-seal = Seal the record
step-seal-how = Read the serial number once more, slowly. After the seal nothing in this record changes.
step-close-cabinet = Secure the cabinet
step-close-cabinet-how = Close and secure the cabinet as the manufacturer’s instructions say. Then power may come back.
step-re-energise = Power back on
step-re-energise-how = Check that nobody is at a cabinet of this circuit. Take off your lock and your tag, and re-energise as the manufacturer’s instructions say.
step-display-errors = Check the display
step-display-errors-how = Look for error messages and resolve them with the manufacturer’s instructions.
step-logo = Network logo on the screen
step-logo-how = The network’s logo must be visible on the station’s screen.
step-mac-on-screen = MAC on the screen
step-mac-on-screen-how = Open the station’s menu and read the MAC address there. It must be the one on the activation label.
step-call-support = Call support
step-call-support-how = Call the network’s support and have them verify that the networking is correct and complete.

item-documents-maker-instructions = The manufacturer’s instructions for each station
item-documents-minimum-versions = The minimum software and firmware versions
item-documents-verification-checklist = The checklist of verification steps
item-review-laptop = What laptop or other hardware talks to the station
item-review-sim-access = How to reach the SIM card
item-review-commissioning = How to commission the station
item-access-site-access = Access to the site is arranged
item-access-station-credentials = Username and password of the station are known
item-access-settings = Settings to configure afterwards are known
item-kit-sim = SIM card of the network
item-kit-mac-label = Activation label with the MAC
item-kit-branding-label = Branding label
item-kit-damp-cloth = Damp cloth
item-kit-credentials = Your installer account
item-condition-model = The model is one that the network supports
item-condition-condition = The station is in good condition
item-condition-software-version = The software version is new enough
item-lockout-disconnected = The power is disconnected at the service panel
item-lockout-locked = The disconnect is locked out with my lock
item-lockout-tagged = The disconnect is tagged out with my name
item-lockout-measured = I measured at the station that the power is off
item-lockout-stays-off = The power stays off until the cabinet is secured and the work is done
item-activation-sticker-cleaned = Cleaned with a damp cloth
item-activation-sticker-dried = Dried
item-activation-sticker-applied = Applied next to the type plate
item-branding-place-visible = Easily visible to drivers
item-branding-place-flat = Big enough to lie flat
item-branding-place-covers-nothing = Covers no branding and no instructions
item-branding-label-aligned = Aligned with an edge
item-branding-label-cleaned = Cleaned with a damp cloth
item-branding-label-dried = Dried
item-branding-label-applied = Applied

## What to look at; nothing is blocked

warning-seal-after-screen = This station has a screen. Better seal after you saw the MAC on it: a swapped label can still be mended then.
warning-fix-vague = Your phone knows its place only to { $metres } m. Look twice where the pin stands.
warning-fix-mock = The location comes from another app or device. The record will say so.
warning-pin-far = The pin stands { $metres } m from where your phone is. Is it the right site?

mark-grant-expired = Your sign-in had expired when you sealed. The network may look twice.
mark-mock-location = The location came from another app or device.
mark-other = The record carries a remark that this version does not know. Update the app.

## Safety

stop = STOP. The cabinet is open and the circuit is not safe. Keep your hands out and do this first: { $missing }.
lockout-incomplete = The cabinet stays locked until the circuit is safe. Still to do: { $missing }.
lockout-order = One after the other. First: { $first }.
reading-missing = Enter what the meter shows at { $item }.
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
nothing-to-undo = There is nothing to take back at { $step }.
sealed = The record is sealed. { $step } never changes any more.
not-ready-to-seal = Before the seal, complete { $missing }.
seal-shown-differs = The screen showed { $confirmed }, but the job holds { $actual }. Nothing was sealed. Look at it again and confirm what is right.
sealed-already = This record is sealed already. Nothing more to do here.
mac-differs = The screen shows { $shown }, your label says { $label }. Two labels may be swapped: check the station beside this one.
text-length = { $field }: 1 to { $limit } characters, without line breaks or hidden signs.
country = { $country } is not a country code. Use three letters, for example CAN or FRA.
screen-unknown = { $manufacturer } { $model } is not in the catalog. Does this station have a screen?
photo-not-landscape = The photo is { $width_px } × { $height_px } pixels, higher than wide. Turn the phone sideways and take it again.

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

## Labels, MACs, passwords

label-not-a-link = This code is not an activation label. Look for the sticker with the MAC beside the type plate.
label-not-https = This code leads to an unprotected { $scheme } address. It is not an activation label; do not open it.
label-foreign-host = This code leads to { $host }, which is not this network. It may be a false sticker: do not open it, and tell the network.
label-not-a-label-path = This code belongs to { $host }, but it is not an activation label.
mac-length = A MAC has 12 or 16 characters, this one has { $digits }. Compare it with the label.
mac-character = “{ $found }” at position { $at } cannot be part of a MAC. Only 0–9 and A–F can: is it a zero or an eight?
password-length = An activation password has 4 to 32 characters, this has { $characters }. Compare it with the label.
password-space = There is a space at position { $at } of the activation password. Take it out.
password-character = The sign at position { $at } cannot be part of an activation password. Compare it with the label.

## Serial number and position

serial-length = A serial number has 4 to 40 letters and digits, this has { $characters }. Compare it with the type plate.
serial-character = “{ $found }” ({ $code_point }) at position { $at } does not belong in a serial number. Type it as it stands on the type plate.
serial-last-four-differ = These are not the last four characters of the scanned serial number. Look at the type plate again.
serial-entries-differ = The two entries differ from character { $at } on. Look at the type plate, then type it again.
serial-type-twice = A typed serial number is typed a second time in full.
serial-first-missing = Scan or type the whole serial number first.
coordinate-latitude = A latitude lies between −{ $limit }° and { $limit }°. Are latitude and longitude swapped?
coordinate-longitude = A longitude lies between −{ $limit }° and { $limit }°.
coordinate-format = A position is two numbers, for example 48.8583701, 2.2944813.
circuit-name = The name of a circuit has 1 to 40 characters, this has { $characters }. Use the name on the panel, for example F12.

## Pictures and camera frames

picture-empty = This file is empty. Take the picture again.
picture-not-an-image = This file is not a picture: it looks like { $found }. Choose a photo.
picture-format-unsupported = Pictures of the kind { $found } cannot be read. Take it as JPEG or PNG.
picture-too-large = { $width_px } × { $height_px } pixels are too many; at most { $limit_px } can be read. Take the picture with the phone’s camera.
picture-damaged = This { $media_type } file is damaged: { $damage }. Take the picture again.
photo-too-long = This file is longer than { $megabytes } MB, and no photo is. Choose another one.
frame-empty = The camera gave an empty picture. Try again.
frame-stride-too-small = { frame-empty }
frame-too-short = { frame-empty }
frame-crop-outside = { frame-empty }

photo-portrait = The photo is higher than wide. Drivers see more when you hold the phone sideways.
photo-small = The photo is small: { $width_px } × { $height_px } pixels. Take it with the camera’s full size.
photo-dark = The photo is dark. Switch on a light or the flash, and take it again.
photo-blurred = The photo is blurred. Wipe the lens, hold still, and take it again.

## Trust

signature-type = This is signed as something else and was not believed.
signature-unknown-key = This is signed by a key that Pinpoint does not know. Nothing was deleted. Connect once to renew the network’s profile.
signature-forged = The signature does not fit. It was not believed, and nothing was deleted. Tell the network.
signature-payload = Signed, but not readable. Update Pinpoint and try again.
capsule-key = The network’s key for passwords is broken, so yours was not stored. Connect once to renew the network’s profile.
capsule-shut = The activation password could not be opened for this station.
receipt-network = A receipt of another network came back. It was not believed; your record is kept.
receipt-subject = A receipt for something else came back. It was not believed; your record is kept.
receipt-digest = A receipt for other bytes came back. It was not believed; your record is kept.
not-believed = A document of the network was not believed: { $document }. Nothing was changed. Tell the network.

## Playbooks

playbook-json = The playbook cannot be read, line { $line }, column { $column }: { $reason }
playbook-step-twice = The playbook has the step { $step } twice.
playbook-order = The playbook’s step { $step } needs { $needs }, which does not come before it.
playbook-form = The playbook’s step { $step } must name a form exactly when it is one.
playbook-items = The playbook’s step { $step } must have items exactly when it is a checklist.
playbook-safety = The playbook must have the step { $role } exactly once, it has it { $times } times.
playbook-seal = The playbook must seal the record exactly once, it does so { $times } times.
playbook-seal-needs = The playbook seals the record before the form { $form }, and no record is whole without it.
playbook-lockout-item = The playbook leaves out { $item }. A lockout is never shortened.

## On its way to the network

delivery-blocked = Goes as soon as the one before it has arrived.
delivery-ready = Ready to go.
delivery-sending = On its way.
delivery-done = Arrived: saved on the server.
delivery-waiting = No way through yet. It goes by itself; nothing for you to do.
delivery-carried = Given to the system, which sends it even when the app is closed.
delivery-held-auth = Waits for your account. Sign in again, or have your certification renewed.
delivery-held-storage = Waits because the server is full. Nothing is lost.
delivery-held-version = Waits because this Pinpoint is too old. Update the app; your work is kept.
delivery-held-clock = Waits because this phone’s clock is wrong. Set date and time to automatic.
delivery-needs-you = The network could not take it as it is. Your work is kept: open it to see why.

weather = { $weather } It goes again by itself.
weather-offline = There is no connection to the server.
weather-timeout = The server did not answer in time.
weather-tls = No secure connection was possible.
weather-interrupted = The connection broke half-way.
weather-stranger = Something else answered in place of the server, perhaps a Wi-Fi that wants you to sign in.
weather-server = The server has trouble of its own.
weather-busy = The server is busy.
weather-not-yet = The server does not have the record yet.
weather-damaged = What arrived at the server was not what was sent.
weather-unreadable = The server’s answer could not be read.
weather-receipt-not-believed = The receipt was not believed, so nothing was deleted.
server-full = The server is full. Your work is kept on this phone and goes later.
clock-off = This phone’s clock is wrong by { $skew_s } seconds. Set date and time to automatic.

transport-offline = { weather-offline }
transport-timeout = { weather-timeout }
transport-tls = { weather-tls }
transport-certificate-dates = The server’s certificate is not valid today. Check this phone’s date and time.
transport-interrupted = { weather-interrupted }
transport-too-large = { weather-unreadable }
transport-file = The photo’s file cannot be read any more. Take the photo again if you are still on site.

## What the network decided

decision-accepted = Accepted: the station is on the network as your record says.
decision-in-review = In review: a person at the network looks at it. Nothing is lost.
decision-rejected = Not accepted yet: something must be mended.
decision-superseded = Replaced by a later record of the same station.

verdict-capsule-missing = The activation password did not come along. Scan the label again.
verdict-capsule-shut = The activation password came for another station. Scan this station’s label again.
verdict-label-not-proved = MAC and activation password do not belong together, most often a typing mistake. Scan the label again, or type the password once more.
verdict-attempts-throttled = There were many wrong passwords. The network tries again later by itself.
verdict-serial-active-elsewhere = This serial number is active under another label. The network looks at it and may call you.
verdict-mac-active-elsewhere = This label is active on another station. The network looks at it and may call you.
verdict-renetworked = A later record of the same station took its place.
verdict-other = The network gave a reason that this version does not know: { $reason }. Update the app.

## This phone

not-signed-in = Nobody is signed in. Sign in once with a connection; after that Pinpoint works without.
signed-out = You are signed out. Sign in again; your work is kept.
visit-unknown = This phone has no such visit.
label-of-another = The record is sealed with MAC { $sealed }, this label says { $label }. Scan the label of the sealed station.
not-sealed = This job is not sealed yet.
storage-full = This phone is full, so this was not saved. What was saved before is safe. Free some space and try again.
storage-denied = This browser window keeps nothing, so no work can be saved in it. Open Pinpoint in a normal window, not a private one.
photo-not-here = This phone has no photo {$photo}.
storage-file = A file could not be read or written: { $reason }
database-newer = A newer Pinpoint wrote this data (version { $found }, this app knows up to { $known }). Nothing was touched. Update the app.
database-damaged = Pinpoint’s data on this phone is damaged and was left untouched. Export it and call support: { $reason }
sync-elsewhere = Another Pinpoint is delivering from this folder already. Wait until it is done, or stop it.
photo-file-damaged = A photo’s file on this phone is damaged, so it was not sent. The record goes without it. Export the record and call support.
body-missing = A part of this delivery is missing on this phone. The rest goes without it. Export the record and call support.
database-busy = Another Pinpoint is using the data. Close it and try again.
database-unreadable = Something in Pinpoint’s data cannot be read ({ $room }). Nothing was deleted. Update the app: { $reason }
database-failed = Pinpoint’s data could not be read or written: { $reason }
database-closed = Pinpoint was closed. Open it again.
key-store = This phone’s key store did not answer: { $reason }
server-url = { $url } cannot be used as a server. The address begins with https://, and only for a server on this machine with http://
no-randomness = This device gave no random numbers, so nothing could be made. Start it again.
http-extra-ca = The extra certificate cannot be read: { $reason }
http-client = The connection could not be set up: { $reason }

## What the server may answer

refresh-refused = Your session has expired. Sign in again; your work is kept.
token-missing = { refresh-refused }
token-refused = { refresh-refused }
token-unusable = { refresh-refused }
sign-in-refused = No account has this e-mail and password. Check both and try again.
sign-in-busy = The server takes no sign-in just now. Wait a minute, then try again.
sign-in-weather = { $weather } You are not signed in. Try again when that is over.
throttled = Too many attempts. Wait a little, then try again.
not-certified = Your account is not certified to pinpoint. Your record is kept and goes by itself once you are.
device-revoked = This device may not send any more. Your work is kept. Call your office or the network.
devices-too-many = Your account has too many devices. Ask your office or the network to end old ones.
device-differs = This device is registered for another account. Sign in with that account, or call the network.
company-differs = This record was sealed for another company. Call the network.
back-office-only = Only the network’s own people may see this.
version-unsupported = The server does not take this version of a record. Update Pinpoint; your work is kept.
network-differs = This belongs to another network. Sign in to the right one.
id-differs = { malformed-json }
author-differs = This record was made on another device or by another person than the one signed in.
serial-spelling = { malformed-json }
annex-differs = { malformed-json }
capsule-form = { malformed-json }
event-type-unknown = The server does not know this kind of news yet. It is kept and goes later.
events-too-many = The network takes no more news about this record. Call the network.
facts-refused = The network refused something that stands in this record. It is kept as it was sealed. Export it and call the network.
pinpoint-differs = The server has another record under this name. Yours is kept. Export it and call the network.
event-differs = { pinpoint-differs }
photo-id-taken = { pinpoint-differs }
pinpoint-unknown = The server has no such record.
station-unknown = The network knows no such station.
profile-unknown = The network has not published its profile yet. Call the network.
photo-unknown = The server does not have this photo’s record yet. The record goes first, by itself.
photo-not-complete = The photo has not arrived in full yet.
photo-digest-differs = The photo did not arrive as it was sealed. It goes again by itself.
photo-has-metadata = The photo for drivers still says where it was taken and was refused. Export it and call support.
photo-not-jpeg = The photo for drivers is not a JPEG and was refused. Export it and call support.
upload-unknown = { photo-digest-differs }
upload-length-differs = { photo-digest-differs }
upload-offset-differs = { photo-digest-differs }
upload-too-long = { photo-digest-differs }
upload-taken-over = { photo-digest-differs }
upload-finished = The photo is there already.
checksum-algorithm = { malformed-json }
checksum-differs = { photo-digest-differs }
tus-version = { malformed-json }
malformed-json = The server did not understand what this app sent. Your work is kept. Update Pinpoint, or export the record and call support.
malformed-path = { malformed-json }
malformed-query = { malformed-json }
malformed-header = { malformed-json }
media-type = { malformed-json }
body-too-large = { malformed-json }
body-cut = { weather-interrupted }
batch-too-long = { malformed-json }
route-unknown = { malformed-json }
method-not-allowed = { malformed-json }
request-timeout = { weather-timeout }
unavailable = { weather-busy }
internal = { weather-server }
http-status = The server answered { $status } and nothing more. Your work is kept. Tell support this number.
request-unwritable = This record could not be written for the server. Your work is kept. Export it and call support.
file-unreadable = { transport-file }

## Anything else

code-unknown = Something happened that this version has no words for ({ $code }). Your work is kept. Update Pinpoint, or tell support this code.

## What an app's own code can do wrong, and workers that died

argument-malformed = The app asked for something that cannot be ({ $argument }: { $reason }). Nothing was changed.
argument-unsent = The app gave something that cannot be handed over: { $reason }. Nothing was changed.
listener = The app did not take what it was told: { $reason }
decoder-crashed = This picture could not be read. Take another one.
decoder-too-slow = Reading this picture took too long. Take another one, closer and with more light.
module-unavailable = A part of Pinpoint could not be loaded ({ $address }: { $reason }). What was saved before is safe. Find a connection and open Pinpoint again.
store-crashed = This did not work, twice. What was saved before is safe. Close Pinpoint, open it and try again.
