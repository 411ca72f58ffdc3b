### The network’s office: its server, accounts and labels.

## The server

listening = Listening on { $url }, data in { $folder }
listening-docs = The API to read and try: { $url }. Ctrl-C stops.
lan-scan = On a phone in the same network: scan this code, or open { $welcome }. It leads to { $page }
lan-trust = Browsers give camera and storage only to pages that they trust. Install this computer’s certificate once, and trust it in the phone’s settings. It is good for private networks alone. Remove it when you are done.
lan-certificate = Get the certificate
lan-then = Then open the web installer.
lan-open = Open Pinpoint

## Backups

backup-made = Everything up to receipt { $through } is in { $folder }, { $size } anew. Phones hear it with their next sync.
backup-like-keys = The network’s keys are in it: keep it as the server’s own folder is kept.
backup-mark = The books are at receipt { $through }. When your copy is safe: pinpoint backup note { $through }
backup-noted = Noted: a backup holds everything up to receipt { $through }.
backup-restored = The server in { $folder } stands as its backup did. Start it: phones offer again what was lost.
backup-epoch = The next start is a new epoch of this server: phones offer again what was lost.

## Accounts

user-added = { $email } of { $company }
user-installer = Installer
user-certified = Certified
user-certified-until = until { $day }
user-not-certified = no: may sign in, may not pinpoint
user-now-certified = { $email } is certified until { $day }.
user-no-longer-certified = { $email } is no longer certified.
user-device-revoked = Device { $device } is signed out and may not sign any more.
user-revoked = { $email } is signed out everywhere and may not sign in any more.
user-password-set = { $email } has another password and signs in again
user-listed = { $email }: { $name }, { $company }
user-back-office = Works for the network itself and sees every company’s records.
user-signed-in = Signed in
user-signed-in-on = last on { $day }
user-never-signed-in = not within the time that sign-ins are kept
user-device-since = since { $day }
user-revoked-since = Ended on { $day }: signs in no more and signs no more.
user-shown-once = It is shown this once and kept nowhere.

## Labels

labels-issued =
    { $count ->
        [one] { $count } label issued
       *[other] { $count } labels issued
    }
labels-imported =
    { $count ->
        [one] { $count } label imported
       *[other] { $count } labels imported
    }
labels-printed =
    { $count ->
        [one] { $count } label printed
       *[other] { $count } labels printed
    }
labels-like-keys = What was written holds activation passwords: keep it like keys.
labels-booted = The station under { $mac } said that its serial number is { $serial }. Phones that pinned it compare.
labels-inventory = In the inventory: { $issued } not on a station yet, { $active } on a station, { $retired } replaced
