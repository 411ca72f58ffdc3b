### What networks publish, profiles, catalogs and addresses: what is believed, and what is wrong with one that somebody writes.

## What the server offers

signature-key-out-of-time = This is dated when the key { $key_id } did not count. It was not believed, and nothing was deleted. Tell the network.
publication-form = { $document ->
    [addresses] The network’s list of addresses
    [catalog] The network’s catalog
   *[profile] The network’s profile
} is written in form { $found }, which this version does not read. Update Pinpoint; until then the one at hand goes on.
publication-network = The server offers the profile of { $found }, and this is { $expected }. The one at hand goes on. Tell the network.
publication-rolled-back = { $document ->
    [addresses] The server offers the list of addresses, version
    [catalog] The server offers catalog
   *[profile] The server offers profile
} { $found }, older than { $kept } at hand. The one at hand goes on. Tell the network.
publication-reused = { $document ->
    [addresses] There are two different lists of addresses
    [catalog] There are two different catalogs
   *[profile] There are two different profiles
} of version { $version }. The one at hand goes on. Tell the network.
publication-not-yet = { $document ->
    [addresses] The list of addresses that the server offers
    [catalog] The catalog that the server offers
   *[profile] The profile that the server offers
} counts from { $from } on. The one at hand goes on. Is the clock of this device right?
publication-expired = { $document ->
    [addresses] The list of addresses that the server offers
    [catalog] The catalog that the server offers
   *[profile] The profile that the server offers
} expired at { $since }. The one at hand goes on. Tell the network.
mark-profile-expired = The network’s profile had expired when you sealed. The network may look twice.
catalog-unknown = The network has not published a catalog. Choose or type the model as the type plate says it.
addresses-unknown = The network has not published addresses. Write the address yourself.
map-unknown = The network has no map here. Put the pin on the plan in metres.

## A file that somebody wrote

document-too-long = More than { $megabytes } MB are no such document.
document-not-utf8 = From here on this is not UTF-8. Save the file as UTF-8.
document-cut = The file ends too early; something is still open. Was it copied whole?
document-unexpected = “{ $found }” ({ $code_point }) cannot stand here.
document-nested = More than { $limit } lists and objects within each other are no such document.
document-too-many = More than { $limit } values are no such document.
document-name-twice = “{ $name }” stands twice here. Keep one.
document-field-unknown = There is no field “{ $name }” here. Is it spelled right?
document-shape = This does not fit here: { $reason }.

## A profile, a catalog or addresses that somebody wrote

network-form = Form { $found } is not known; this version reads form 1.
network-version = Versions count from 1.
network-validity = It ends before it begins.
network-text = This wants 1 to { $limit } characters that can be seen, without space around them.
network-twice = “{ $name }” stands twice. Keep one.
network-url = “{ $url }” is no https address.
network-host = “{ $host }” is no host as it is compared: small letters, without scheme, port and path.
network-label-shape = Labels of shape “{ $shape }” cannot be read. There are { $known }.
network-path-segment = “{ $segment }” is not one part of a path: letters, digits and `- _ . ~` only.
network-region = “{ $region }” is no region. Write two capitals, for example CA.
network-phone = “{ $phone }” is no phone number as it is dialled from everywhere, for example +15145550142.
network-port = There is no port 0.
network-locale = “{ $locale }” is no language. Write fr, or fr-CA.
network-words-missing = There are no words in { $locale } here.
network-keys-missing = The server’s public keys are missing. Give them with `--keys`.
network-key-algorithm = The key { $id } is not of Ed25519, with which a network signs.
network-key-public = The key { $id } is the demo network’s, and everybody can sign with it. Make keys of your own.
network-key-unknown = There is no key { $id } among the keys.
network-succession = No root before it signed this succession for this network.
network-manufacturer-unknown = The catalog lists no manufacturer “{ $manufacturer }”.
network-image-name = “{ $file }” is not the bare name of an SVG file: small letters, digits and hyphens, then .svg.
network-image-missing = There is no file { $file }.
network-image-differs = The drawing { $file } has another digest: { $digest }.
network-image-large = The drawing { $file } has more than { $limit } bytes.
network-addresses-many = A list has at most { $limit } addresses: more than that no phone takes up. Leave out regions that nobody works in.
