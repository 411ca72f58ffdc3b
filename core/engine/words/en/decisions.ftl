### What the network decided.

decision-accepted = Accepted: the station is on the network as your record says.
decision-in-review = In review: a person at the network looks at it. Nothing is lost.
decision-rejected = Not accepted yet: something must be mended.
decision-superseded = No longer counts: a later record took its place.

verdict-capsule-missing = The activation password did not come along. Scan the label again.
verdict-capsule-shut = The activation password came for another station. Scan this station’s label again.
verdict-label-not-proved = MAC and activation password do not belong together, most often a typing mistake. Scan the label again, or type the password once more.
verdict-attempts-throttled = There were many wrong passwords. The network tries again later by itself.
verdict-serial-active-elsewhere = This serial number is active under another label. The network looks at it and may call you.
verdict-mac-active-elsewhere = This label is active on another station. The network looks at it and may call you.
verdict-sealed-twice = Another phone of your company sealed this station a short time ago. Both records are kept. A person at the network compares them and may call you.
verdict-old-station-elsewhere = The station that you named as gone is on the network at another place or under another company. The network looks at it and may call you.
verdict-renetworked = A later record of the same station took its place.
verdict-replaced = Another station stands in its place. This record stays to be read.
verdict-reviewed = A person at the network looked at it: { $reason }
verdict-stands-beside = An earlier record of this station stays the one that counts. Yours is kept beside it.
verdict-other = The network gave a reason that this version does not know: { $reason }. Update the app.
