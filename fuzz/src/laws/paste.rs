//! What a laptop's commands printed, pasted from any console in any encoding.

use std::sync::LazyLock;

use pinpoint_domain::connectivity::paste::PasteReading;
use pinpoint_domain::connectivity::{Connectivity, read_paste};
use pinpoint_domain::demo;

use crate::patience::in_time;

static NEEDS: LazyLock<Connectivity> =
    LazyLock::new(|| demo::profile().ok().and_then(|profile| profile.connectivity).unwrap_or_default());

/// Whatever was pasted, what it says does not depend on how its characters are written, and no address is called usable
/// that reaches nobody.
pub(crate) fn paste(input: &[u8]) {
    let reading = in_time(|| read(input));
    assert_eq!(reading.verdicts.first(), Some(&reading.verdict), "the worst first");
    for address in &reading.addresses {
        assert!(!address.is_loopback() && !address.is_unspecified(), "{address} reaches nobody");
    }
    if let Ok(text) = std::str::from_utf8(input) {
        let marked = format!("\u{FEFF}{text}");
        let wide: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&wide), read(marked.as_bytes()), "UTF-16 says something else");
    }
}

fn read(input: &[u8]) -> PasteReading {
    read_paste(input, &NEEDS, None)
}
