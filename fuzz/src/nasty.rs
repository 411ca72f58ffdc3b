//! Inputs of 64 KB that were made to be slow: whatever a reader goes over twice, it goes over sixty thousand times here.

use crate::LONGEST;

/// What is said over and over. Separators, brackets, escapes, captions, marks that join the letter before, bytes that are
/// no text, and the beginnings of what a reader looks for.
const REFRAINS: [&[u8]; 58] = [
    b"0",
    b"1",
    b"9.",
    b"F",
    b"AA:",
    b"0024:B100:0002:9F81 ",
    b":",
    b"-",
    b". ",
    b" ",
    b"\t",
    b"\n",
    b"\r\n",
    b"\0",
    b",",
    b";",
    b"/",
    b"\\",
    b"#",
    b"@",
    b"?",
    b"%",
    b"%2",
    b"%25",
    b"%s%n",
    b"xn--",
    b"https://",
    b"https://o.chargepoint.com/i/",
    b"https://a@",
    b"MAC: ",
    b"MAC:\n",
    b"Adresse MAC : ",
    b"Activation Password:\n",
    b"PIN ",
    b"[",
    b"{",
    b"{\"v\":",
    b"[[],",
    b"\"",
    b"\"\\u0000",
    b"\\\"",
    b"1e9",
    "\u{301}".as_bytes(),
    "e\u{301}\u{323}".as_bytes(),
    "\u{200B}".as_bytes(),
    "\u{202E}".as_bytes(),
    "\u{FEFF}".as_bytes(),
    "\u{A0}".as_bytes(),
    "\u{FF11}".as_bytes(),
    "о.".as_bytes(),
    "İ".as_bytes(),
    b"\xFF",
    b"\xC3",
    b"\xFF\xFE1\0",
    b"   IPv4 Address. . . . . . . . . . . : 10.0.0.1\r\n",
    b"Ethernet adapter Ethernet 2:\r\n",
    b"Address: 1.1.1.1\n",
    b"> > >",
];

/// Each refrain alone, after a good beginning, and within each good input; and each good input again and again.
pub fn inputs(good: &[Vec<u8>]) -> impl Iterator<Item = Vec<u8>> {
    let alone = REFRAINS.into_iter().map(|refrain| filled(b"", refrain, b""));
    let within = REFRAINS.into_iter().zip(good.iter().cycle()).flat_map(|(refrain, good)| {
        let (head, tail) = good.split_at(good.len() / 2);
        [filled(good, refrain, b""), filled(head, refrain, tail)]
    });
    let again = good.iter().map(|good| filled(b"", good, b""));
    alone.chain(within).chain(again)
}

/// As many refrains between the two as [`LONGEST`] bytes hold.
fn filled(head: &[u8], refrain: &[u8], tail: &[u8]) -> Vec<u8> {
    let room = LONGEST.saturating_sub(head.len() + tail.len());
    let times = room.checked_div(refrain.len()).unwrap_or(0);
    [head, &refrain.repeat(times), tail].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_nasty_input_is_as_long_as_it_may_be() {
        let good = [b"{\"v\":1}".to_vec(), Vec::new()];
        let lengths: Vec<usize> = inputs(&good).map(|input| input.len()).collect();
        assert_eq!(lengths.len(), 3 * REFRAINS.len() + good.len());
        assert!(lengths.iter().all(|&length| length <= LONGEST));
        let full = lengths.iter().filter(|&&length| length > LONGEST - 64).count();
        assert_eq!(full, lengths.len() - 1, "only nothing, said again and again, stays nothing");
    }
}
