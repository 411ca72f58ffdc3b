### What a terminal says around everything else.

error-head = error:
error-code = code: { $code }

## What a person is asked

ask = { $what }:
what-password = Password
what-activation-password = Activation password
ask-serial = Seal? Type the serial number:
what-confirmation = Confirmation

## Reading pictures

scan-mac = MAC
scan-nothing = No code was found in this picture.

## Accounts

account-network = Network
account-state = Account
account-certification = Certification
account-offline = Good offline
account-in = signed in
account-out = signed out; what was saved stays here
account-certified-until = certified until { $day }
account-certified = certified
account-not-certified = not certified: records are held until the certification is there
account-offline-until = until { $day }
account-offline-ended = ended { $day }; work goes on and is marked
account-renew = Sign in again when there is signal.
account-left = Signed out. What was saved stays here and goes out after the next sign-in.

## Files

export-done = { $path }: { $size }, passwords only as capsules
taken-in = Taken in. New records: { $records }, photo files: { $photos }, here already: { $known }
taken-not = Not taken, { $part }: { $why }
support-done = { $path }: { $size }, without names, stations and places
support-server-done = { $path }: { $size }, without secrets and records
manual-try = Try `{ $command }`
