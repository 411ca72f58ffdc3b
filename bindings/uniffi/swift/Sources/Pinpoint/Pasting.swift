import Foundation

extension Installer {
    /// What `ipconfig`, `nslookup` or their like printed on a laptop at the station's cable, as it was pasted. `region` is
    /// the one whose VPN server counts.
    public func readPaste(_ text: String, region: String? = nil) -> PasteReading {
        readPaste(bytes: Data(text.utf8), region: region)
    }
}
