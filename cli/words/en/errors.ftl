### What the terminal itself refuses, and what a server’s data folder says to whoever runs it.

## Jobs

no-open-job = No job has anything left to do. `pinpoint job start` begins one, `pinpoint job list --all` shows the others.
job-not-found = No job’s id begins or ends with “{ $text }”. `pinpoint job list --all` shows them.
job-ambiguous = The id of more than one job begins or ends with “{ $text }” ({ $count }). Give more of it.
visit-not-one = One visit’s id should begin or end with “{ $text }”. Found: { $count }. `pinpoint visit list` shows them.
option-missing = { $step } needs { $option }.
option-foreign = { $step } does not take { $option }. What it takes: { $allowed }
item-missing = { $step } is a checklist. Name one of its items: { $items }
item-foreign = { $step } has no items.
lockout-at-once = A lockout is confirmed item by item, each when it is done. `--all-items` is not for { $step }.
seal-step = { $step } is done with `pinpoint job seal`.
volts = “{ $text }” is no reading in volts, such as 0.3.
plate-unread = No barcode was found in { $path }. Type the serial number with `--typed`.
plate-ambiguous = { $path } shows more than one barcode ({ $count }), and a person must say which is the serial number: `--scanned` with one of { $texts }.

## Where there is nobody to ask

no-terminal = There is no terminal to ask on: { $what }. Use { $option }.

## Files and folders

file = { $path }: { $reason }
file-there = { $path } is there already and is not overwritten. Choose another name.
list-too-long = More than { $megabytes } MB are no list of labels: { $path }
label-line = A label is `mac,password`. Look at line { $line } of { $path }.
folder-in-use = { $path } is used by another process. Wait until it ends, or stop it.
no-home = No home folder is known. Say where with `--data`.
listen = Nothing can listen on { $address }: { $reason }
lan-none = This machine is in no network that a phone could be in: { $reason }
lan-not-private = { $address } is no address of a private network. Its certificate would be good for nobody.
certificate-unmade = No certificate could be made: { $reason }
output = Nothing more can be printed: { $reason }
json = This is not the JSON that was expected: { $reason }
drawing = This picture could not be drawn: { $reason }

## The demo

server-silent = The server did not start: { $reason }. Its log is { $path }.
demo-unfinished = No accepted verdict came: { $reason }

## A server’s data folder

server-file = { $path }: { $reason }
server-setting = { $place }: `{ $key }`: { $reason }
server-settings-form = { $place }: this is no TOML: { $reason }
server-socket = The socket cannot be used: { $reason }
server-key-lost = { $path } is not the key that this database was made with. Restore it from its backup.
server-key-broken = { $path } holds no key. Restore it from its backup.
server-network-differs = This data folder belongs to the network { $found }, not to { $expected }. Choose another folder.
server-no-randomness = This machine gave no random numbers, so nothing could be made. Start it again.
admin-value-refused = { $field }: { $reason }
admin-line-refused = line { $line }: { $reason }
admin-unknown = There is none of this name: { $kind } { $name }
admin-taken = This name is taken: { $kind } { $name }
store-away = The server’s database does not answer now: { $reason }
store-copied-elsewhere = Database or photos lie elsewhere and are copied by the tools of that place. Take the mark of “pinpoint backup mark” before, and note it when the copy is safe.
store-copy = The copy of the database that is made before an upgrade could not be written: { $reason }
store-database = The server’s database could not be read or written: { $reason }
server-photos = The server’s photos could not be read or written: { $reason }
store-full = The server’s disk is full. Nothing was stored.
store-newer = A newer server wrote this data (version { $found }, this one knows up to { $known }). Update the server.
store-row = A row of { $table } cannot be read: { $reason }
store-stopping = The server is stopping. Try again.

kind-company = company
kind-installer = installer
kind-device = device
kind-label = label
kind-pinpoint = record
kind-photo = photo
kind-review = record that waits
kind-reviewer = back-office account

field-count = Number of labels
field-day = Day
field-fact = Fact
field-email = E-mail
field-label = Label
field-network = Network
field-password = Password
no-key = { $path } holds no such key. `pinpoint profile new-keys` makes one.
signed-already = { $path } is signed already. Sign the file that was written.
