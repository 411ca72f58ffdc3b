### The connection of a station: link, VPN, cloud, and what a pasted text shows.

## What link and VPN mean together

signal-cable = The Ethernet cabling has a problem: the station has no physical connection to the router.
signal-vpn-blocked = The router is reached, but the VPN client on the station cannot connect to the VPN server.
signal-through = Ethernet stands, and the VPN client on the station is connected to the VPN server.
signal-vpn-without-link = The VPN is “Connected” although the link is “DOWN”. A tunnel needs a way: either one of the lines is old, or the tunnel does not run over this cable but over the mobile network, say.
signal-link-down = The Ethernet port of the station has no IP address. The line of the VPN was not read.
signal-link-up = The Ethernet port of the station has an IP address and reaches the router. The line of the VPN was not read.
signal-vpn-up = The station is connected to the VPN server. The line of the link was not read, so it is open which way the tunnel takes.
signal-vpn-down = The station cannot connect to the VPN server. The line of the link was not read: it says whether the cable or what lies behind the router is to blame.
signal-unread = Nothing was read yet. The station says itself where its way ends.

## What the line of the cloud adds

cloud-without-link = The cloud is reached all the same: over another way, such as the mobile network, or the line is old.
cloud-without-vpn = The cloud is reached without the VPN: over another way, such as the mobile network, or the line is old.
cloud-by-another-way = The station is online, but not over this cable.
cloud-all-stands = The cloud is reached, too. All three stand.
cloud-connected = The station is connected to the cloud.
cloud-waits-for-link = The cloud cannot be reached before the link is “UP”. Mend the link first.
cloud-waits-for-vpn = The cloud cannot be reached before the VPN is “Connected”. Mend the VPN first.
cloud-behind-vpn = Only the cloud is missing. The cable and the way to the VPN server are good: the reason lies with the station or behind the VPN.
cloud-contradicts = The three lines are of different moments. The connection probably broke just now.
cloud-disconnected = The station cannot connect to the cloud.

## Words that the page does not show

signal-link-word = “{ $text }” is no state of the link. Give “up”, “down” or “unknown”.
signal-connection-word = “{ $text }” is no state of a connection. Give “connected”, “disconnected” or “unknown”.

region-unknown = The network has no region “{ $region }”. There are: { $known }

## What comes before any cable

gate-hardware-new = The station was bought with Ethernet.
gate-hardware-approved = The network approved Ethernet for this station.
gate-hardware-existing = Existing stations are not retrofitted with Ethernet. The site needs new hardware or an extraordinary approval.
gate-hardware-unknown = Was the station bought with Ethernet? Existing stations are not retrofitted without new hardware or an extraordinary approval.
gate-firmware-sufficient = Firmware { $version } is enough. { $known_as } needs { $minimum } or later.
gate-firmware-below-minimum = Firmware { $version } is too old. { $known_as } needs { $minimum } or later: Ethernet cannot be activated.
gate-firmware-unread = Read the firmware on the station: “?”, the gear, “About”. { $known_as } needs { $minimum } or later.
gate-firmware-model-unknown = The network gives no least firmware for { $model }. Compare the model with the type plate, or ask support.
gate-firmware-and-model-unread = Model and firmware are not known yet. The model stands on the type plate, the firmware on the screen: “?”, the gear, “About”.

## What to do

advice-check-cabling = Look for loose or damaged cabling, together with the network administrator.
advice-restart-by-breaker = Switch the station off by its breaker for 30 seconds, then on again. Nobody may be at an open cabinet of this circuit.
advice-repeat-checks = Go through the checks again: the page “Network signal”, then the laptop on the cable.
advice-resolve-name = Make sure that the laptop can resolve the name of the VPN server.
advice-ask-firewall = If the name resolves: ask the network administrator whether a firewall rule blocks the connection.
advice-allow-ports = Let the station reach the public network on these ports: { $ports }.
advice-ask-for-ports = Ask the network which ports the station must reach, and let them through.
advice-see-site-form = The site qualification form says more.
advice-open-site-form = The site qualification form says more: { $url }
advice-call-support = Contact the network’s customer service. Tell them what the station shows and what you measured.
advice-call-support-if-trouble = If there is still trouble, contact the network’s customer service.
advice-tell-administrator = Contact the site’s network administrator and show them this text.
advice-get-approval = Ask the network for an extraordinary approval, or the site for new hardware, before any work.
advice-read-page = Read the missing lines on the station: “?”, the gear, “Network signal”.
advice-read-page-again = Leave “Network signal”, wait a minute and open it again: “?”, the gear, “Network signal”. A line can be old.
advice-wait-for-cloud = Wait five minutes and read “Network signal” again. After the VPN the station still has to sign in.
advice-ask-for-time = Ask whether { $port } is open. Without the right time the station refuses every secure connection.
advice-keep-other-way = Leave the SIM card in. It may be what keeps the station online.
advice-ask-which-way = Ask the network’s customer service over which way they see the station.
advice-nothing-to-do = Nothing is left to do for the connection.
advice-plug-into-laptop = Plug the station’s cable, or another from the site’s router, into the laptop’s Ethernet port.
advice-press-plugs = Press the plug in at both ends until it clicks, and look for a light at the port.
advice-try-other-cable = Try another cable, then another port of the router.
advice-renew-address = Ask for an address once more: `ipconfig /renew`. Then look again.
advice-ask-for-address = Ask the network administrator for another address: two devices have this one.
advice-ask-for-ipv4 = Ask the network administrator for an IPv4 address on this port.
advice-ask-for-gateway = Ask the network administrator for the default gateway of this port: without one nothing leaves the site.
advice-ask-for-resolver = Ask the network administrator why the DNS server does not answer for this name.
advice-ask-who-answers = Ask the network administrator who answers for this name: a filter or a sign-in page, perhaps.
advice-ask-right-name = Ask for the name of the network’s VPN server, exactly as it is written here.
advice-go-to-station = The laptop finds the VPN server. Now read the station: “?”, the gear, “Network signal”.
advice-paste-again = Paste once more what the command printed, from its first to its last line.

## Who acts

who-installer = you
who-site-it = site IT
who-network-support = network support

## What to measure next

measure-page = The page “Network signal” of the station: “?”, the gear, “Network signal”.
measure-firmware = The firmware of the station: “?”, the gear, “About”.
measure-addresses = On the laptop with the station’s cable, Wi-Fi off: `ipconfig`
measure-name = Region { $region }, on the laptop: `nslookup { $host }`
measure-port = On the laptop, in PowerShell: `Test-NetConnection { $host } -Port { $port }`

## What a pasted text proves

paste-no-ethernet-adapter = The text shows no Ethernet adapter. Wi-Fi, Bluetooth and VPN say nothing about the cable.
paste-cable-unplugged = The cable is not connected: “Media disconnected” or its like.
paste-no-address = The Ethernet adapter has no address. The router was not reached.
paste-self-assigned = The laptop gave itself an address beginning with 169.254. Nobody on the cable answered.
paste-address-duplicate = Another device on the site has the same address.
paste-ipv6-only = There is an IPv6 address and no IPv4 address.
paste-no-gateway = There is an address but no default gateway: no way out.
paste-resolver-silent = The DNS server did not answer.
paste-resolver-failed = The DNS server answered that it cannot say.
paste-name-not-resolved = The name could not be resolved.
paste-answer-missing = The text shows which DNS server was asked and ends before its answer. Its own address is no answer.
paste-resolved-elsewhere = The name resolves, but to somebody else’s host. That is no proof.
paste-other-host-asked = A name resolves, but not that of the network’s VPN server. That is no proof.
paste-name-resolved = The name of the VPN server resolves.
paste-router-reached = The laptop has an address: the router is reached.
paste-nothing-recognised = Nothing in this text is known here.

note-other-host = { $asked } is not the VPN server of this network.
note-landed = { $asked } leads to { $landed }.
note-answered-inside = { $address } is an address inside the site, and the VPN server is outside.
note-other-adapter = { $name } has an address, too. Switch it off, so that the cable answers and nothing else.
