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

## Any identifier: a character that only looks right

character-hidden = There is a hidden sign ({ $code_point }) at position { $at }. Delete it, or type everything by hand.
character-look-alike = “{ $found }” ({ $code_point }) at position { $at } only looks like “{ $meant }”. Compare it with what is printed.

## Labels as text

label-disguised = This code hides that it leads to { $host }. No real label does: do not open it, and tell the network.
label-macs-differ = There are two MACs here, { $one } and { $other }. Use only the label of this station.
label-passwords-differ = There are two activation passwords here. Use only the label of this station.
label-mac-missing = The MAC is missing. Take in the whole label, or type the MAC.
label-password-missing = The MAC is { $mac }, the activation password is missing. Type it from the label.
mac-grouping = From position { $at } on, the groups of this MAC differ from those before. Compare it with the label.
warning-mac-all-zero = This MAC has only zeros, as no station has. Compare it with the label.
warning-mac-broadcast = This MAC has only the letter F, as no station has. Compare it with the label.
warning-mac-multicast = This MAC belongs to a group of devices, not to one station. Compare its first two characters with the label.
warning-mac-locally-administered = No manufacturer gave this MAC. Compare its first two characters with the label.
warning-password-unusual = This activation password differs from what labels usually have, 4 to 10 letters and digits. Compare it with the label.

## Serial numbers of a model

warning-serial-look-alike = “{ $found }” at position { $at } is usually “{ $meant }” on this model. Compare it with the type plate.
warning-serial-shape = Serial numbers of this model usually look like { $expected } (`#` a digit, `@` a letter, `?` either). Compare it with the type plate.
serial-pattern-length = A pattern of serial numbers has 4 to 40 places, this has { $places }.
serial-pattern-character = “{ $found }” ({ $code_point }) at position { $at } stands in no serial number. Use letters, digits, `#`, `@` and `?`.

## Firmware

firmware-number-missing = A number is missing at position { $at }. Type the version as the station shows it, for example 2024.03.00.428.
firmware-character = “{ $found }” ({ $code_point }) at position { $at } does not belong in a firmware version. Type it as the station shows it, for example 2024.03.00.428.
firmware-length = A firmware version has at most 50 characters, this has { $characters }. Type it as the station shows it.

## SIM cards

iccid-length = The number of a SIM card has 18 to 20 digits, this has { $digits }. Compare it with the card.
iccid-prefix = The number of a SIM card begins with 89. Compare it with the card.
iccid-character = “{ $found }” ({ $code_point }) at position { $at } does not belong in the number of a SIM card. Type the digits on the card.
warning-iccid-check-digit = The last digit does not fit the others, most often after a typing mistake. Compare the number with the SIM card.

## Charging points

evse-country-missing = The country is missing at position { $at }. An EVSE ID begins with two letters (DE*AB7*E840), or with + and digits (+49*810*000).
evse-operator-missing = The operator is missing at position { $at }. Three letters or digits stand behind the country, as in DE*AB7*E840.
evse-kind-missing = The letter E is missing at position { $at }. It stands behind the operator, as in DE*AB7*E840.
evse-star-missing = A star is missing at position { $at }, as in +49*810*000.
evse-outlet-missing = The charging point is missing at position { $at }, as in DE*AB7*E840.
evse-character = “{ $found }” ({ $code_point }) at position { $at } does not belong in an EVSE ID. Compare it with the station.
evse-length = The last part of this EVSE ID has more than { $limit } characters. Compare it with the station.

## Phone numbers

phone-national = This number works in one country only. Begin with + and the country’s code, for example +1 514 555 0142.
phone-country-code = No country’s code begins with 0. Take the 0 out, for example +33 1 99 00 01 42.
phone-length = A phone number has 7 to 15 digits with the country’s code, this has { $digits }.
phone-character = “{ $found }” ({ $code_point }) at position { $at } cannot be dialled. Type digits only, after a +.

## Positions as text

coordinate-plus-code = A Plus Code names a square, not a parking space. Copy the two numbers of the position instead.
coordinate-link = This link to { $host } does not say a position. Open it in the map, mark the place, and copy the two numbers.
coordinate-side = “O” at position { $at } is west in French and east in German. Write W or E.
coordinate-character = “{ $found }” ({ $code_point }) at position { $at } does not belong in a position. Write it as 48.8583701, 2.2944813.
warning-coordinate-map-view = This is the middle of a map that somebody looked at, not a place that they marked. Compare it with the parking space.
warning-coordinate-zero = 0, 0 is a place in the sea. A program that knew no position may have written it.
