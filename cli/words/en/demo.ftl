### The demo tells a whole job.

demo-office = At the network’s office
demo-office-how = A label is issued into the network’s inventory, which keeps no password, and an installer’s account is made.
demo-account = { $name }, { $company }: certified installer
demo-label = one label, photographed: { $path }
demo-morning = In the morning, at the installer’s office
demo-morning-how = There is signal here. One sign-in; after that the phone works on its own. Then the server is stopped.
demo-signed-in = { $name } is signed in, good offline until { $day }
demo-server-off = { $clock }: the server is off
demo-underground = Underground, level −2
demo-underground-how = No signal, and no server anywhere. The label’s photograph is read, then every step is walked in its order.
demo-label-read = label read: MAC { $mac }, activation password ••••
demo-begun =
    { $count ->
        [one] job begun on circuit { $circuit }; one step to do
       *[other] job begun on circuit { $circuit }; { $count } steps to do
    }
demo-sealed = sealed: serial { $serial }, which never changes again
demo-digest = SHA-256 { $digest }, signed by this device’s key
demo-offline =
    { $count ->
        [one] a try to deliver: no way through, one delivery waits
       *[other] a try to deliver: no way through, { $count } deliveries wait
    }
demo-goes-by-itself = { $promise }. Each will go by itself.
demo-ramp = Back on the ramp
demo-ramp-how = The phone has signal again, and the network’s server is started: a process of its own, on a real socket.
demo-server-on = the server listens on { $url }
demo-delivered = delivered: { $records }, { $photos } in { $files }, { $events }, { $size }
demo-receipt = receipt verified: signed by the network for exactly these bytes
demo-promises = Three promises, kept apart
demo-made-safe = locked out item by item before the cabinet was opened, power back only after it was closed
demo-saved-phone =
    { $count ->
        [one] one step in the journal, the record sealed as it is
       *[other] { $count } steps in the journal, the record sealed as it is
    }
demo-saved-server = { $records }, { $photos }, { $size }; receipt { $number } of { $clock }
demo-folder = Everything lies in { $folder }
demo-over = This day is over
demo-over-how = It lies in { $folder }; `--fresh` plays another one.
demo-page = The web installer, to try it: { $url }
demo-page-how = Sign in as { $email } with the password { $password }. Labels that no station has yet are drawn in { $sheet }
demo-serving = The server stays open. Its API, to read and try: { $url }
demo-stop = Ctrl-C stops it.
