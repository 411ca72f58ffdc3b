### What an app’s own code can do wrong, and workers that died.

argument-malformed = The app asked for something that cannot be ({ $argument }: { $reason }). Nothing was changed.
argument-unsent = The app gave something that cannot be handed over: { $reason }. Nothing was changed.
listener = The app did not take what it was told: { $reason }
decoder-crashed = This picture could not be read. Take another one.
decoder-too-slow = Reading this picture took too long. Take another one, closer and with more light.
module-unavailable = A part of Pinpoint could not be loaded ({ $address }: { $reason }). What was saved before is safe. Find a connection and open Pinpoint again.
store-crashed = This did not work, twice. What was saved before is safe. Close Pinpoint, open it and try again.
tab-version-differs = Another tab has Pinpoint { $there } open, and this one has { $here }. Close the other tab, reload this one and try again.
tab-config-differs = Another tab has Pinpoint open for another network or server. Close that tab and try again here.
