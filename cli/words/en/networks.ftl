### What a network publishes, on a terminal.

network-good = { $name }, version { $version }, is good.
network-written = { $path } is written.
network-signed-by = Signed by
network-digest = Digest
network-not-signed = nobody yet
network-keys-later = The server’s public keys are not in it; give them when you sign, with `--keys`.
network-keys-made = Keys in { $folder }
network-file-root-key = the root’s secret key: signs what the network publishes
network-file-root = the root’s public key: what an app trusts
network-file-keys = the server’s public keys: for signing a profile
network-file-server = a secret key of the server: goes into its folder `keys`
network-keys-secret = Keep the secret keys safe: whoever has the root’s key is the network.
network-fact-version = Version
network-fact-until = Valid until
network-fact-labels = Labels
network-fact-keys = Keys
network-fact-training = Training
network-fact-support = Support
network-fact-vpn = VPN hosts
network-fact-ports = Ports
network-fact-firmware = Least firmware
network-fact-documents = Papers
network-fact-extensions = Added checks
network-fact-models = Models
network-fact-addresses = Addresses
network-screen = has a screen
network-no-screen = no screen

## Addresses, from a table or from the list

addresses-none = The network knows no such address. Write it yourself.
table-column-missing = The first line names no column “{ $name }”.
table-column-unknown = There is no column “{ $name }”; there are { $known }.
table-cells = This line has { $found } cells, and the first line has { $expected }.
table-unreadable = This line cannot be read. Save the table as CSV in UTF-8.
