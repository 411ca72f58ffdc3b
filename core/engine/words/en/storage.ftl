### What this phone keeps, and when it cannot.

storage-full = This phone is full, so this was not saved. What was saved before is safe. Free some space and try again.
storage-denied = This browser window keeps nothing, so no work can be saved in it. Open Pinpoint in a normal window, not a private one.
photo-not-here = This phone has no photo { $photo }.
export-unreadable = This is no file that Pinpoint exported, or it is cut (byte { $at }): { $reason }
export-record = A record in this file was not taken: { $reason }
export-photo = A photo in this file was not taken: { $reason }
taken-differs = The record { $job } is here already, with other contents. Both are kept where they are. Call the network.
storage-file = A file could not be read or written: { $reason }
database-newer = A newer Pinpoint wrote this data (version { $found }, this app knows up to { $known }). Nothing was touched. Update the app.
database-damaged = Pinpoint’s data on this phone is damaged and was left untouched. Export it and call support: { $reason }
database-busy = Another Pinpoint is using the data. Close it and try again.
database-unreadable = Something in Pinpoint’s data cannot be read ({ $room }). Nothing was deleted. Update the app: { $reason }
database-failed = Pinpoint’s data could not be read or written: { $reason }
database-closed = Pinpoint was closed. Open it again.
key-store = This phone’s key store did not answer: { $reason }
no-randomness = This device gave no random numbers, so nothing could be made. Start it again.
