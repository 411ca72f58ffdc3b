package app.pinpoint

/**
 * What `ipconfig`, `nslookup` or their like printed on a laptop at the station's cable, as it was pasted. [region] is the one
 * whose VPN server counts.
 */
fun Installer.readPaste(text: String, region: String? = null): PasteReading = readPaste(text.encodeToByteArray(), region)
