### Labels, MAC addresses, passwords, serial numbers, positions: what is wrong with one, and where.

## Labels, MACs, passwords

label-not-a-link = This code is not an activation label. Look for the sticker with the MAC beside the type plate.
label-not-https = This code leads to an unprotected { $scheme } address. It is not an activation label; do not open it.
label-foreign-host = This code leads to { $host }, which is not this network. It may be a false sticker: do not open it, and tell the network.
label-not-a-label-path = This code belongs to { $host }, but it is not an activation label.
mac-length = A MAC has 12 or 16 characters, this one has { $digits }. Compare it with the label.
mac-character = “{ $found }” at position { $at } cannot be part of a MAC. Only 0–9 and A–F can: is it a zero or an eight?
password-length = An activation password has 4 to 32 characters, this has { $characters }. Compare it with the label.
password-space = There is a space at position { $at } of the activation password. Take it out.
password-character = The sign at position { $at } cannot be part of an activation password. Compare it with the label.

## Serial number and position

serial-length = A serial number has 4 to 40 letters and digits, this has { $characters }. Compare it with the type plate.
serial-character = “{ $found }” ({ $code_point }) at position { $at } does not belong in a serial number. Type it as it stands on the type plate.
serial-last-four-differ = These are not the last four characters of the scanned serial number. Look at the type plate again.
serial-entries-differ = The two entries differ from character { $at } on. Look at the type plate, then type it again.
serial-type-twice = A typed serial number is typed a second time in full.
serial-first-missing = Scan or type the whole serial number first.
coordinate-latitude = A latitude lies between −{ $limit }° and { $limit }°. Are latitude and longitude swapped?
coordinate-longitude = A longitude lies between −{ $limit }° and { $limit }°.
coordinate-format = A position is two numbers, for example 48.8583701, 2.2944813.
circuit-name = The name of a circuit has 1 to 40 characters, this has { $characters }. Use the name on the panel, for example F12.
