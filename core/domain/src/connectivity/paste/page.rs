//! What the upper half of a byte means on each code page. The lower half is ASCII everywhere.

/// A code page of one byte a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Page {
    /// What editors of the West write.
    Windows1252,
    /// The console of Western Europe, and of most French Windows.
    Oem850,
    /// The console of French Canada.
    Oem863,
    /// The console of the United States.
    Oem437,
}

impl Page {
    /// The characters from 0x80 on.
    pub(super) fn upper_half(self) -> Vec<char> {
        let characters = match self {
            Self::Windows1252 => WINDOWS_1252,
            Self::Oem850 => OEM_850,
            Self::Oem863 => OEM_863,
            Self::Oem437 => OEM_437,
        };
        characters.chars().collect()
    }
}

const WINDOWS_1252: &str = "\
    €\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ\
    \u{A0}¡¢£¤¥¦§¨©ª«¬\u{AD}®¯°±²³´µ¶·¸¹º»¼½¾¿\
    ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß\
    àáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ";

const OEM_850: &str = "\
    ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒ\
    áíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
    └┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀\
    ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{AD}±‗¾¶§÷¸°¨·¹³²■\u{A0}";

const OEM_863: &str = "\
    ÇüéâÂà¶çêëèïî‗À§ÉÈÊôËÏûù¤ÔÜ¢£ÙÛƒ\
    ¦´óú¨¸³¯Î⌐¬½¼¾«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐\
    └┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀\
    αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}";

const OEM_437: &str = "\
    ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒ\
    áíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐\
    └┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀\
    αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_page_has_a_character_for_each_byte_and_french_where_it_belongs() {
        for page in [Page::Windows1252, Page::Oem850, Page::Oem863, Page::Oem437] {
            assert_eq!(page.upper_half().len(), 128, "{page:?}");
        }
        let at = |page: Page, byte: usize| page.upper_half()[byte - 0x80];
        for console in [Page::Oem850, Page::Oem863, Page::Oem437] {
            assert_eq!([at(console, 0x82), at(console, 0x85), at(console, 0xFF)], ['é', 'à', '\u{A0}']);
        }
        assert_eq!([at(Page::Windows1252, 0xE9), at(Page::Windows1252, 0xA0)], ['é', '\u{A0}']);
        assert_eq!([at(Page::Oem863, 0x8E), at(Page::Oem850, 0xB7)], ['À', 'À']);
    }
}
