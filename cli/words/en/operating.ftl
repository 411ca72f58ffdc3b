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
check-photos-folder = Photos lie in the data folder.
check-photos-bucket = { $bucket } answers.
check-photos-refused = { $bucket } does not answer: { $reason }
check-certificate = The certificate can be read, and its key fits.
check-certificate-none = No TLS: for this machine alone, or behind a proxy on it.
check-certificate-open = No TLS at { $address }: passwords travel in the clear unless a proxy in front of it speaks TLS.
check-certificate-refused = The certificate cannot be used: { $reason }

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
