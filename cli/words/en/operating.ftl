### What an operator is told of a server that is looked at, and what to do about it.

settings = Settings
settings-unset = not set
state-ok = ok
state-warn = warn
state-fail = fail

## What `server --check` looks at

check-data = { $path } can be written to.
check-data-new = { $path } will be made.
check-data-refused = { $path } cannot be written to: { $reason }
check-database = The database answers. Its schema is { $schema }, the newest that this server knows ({ $known }).
check-database-new = There is no database yet. The first start makes it.
check-database-older = The database has schema { $schema }. The next start upgrades it to { $known }; make a backup first.
check-database-newer = A newer server wrote the database (schema { $schema }, this one knows up to { $known }). Update the server.
check-database-network = The database belongs to the network { $found }, not to { $expected }. Change `network`, or choose another place.
check-database-refused = The database does not open: { $reason }
check-database-open = Records travel to the database in the clear. Add `?sslmode=require` to its address.
check-photos-folder = Photos lie in the data folder.
check-photos-bucket = { $bucket } answers.
check-photos-refused = { $bucket } does not answer: { $reason }
check-certificate = The certificate can be read, and its key fits. It is valid until { $day }.
check-certificate-soon = The certificate is valid until { $day } only. Renew it.
check-certificate-over = The certificate ended on { $day }: phones do not connect. Renew it.
check-certificate-strange = The certificate can be used, and does not say until when.
check-certificate-none = No TLS: for this machine alone, or behind a proxy on it.
check-certificate-open = No TLS at { $address }: passwords travel in the clear unless a proxy in front of it speaks TLS.
check-certificate-refused = The certificate cannot be used: { $reason }

## What `server doctor` looks at besides

doctor-demo-keys = Everybody knows the keys of the demo network. It is for trying things out, never for stations that drivers use.
doctor-profile = The network’s profile is valid until { $day }.
doctor-profile-soon = The network’s profile is valid until { $day } only. Let its root sign a new one.
doctor-profile-over = The network’s profile ended on { $day }: phones refuse to begin. Let its root sign a new one.
doctor-profile-always = The network’s profile is valid without end.
doctor-profile-none = There is no profile at { $path }: phones cannot begin. See `pinpoint profile sign`.
doctor-profile-unreadable = { $path } is no signed profile: { $reason }
doctor-disk = { $free } MB are free at { $path }.
doctor-disk-low = Only { $free } MB are free at { $path }. Make room, or move the photos to a bucket.
doctor-disk-full = Only { $free } MB are free at { $path }. Records are refused soon; make room now.
doctor-answers = A server answers at { $url }, after { $ms } ms.
doctor-not-ready = { $url } says { $reason }: the server runs, and its database or its photos do not answer.
doctor-no-answer = Nobody answers at { $url }: { $reason }
doctor-database-whole = The database finds nothing wrong with itself.
doctor-database-damaged = The database is damaged: { $reason }. Stop the server, copy its folder, and go back to the newest backup.
doctor-clock = The clocks of database and server are { $seconds } s apart. Let both follow NTP.
doctor-backup = The newest backup is of { $day }.
doctor-backup-old = The newest backup is of { $day }. What came since would be lost with this disk.
doctor-backup-none = There is no backup. `pinpoint backup make` makes one while the server serves.
doctor-verdicts-late = { $count ->
    [one] One record has waited for its verdict for more than an hour. The log says why.
   *[other] { $count } records wait for their verdict, some for more than an hour. The log says why.
}
doctor-webhooks-given-up = { $count ->
    [one] One message to another system was given up. The log says why.
   *[other] { $count } messages to other systems were given up. The log says why.
}
doctor-photos = { $count ->
    [one] The file of the newest photo is there.
   *[other] The files of the newest { $count } photos are there.
}
doctor-photos-missing = Photos without a file, of the newest { $count }: { $missing }, such as { $photo }. Bring them back from a backup.
doctor-photos-refused = The files of photos cannot be looked for: { $reason }

## What goes by time

retention-counted = Out of time, and still here
retention-done = Deleted, because it was out of time
retained-sessions = ended sign-ins
retained-access-tokens = expired access tokens
retained-refresh-tokens = expired refresh tokens
retained-attempts = wrong passwords
retained-familiar-sources = familiar addresses
retained-webhook-deliveries = messages that were never taken
retained-outgoing = messages to other systems

## What is erased

erased-from = Erased from { $record }
erased-annex = the annex
erased-photo = photo { $photo }
erased-before = Nothing was left to erase of { $record }.
erased-backups = Backups that were made before still hold it. Note this command beside them: after going back to one, run it again.
