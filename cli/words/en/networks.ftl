### What a network publishes, on a terminal.

network-good = { $name }, version { $version }, is good.
network-written = { $path } is written.
network-signed-by = Signed by
network-digest = Digest
network-not-signed = nobody yet
network-keys-later = The server’s public keys are not in it; give them when you sign, with `--keys`.
network-keys-made = Keys in { $folder }
network-file-root-key = the root’s secret key: signs profiles and catalogs
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
network-screen = has a screen
network-no-screen = no screen
