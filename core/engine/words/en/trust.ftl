### Signatures, keys and receipts: what is believed.

signature-type = This is signed as something else and was not believed.
signature-unknown-key = This is signed by a key that Pinpoint does not know. Nothing was deleted. Connect once to renew the network’s profile.
signature-forged = The signature does not fit. It was not believed, and nothing was deleted. Tell the network.
signature-payload = Signed, but not readable. Update Pinpoint and try again.
capsule-key = The network’s key for passwords is broken, so yours was not stored. Connect once to renew the network’s profile.
capsule-shut = The activation password could not be opened for this station.
receipt-network = A receipt of another network came back. It was not believed; your record is kept.
receipt-subject = A receipt for something else came back. It was not believed; your record is kept.
receipt-digest = A receipt for other bytes came back. It was not believed; your record is kept.
not-believed =
    { $document ->
        [grant] The network’s word that you may work was not believed. Nothing was changed. Tell the network.
        [receipt] The network’s receipt was not believed. Nothing was changed. Tell the network.
       *[profile] The network’s profile was not believed. Nothing was changed. Tell the network.
    }
