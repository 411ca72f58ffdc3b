### Signing in, certification, devices.

not-signed-in = Nobody is signed in. Sign in once with a connection; after that Pinpoint works without.
signed-out = You are signed out. Sign in again; your work is kept.

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
