### What this page itself says. Whatever is about the work comes from the core by its code.

## Everywhere

back = Back
next = Next
save = Save
yes = Yes
no = No
optional = optional
progress = Progress
try-again = Try again
all-steps = All steps
leave-out = Leave it out
take-back = Take it back
take-back-item = Take back: { $item }
type-instead = Type it instead
scan-instead = Scan it instead
language = Language
page-defect = Something went wrong in this page ({ $reason }). What was saved is safe. Go back and try again.

## Opening

opening = Opening…
opening-failed = Pinpoint cannot be opened here ({ $code }). What was saved before is safe. Close other windows of Pinpoint and try again.
opening-storage-denied = This browser window keeps nothing, so no work can be saved in it. Open Pinpoint in a normal window, not a private one.
opening-insecure = This address is not protected, so the browser gives Pinpoint neither storage nor camera. Open it with https://, or on this machine itself.
opening-module-unavailable = A part of Pinpoint could not be loaded. Find a connection and try again. What was saved before is safe.
opening-database-newer = A newer Pinpoint wrote what is saved here. Nothing was touched. Close all windows of Pinpoint and open it again.
opening-database-busy = Another window of Pinpoint has what is saved here. Close it and try again.
opening-storage-full = This phone is full, so nothing can be saved. Free some space and try again. What was saved before is safe.
opening-tab-version-differs = Another tab has another version of Pinpoint open. Close that tab and try again.
update-ready = A new version of Pinpoint is ready. Your work is kept.
update-now = Update now

## Signing in

tagline = Charging stations onto their network
sign-in = Sign in
sign-in-once = Sign in once with a connection. After that Pinpoint works without, also underground.
sign-in-offline = There is no connection. Signing in needs one, once.
email = E-mail
password = Password
sign-out = Sign out
sign-out-how = What is saved stays on this phone and goes out after the next sign-in.

## What is on its way

standing-clear = Nothing waits to go out.
standing-offline = No connection, and nothing waits.
standing-sending = { $count ->
    [one] One delivery is on its way.
   *[other] { $count } deliveries are on their way.
}
standing-waiting = { $count ->
    [one] One delivery waits for a connection. It goes by itself.
   *[other] { $count } deliveries wait for a connection. They go by themselves.
}
standing-held = { $count ->
    [one] One delivery is held and needs somebody.
   *[other] { $count } deliveries are held and need somebody.
}
outbox = On its way
outbox-empty = Nothing is sealed yet. Sealed records appear here and go out by themselves.
item-record = Record
item-event = Event
item-photo = Photo
bytes-of = { $sent } of { $total }
next-attempt = Next try: { $at }
persisted = This browser promised to keep what is saved.
not-persisted = This browser did not promise to keep what is saved: it may clean up when the phone is full. Send soon, or install Pinpoint on the home screen.
send-now = Send now
export = Save as a file
take-in = Carry another phone’s file
carried-for = Sealed on another phone, carried by this one
taken-in = Taken in. New records: { $records }, photo files: { $photos }, here already: { $known }

## Home

hello = Hello, { $name }
begin-title = Begin with a label
begin-how = Scan the activation label of the first station. A visit begins by itself, and works without signal.
scan-label = Scan a label
settings = Settings
visits-working = Under way
visits-past = Finished
visit-of = Visit, { $at }
visit-circuits = Circuit { $circuits }
stop-here = STOP: somebody must act here
not-certified-here = This account is not certified. You can work; records wait until it is.
grant-expired-here = Your sign-in has expired. You can go on; the record will say so. Sign in when there is a connection.

## The label

scan-title = Scan the activation label
scan-again-title = Read the label again
scan-how = Hold the QR code of the sticker into the frame.
looking-label = the activation label
looking-serial = the barcode of the serial number
looking-iccid = the barcode of the SIM card
camera-looks = The camera looks for { $looking }.
camera-refused = The camera is not allowed. Allow it in the browser’s settings for this page, or go on with a picture or by hand.
camera-missing = This device has no camera that a page can use. Choose a picture or type.
camera-busy = The camera could not be started. Close other apps that use it, or go on with a picture or by hand.
camera-again = Try the camera again
torch = Light
from-picture = From a picture
picture-without = This picture does not show { $looking }. Take it closer, with more light.
picture-unread = This picture could not be read. Take another one.
type-label = Type it by hand
type-label-how = Type what stands on the sticker. Upper and lower case count in the password.
mac = MAC address
activation-password = Activation password
activation-password-again = Activation password, once more
passwords-differ = The two differ. Compare both with the label.
use-label = Use this label
other-label = Another label
label-read = Label read
label-read-said = Label read. MAC { $mac }.
label-known = There is a job for this label already.
label-go-on = Go on with that job
label-anew = Begin another job
label-agrees = They agree
password-kept = Its password is encrypted and not shown.
what-here = What is done here?
circuit = Circuit
circuit-how = As the panel names it, for example F12.
begin-job = Begin

## The visit

visit = Visit
stations = { $count ->
    [one] One station
   *[other] { $count } stations
}
bay-named = Bay { $bay }
cabinet-open = Cabinet open
sealed = Sealed
another-station = Another station
go-on-with = { $step } · { $station }
jobs-unreadable = { $count ->
    [one] One job was written by a newer Pinpoint and is kept. Update the app.
   *[other] { $count } jobs were written by a newer Pinpoint and are kept. Update the app.
}
call-sheet = Call support
calls-none = No station of this visit is sealed yet.
support-verifies = Support says: verified
support-verified = Support verified it
to-visit = The whole visit

## A job and its steps

job = Job
steps-done = { $done } of { $asked } done
status-locked = locked
status-open = to do
status-done = done
status-reopened = to do again
to-end = To the end
to-lockout = To the lockout
locked-until = First
not-for-station = This station does not need this step.
reopened-how = Something that this rests on has changed. Look at it again.
done-it = Done
all-done = All of it is done
rest-done = The rest is done, too
hold-to-confirm = Hold to confirm { $number } of { $of }
meter-shows = The meter shows, in volts
meter-how = Measured at the station, between all conductors. At most { $volts } V counts as off.
meter-number = Type the number that the meter shows, for example 0.4
measured = ({ $volts } V)

## Photos

photo-take = Take the photo
photo-again = Take another one
photo-use = Use this photo
photo-taken = The photo that you took
photo-kept = Photo saved
photo-turn = This photo is taller than it is wide. Turn the phone and take it again.

## Forms

serial = Serial number
serial-first = First reading
serial-last-four = Its last four characters, as the type plate shows them
serial-again = Once more, in full, from the type plate
serial-agrees = Compare
serial-other = Read it anew
manufacturer = Manufacturer
model = Model
model-search = Search maker or model
model-none = The catalog has no such model. Type what the type plate says.
model-by-hand = Not in the list
other-model = Another model
as-before = as before
it-is-this = It is this one
compare-drawing = Compare the drawing with the station.
drawing-of = Drawing of { $model }
has-screen = Does this station have a screen?
iccid = Number of the SIM card
asking-network = Asking the network…
station-new-known = The network knows of no other record of this station.
what-is-it = What is it?
old-serial = Serial number of the station that is gone
mac-shown = MAC on the station’s screen
compare = Compare
floor-how = As the lift names it
bay-how = As painted
restriction-ev-only = EV only
restriction-residents = Residents
restriction-customers = Customers
restriction-employees = Employees
restriction-other = In other words
address-begin = Begin the address
address-found = { $count ->
    [one] One address fits.
   *[other] { $count } addresses fit.
}
address-none = The network knows no address that begins so.
address-not-listed = Not in the list
address-from-list = Back to the list
country-CAN = Canada
country-FRA = France
country-USA = United States
hardware-where = Where does the Ethernet hardware come from?
hardware-new = Bought with the station
hardware-approved = Approved by the network
hardware-existing = Neither
paste-here = Paste what the laptop printed
looked-good = I looked: it is as it must be
looked-bad = I looked: it is not
cloud = Connection
link-up = UP
link-down = DOWN
link-unknown = not read
connection-connected = Connected
connection-disconnected = Disconnected
connection-unknown = not read
what-to-do = What to do
what-to-measure = What to measure next

## Where

location-use = Use my location
location-keep = Take this
location-without = Go on without
location-looking = Looking for satellites…
location-within = Known to within { $metres } m
location-none = Without a location
location-refused = The location is not allowed. Allow it in the browser’s settings for this page, or go on without.
location-unknown = The phone does not know where it is. Go on without, and set the pin by hand.
location-missing = This device knows no location. Go on without, and set the pin by hand.
plan-how = Plan to scale. Drag it, or use the arrow keys, until the pin stands in the parking space.
map-how = Map. Drag it, or use the arrow keys, until the pin stands in the parking space.
ground-map = Show the map
ground-plan = Show a plan in metres
pin-in-hand = Drag the pin itself
metres = { $metres } m
nearer = Nearer
farther = Farther
to-my-place = To where the phone is
pin-here = The pin stands right
pin-at-address = Without a location, the pin stands at the address. Move it to the parking space.
pin-by-text = By coordinates
position = Position
position-how = Two numbers, or a link from a map

## The seal and the end

all-right = I have read all of it, it is right
never-changes = This never changes after the seal
seal-for-ever = Seal { $serial } for ever
sealed-how = The record is sealed and kept on this phone. It goes to the server by itself.
you-may-leave = You may leave
nearly-done = Nearly done
leave-how = What is not sent yet goes by itself when Pinpoint is open and there is a connection. You will see here when the network has verified the station.
still-to-do = Still to do: { $step }
safe-locked = The circuit is off, locked and tagged by you.
safe-closed = The cabinet is closed.
safe-open = The cabinet is open. Do not leave it.
saved-not = Not sealed yet.
saved-phone = Record and photos are kept here and wait for a connection.
saved-part = The record has arrived. Photos or events are still on this phone.
saved-server = Record and photos have arrived, with the network’s receipt.
online-waits = Not yet. The network answers after it has the record.

## Settings

theme = Brightness
theme-system = As the phone
theme-light = Light
theme-dark = Dark
certified-until = Certified until { $at }
offline-until = Works without a connection until { $at }
profile-is = Profile { $profile }, catalog { $catalog }
profile-expired = The network’s profile has expired. Renew it when there is a connection; work goes on.
renew = Look for news
