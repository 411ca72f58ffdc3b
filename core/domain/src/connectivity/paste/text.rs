//! From bytes to text. A paste comes from a console, an editor, PowerShell's `>` or a mail, and nobody says from which;
//! what it must say in the end is known better than how it was written, so the likeliest reading is taken.

use super::page::Page;

/// How much of a paste is weighed: enough for every caption of `ipconfig /all` on a laptop with many adapters.
const SAMPLE: usize = 8 << 10;

/// The text of these bytes.
pub fn decode(bytes: &[u8]) -> String {
    let text = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => eight_bits(rest),
        [0xFF, 0xFE, rest @ ..] => sixteen_bits(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => sixteen_bits(rest, u16::from_be_bytes),
        _ => match order_without_mark(bytes) {
            Some(order) => sixteen_bits(bytes, order),
            None => eight_bits(bytes),
        },
    };
    mended(text)
}

/// How two bytes make one unit.
type Order = fn([u8; 2]) -> u16;

fn sixteen_bits(bytes: &[u8], order: Order) -> String {
    let units = bytes.chunks_exact(2).filter_map(|pair| pair.try_into().ok()).map(order);
    char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// UTF-16 without its mark: nearly every second byte of a Western text is zero.
fn order_without_mark(bytes: &[u8]) -> Option<Order> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let pairs = sample.chunks_exact(2);
    let of = pairs.len();
    let (mut first, mut second) = (0_usize, 0_usize);
    for pair in pairs {
        first += usize::from(pair.first() == Some(&0));
        second += usize::from(pair.last() == Some(&0));
    }
    let (many, few) = (of * 2 / 5, of / 20);
    match () {
        () if of < 4 => None,
        () if second >= many && first <= few => Some(u16::from_le_bytes),
        () if first >= many && second <= few => Some(u16::from_be_bytes),
        () => None,
    }
}

/// Line by line, because files of two origins are appended to each other: UTF-8 where it is, else the likeliest page.
fn eight_bits(bytes: &[u8]) -> String {
    if let Ok(text) = str::from_utf8(bytes) {
        return text.to_owned();
    }
    let upper_half = likeliest_page(bytes).upper_half();
    let mut text = String::with_capacity(bytes.len() * 2);
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        match str::from_utf8(line) {
            Ok(line) => text.push_str(line),
            Err(_) => text.extend(line.iter().map(|&byte| character(byte, &upper_half))),
        }
    }
    text
}

fn character(byte: u8, upper_half: &[char]) -> char {
    if byte.is_ascii() {
        return char::from(byte);
    }
    upper_half.get(usize::from(byte & 0x7F)).copied().unwrap_or(char::REPLACEMENT_CHARACTER)
}

fn likeliest_page(bytes: &[u8]) -> Page {
    let start = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or_default().saturating_sub(1);
    let sample = bytes.iter().skip(start).take(SAMPLE);
    best(Page::Windows1252, [Page::Oem850, Page::Oem863, Page::Oem437], |page| {
        let upper_half = page.upper_half();
        plausibility(sample.clone().map(|&byte| character(byte, &upper_half)))
    })
}

/// The candidate with the highest score, the earliest of several.
fn best<T: Copy>(first: T, others: impl IntoIterator<Item = T>, score: impl Fn(T) -> i32) -> T {
    let start = (score(first), first);
    let better = |best: (i32, T), candidate| {
        let score = score(candidate);
        if score > best.0 { (score, candidate) } else { best }
    };
    others.into_iter().fold(start, better).1
}

/// How a text was opened as what it is not, and saved so.
#[derive(Clone, Copy)]
enum Misreading {
    /// It was not.
    None,
    /// UTF-8, opened as this page.
    Utf8As(Page),
    /// The first page, opened as the second: `pr‚f‚r‚` is a console's `préféré` in an editor.
    PageAs(Page, Page),
}

const MISREADINGS: [Misreading; 4] = [
    Misreading::Utf8As(Page::Windows1252),
    Misreading::Utf8As(Page::Oem850),
    Misreading::PageAs(Page::Oem850, Page::Windows1252),
    Misreading::PageAs(Page::Windows1252, Page::Oem850),
];

fn mended(text: String) -> String {
    let Some(start) = text.find(|found: char| !found.is_ascii()) else {
        return text;
    };
    let sample: String = text.get(start..).unwrap_or_default().chars().take(SAMPLE).collect();
    let score = |misreading: Misreading| plausibility(misreading.undone(&sample).chars());
    // What looks like a text is not mended into another one.
    if score(Misreading::None) >= 0 {
        return text;
    }
    best(Misreading::None, MISREADINGS, score).undone(&text)
}

impl Misreading {
    fn undone(self, text: &str) -> String {
        match self {
            Self::None => text.to_owned(),
            Self::PageAs(written, opened) => {
                let (written, opened) = (written.upper_half(), opened.upper_half());
                let back = |found: char| byte_of(found, &opened).map(|byte| character(byte, &written));
                text.chars().map(|found| back(found).unwrap_or(found)).collect()
            }
            Self::Utf8As(opened) => {
                let opened = opened.upper_half();
                let mut whole = String::with_capacity(text.len());
                // Between two characters of ASCII stands one or more characters of UTF-8, or none.
                for run in text.split_inclusive(|found: char| found.is_ascii()) {
                    let bytes: Option<Vec<u8>> = run
                        .chars()
                        .map(|found| {
                            u8::try_from(found).ok().filter(u8::is_ascii).or_else(|| byte_of(found, &opened))
                        })
                        .collect();
                    match bytes.and_then(|bytes| String::from_utf8(bytes).ok()) {
                        Some(run) => whole.push_str(&run),
                        None => whole.push_str(run),
                    }
                }
                whole
            }
        }
    }
}

fn byte_of(found: char, upper_half: &[char]) -> Option<u8> {
    if found.is_ascii() {
        return None;
    }
    let place = upper_half.iter().position(|&known| known == found)?;
    u8::try_from(place).ok().map(|place| place | 0x80)
}

/// How much it looks like what a person or a console in the West writes.
fn plausibility(text: impl Iterator<Item = char>) -> i32 {
    let mut score = 0;
    let mut text = text.peekable();
    let mut before = ' ';
    while let Some(found) = text.next() {
        if !found.is_ascii() {
            score += weight(before, found, text.peek().copied().unwrap_or(' '));
        }
        before = found;
    }
    score
}

fn weight(before: char, found: char, after: char) -> i32 {
    let inside_word = before.is_alphabetic() && after.is_alphabetic();
    match found {
        'é' | 'è' | 'ê' | 'ë' | 'à' | 'â' | 'ç' | 'î' | 'ï' | 'ô' | 'ù' | 'û' | 'ü' | 'œ' => 2,
        'À' | 'Â' | 'Ç' | 'È' | 'É' | 'Ê' | 'Î' | 'Ô' if !before.is_lowercase() => 2,
        '\u{A0}' | '\u{202F}' if matches!(after, ':' | ';' | '?' | '!' | '»') || before == '«' => 2,
        '\u{A0}' | '\u{AD}' => 0,
        '’' if inside_word => 2,
        'ÿ' => -1,
        '‘' | '’' | '“' | '”' | '«' | '»' | '–' | '—' | '…' | '•' | '®' | '©' | '™' | '°' if !inside_word => {
            1
        }
        _ if found.is_uppercase() && before.is_lowercase() => -3,
        'á' | 'í' | 'ñ' | 'ó' | 'ú' | 'ä' | 'ö' | 'å' | 'ø' | 'ß' | 'æ' | 'ã' | 'õ' => 1,
        _ if is_of_a_page(found) && !found.is_alphabetic() => -3,
        _ => 0,
    }
}

/// Signs that code pages have and that hardly anybody writes: a letter of another page looks like that.
const fn is_of_a_page(found: char) -> bool {
    matches!(
        found,
        '\u{80}'..='\u{BF}' | '×' | '÷' | 'ƒ' | 'ˆ' | '˜' | '–'..='…' | '‰' | '‹' | '›' | '™' | '\u{2500}'..='\u{25A0}' | '\u{FFFD}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const CAPTION: &str =
        "Carte Ethernet Réseau d'été\u{A0}:\n   Passerelle par défaut (préférée, là où ça gêne)\n";

    fn on(page: Page, text: &str) -> Vec<u8> {
        let upper_half = page.upper_half();
        let byte = |found: char| match u8::try_from(found) {
            Ok(byte) if byte.is_ascii() => byte,
            _ => byte_of(found, &upper_half).unwrap(),
        };
        text.chars().map(byte).collect()
    }

    fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn a_caption_reads_the_same_from_every_console_and_editor() {
        let with = |mark: &[u8], rest: Vec<u8>| [mark, &rest].concat();
        let mut written = vec![
            CAPTION.as_bytes().to_vec(),
            with(&[0xEF, 0xBB, 0xBF], CAPTION.as_bytes().to_vec()),
            utf16(CAPTION, u16::to_le_bytes),
            utf16(CAPTION, u16::to_be_bytes),
            with(&[0xFF, 0xFE], utf16(CAPTION, u16::to_le_bytes)),
            with(&[0xFE, 0xFF], utf16(CAPTION, u16::to_be_bytes)),
        ];
        let pages = [Page::Windows1252, Page::Oem850, Page::Oem863, Page::Oem437];
        written.extend(pages.map(|page| on(page, CAPTION)));
        for bytes in written {
            assert_eq!(decode(&bytes), CAPTION, "{bytes:X?}");
        }
    }

    #[test]
    fn what_an_editor_misread_and_saved_is_read_back() {
        let opened = |bytes: &[u8], page: Page| -> String {
            let upper_half = page.upper_half();
            bytes.iter().map(|&byte| character(byte, &upper_half)).collect()
        };
        for misread in [
            opened(CAPTION.as_bytes(), Page::Windows1252),
            opened(CAPTION.as_bytes(), Page::Oem850),
            opened(&on(Page::Oem850, CAPTION), Page::Windows1252),
            opened(&on(Page::Windows1252, CAPTION), Page::Oem850),
        ] {
            assert_ne!(misread, CAPTION);
            assert_eq!(decode(misread.as_bytes()), CAPTION, "{misread}");
        }
    }

    #[test]
    fn two_files_of_different_origin_in_one_are_both_read() {
        let both = [CAPTION.as_bytes(), &on(Page::Oem850, CAPTION)].concat();
        assert_eq!(decode(&both), CAPTION.repeat(2));
    }

    #[test]
    fn other_scripts_and_signs_stay_as_they_are() {
        for text in
            ["以太网适配器 以太网:", "Адаптер Ethernet Ethernet:", "Intel® Ethernet – 2,5 GbE", "naïve Zoë"]
        {
            assert_eq!(decode(text.as_bytes()), text);
        }
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            decode(&bytes);
        }

        #[test]
        fn ascii_is_itself_in_every_encoding(text in "[ -~\n]{8,80}") {
            prop_assert_eq!(decode(text.as_bytes()), text.clone());
            prop_assert_eq!(decode(&utf16(&text, u16::to_le_bytes)), text.clone());
            prop_assert_eq!(decode(&utf16(&text, u16::to_be_bytes)), text);
        }
    }
}
