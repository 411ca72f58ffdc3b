### What is done at a station: phases, steps, items.

## Parts of the visit

phase-before-you-go = Before you go
phase-arrive = On arrival
phase-make-safe = Make safe
phase-cabinet = In the cabinet
phase-labels = Labels
phase-pinpoint = Pinpoint
phase-verify = Verify

## Kinds of job

kind-renetworking = Re-networking
kind-new-installation = New installation
kind-ethernet-connectivity = Ethernet connectivity

## Steps of re-networking, and how each is done

step-documents = Download the documents
step-documents-how = Bookmark or download the newest copies before you leave. There may be no signal beside the station.
step-review = Review the maker’s instructions
step-review-how = Read what you need to reach and commission this station.
step-access = Arrange access
step-access-how = Ask the station owner or the facility manager.
step-kit = Pack the kit
step-kit-how = Check that everything is in the bag.
step-photo-before = Photo before any change
step-photo-before-how = Take a photo of the station before you touch anything. It shows how you found it.
step-condition = Check the station
step-condition-how = Use the manufacturer’s instructions. Model, condition and software version must meet the network’s requirements.
step-network-checklist = The network’s checklist
step-network-checklist-how = Complete the checklist of required verification steps for this station.
step-lockout = Make the circuit safe
step-lockout-how = DANGER: RISK OF SHOCK. Disconnect the power at the service panel, lock out and tag out the disconnect, and test with a multimeter before you open the cabinet. A mistake here can kill.
step-open-cabinet = Open the cabinet
step-open-cabinet-how = Follow the manufacturer’s instructions to open the station cabinet. The power stays off until it is secured again.
step-replace-sim = Replace the SIM card
step-replace-sim-how = Take out the existing SIM card and put in the one from the kit, as the manufacturer’s instructions say.
step-type-plate = Find the type plate
step-type-plate-how = It is usually on a cover panel or inside the cabinet door.
step-activation-sticker = Apply the activation label
step-activation-sticker-how = It goes next to the type plate, on a clean and dry surface.
step-branding-place = Choose a place for the branding label
step-branding-place-how = Find a place on the front or the side of the station.
step-branding-label = Apply the branding label
step-branding-label-how = Use a vertical or horizontal edge of the station to align it.
step-label = Check the label
step-label-how = Compare MAC and activation password with the activation label. They must be the same.
step-location = Where you are
step-location-how = Allow Pinpoint to use your location. Underground without a signal, go on without: you set the pin by hand.
step-new-station = This is a new station
step-new-station-how = Confirm it only if the network asks whether you are installing a new charging station.
step-station = Manufacturer and model
step-station-how = Choose what the type plate says, and compare the picture with the station.
step-serial = Serial number
step-serial-how = Scan it from the type plate and type its last four characters, or type it twice. It can never be changed after the seal.
step-address = Address
step-address-how = Begin to type and choose from the list.
step-pin = Pin on the parking space
step-pin-how = Drag the map until the pin stands in the exact parking space of this station.
step-details = Details for drivers
step-details-how = Car park, building, floor, parking restrictions: whatever helps a driver to find it. Nothing about people.
step-photo-station = Photo for drivers
step-photo-station-how = Hold the phone sideways. Show the station and what is around it, without people or number plates.
step-seal = Seal the record
step-seal-how = Read the serial number once more, slowly. After the seal nothing in this record changes.
step-close-cabinet = Secure the cabinet
step-close-cabinet-how = Close and secure the cabinet as the manufacturer’s instructions say. Then power may come back.
step-re-energise = Power back on
step-re-energise-how = Check that nobody is at a cabinet of this circuit. Take off your lock and your tag, and re-energise as the manufacturer’s instructions say.
step-display-errors = Check the display
step-display-errors-how = Look for error messages and resolve them with the manufacturer’s instructions.
step-logo = Network logo on the screen
step-logo-how = The network’s logo must be visible on the station’s screen.
step-mac-on-screen = MAC on the screen
step-mac-on-screen-how = Open the station’s menu and read the MAC address there. It must be the one on the activation label.
step-call-support = Call support
step-call-support-how = Call the network’s support and have them verify that the networking is correct and complete.

item-documents-maker-instructions = The manufacturer’s instructions for each station
item-documents-minimum-versions = The minimum software and firmware versions
item-documents-verification-checklist = The checklist of verification steps
item-review-laptop = What laptop or other hardware talks to the station
item-review-sim-access = How to reach the SIM card
item-review-commissioning = How to commission the station
item-access-site-access = Access to the site is arranged
item-access-station-credentials = Username and password of the station are known
item-access-settings = Settings to configure afterwards are known
item-kit-sim = SIM card of the network
item-kit-mac-label = Activation label with the MAC
item-kit-branding-label = Branding label
item-kit-damp-cloth = Damp cloth
item-kit-credentials = Your installer account
item-condition-model = The model is one that the network supports
item-condition-condition = The station is in good condition
item-condition-software-version = The software version is new enough
item-lockout-disconnected = The power is disconnected at the service panel
item-lockout-locked = The disconnect is locked out with my lock
item-lockout-tagged = The disconnect is tagged out with my name
item-lockout-measured = I measured at the station that the power is off
item-lockout-stays-off = The power stays off until the cabinet is secured and the work is done
item-activation-sticker-cleaned = Cleaned with a damp cloth
item-activation-sticker-dried = Dried
item-activation-sticker-applied = Applied next to the type plate
item-branding-place-visible = Easily visible to drivers
item-branding-place-flat = Big enough to lie flat
item-branding-place-covers-nothing = Covers no branding and no instructions
item-branding-label-aligned = Aligned with an edge
item-branding-label-cleaned = Cleaned with a damp cloth
item-branding-label-dried = Dried
item-branding-label-applied = Applied

## What re-networking asks since its second version

step-iccid-new = Number of the new SIM card
step-iccid-new-how = Scan or type the long number on the card from the kit. It begins with 89.
step-iccid-old = Number of the old SIM card
step-iccid-old-how = Scan or type the long number on the card that came out. It shows which card was here before.

## A new installation; where no guide speaks, these words are ours

item-review-circuit-plan = Which circuit feeds the station, and what protects it
step-photo-place = Photo of the place
step-photo-place-how = Take a photo of the place and of the station as you find it, before you begin.
step-mounting = Check how it stands
step-mounting-how = Look at the station from all sides before you open anything.
item-mounting-undamaged = The station arrived undamaged
item-mounting-mounted = It is mounted as the manufacturer’s instructions say
item-mounting-protected = Its circuit and protection are what the manufacturer’s instructions and local rules ask
step-connect-supply = Connect the station
step-connect-supply-how = Follow the manufacturer’s instructions and local rules. The power stays off until the cabinet is secured.
item-connect-supply-connected = All conductors are connected
item-connect-supply-torqued = All terminals are tightened as the instructions say
item-connect-supply-earthed = Protective earth is connected and tested
item-connect-supply-tested = The installation is tested as local rules ask, before power
step-commission = Commission the station
step-commission-how = Put the station into service as the manufacturer’s instructions say.

## Ethernet and VPN

step-hardware = Ethernet hardware and approval
step-hardware-how = Existing stations are not retrofitted. The station was bought with Ethernet, or the network gave its extraordinary approval.
step-way = How the station reaches the network
step-way-how = Station, Ethernet cable, router, public network, and through a VPN tunnel the network. The VPN encrypts what travels. Once it is connected, the station reaches everything of the network.
item-documents-module-guide = The installation guide for the USB-to-Ethernet module
item-documents-site-form = The site qualification form
item-access-administrator = Name and phone number of the site’s network administrator
item-access-ports = The administrator knows the ports that the station needs
item-kit-laptop-rj45 = Windows laptop with an RJ45 Ethernet port
item-kit-ethernet-cable = Ethernet cable
item-kit-usb-module = USB-to-Ethernet module
step-cable = Cable into the laptop
step-cable-how = Plug the station’s Ethernet cable, or another from the site’s router, into the laptop.
step-addresses = Address on the cable
step-addresses-how = Open the command prompt and enter “ipconfig”. The Ethernet adapter must show an IPv4 address: then the router is reached. No address, or “Media disconnected”, means a connectivity problem.
step-vpn-name = Name of the VPN server
step-vpn-name-how = Enter “nslookup” and the name of the VPN server for your region. The answer must show an address for that name.
step-usb-module = Install the Ethernet module
step-usb-module-how = Install the USB-to-Ethernet module as its installation guide says.
step-firmware = Firmware version
step-firmware-how = On the station’s screen touch “?” at the bottom right, then the gear, then “About”. Enter the firmware version.
step-configure = Configure Ethernet
step-configure-how = Configure Ethernet for the station in the manufacturer’s installer app.
step-network-signal = Network signal
step-network-signal-how = On the station’s screen touch “?” at the bottom right, then the gear, then “Network signal”. Enter what the three lines show.
step-restart = Restart by the breaker
step-restart-how = Only when the link is “DOWN”. Make the circuit safe, leave the breaker off for 30 seconds, check that nobody is at a cabinet of this circuit, and switch it on again. Then read “Network signal” once more.
