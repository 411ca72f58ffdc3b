### The three promises: they never share a word.

promise-made-safe = Made safe
promise-saved-phone = Saved on this phone
promise-saved-server = Saved on the server
promise-verified-online = Verified online
