//! The words of captions on labels, in the languages of the networks' countries.

/// What a word does in a caption.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Term {
    /// It names the MAC address.
    Mac,
    /// It names a password.
    Password,
    /// It names the activation password, in one word.
    ActivationPassword,
    /// With the name of a password, or with a word for code, it names the activation password.
    Activation,
    /// It names something that is typed.
    Code,
    /// It stands before the name: *mot* de passe.
    Lead,
    /// It stands within a caption and says nothing alone.
    Filler,
}

/// Sorted, without accents, in lower case.
const TERMS: [(&str, Term); 88] = [
    ("activacion", Term::Activation),
    ("activatie", Term::Activation),
    ("activatiecode", Term::ActivationPassword),
    ("activatiewachtwoord", Term::ActivationPassword),
    ("activation", Term::Activation),
    ("activering", Term::Activation),
    ("activerings", Term::Activation),
    ("activeringscode", Term::ActivationPassword),
    ("addr", Term::Filler),
    ("address", Term::Filler),
    ("adgangskode", Term::Password),
    ("adres", Term::Filler),
    ("adress", Term::Filler),
    ("adresse", Term::Filler),
    ("aktiveringskod", Term::ActivationPassword),
    ("aktiveringskode", Term::ActivationPassword),
    ("aktivierung", Term::Activation),
    ("aktivierungs", Term::Activation),
    ("aktivierungs-pin", Term::ActivationPassword),
    ("aktivierungscode", Term::ActivationPassword),
    ("aktivierungskennwort", Term::ActivationPassword),
    ("aktivierungspasswort", Term::ActivationPassword),
    ("aktivierungspin", Term::ActivationPassword),
    ("aktivierungsschlussel", Term::ActivationPassword),
    ("ativacao", Term::Activation),
    ("attivazione", Term::Activation),
    ("clave", Term::Password),
    ("cle", Term::Code),
    ("code", Term::Code),
    ("codice", Term::Code),
    ("codigo", Term::Code),
    ("contrasena", Term::Password),
    ("d'activation", Term::Activation),
    ("d'attivazione", Term::Activation),
    ("da", Term::Filler),
    ("de", Term::Filler),
    ("del", Term::Filler),
    ("dell'attivazione", Term::Activation),
    ("di", Term::Filler),
    ("direccion", Term::Filler),
    ("do", Term::Filler),
    ("du", Term::Filler),
    ("endereco", Term::Filler),
    ("eui", Term::Mac),
    ("eui-48", Term::Mac),
    ("eui-64", Term::Mac),
    ("eui48", Term::Mac),
    ("eui64", Term::Mac),
    ("for", Term::Filler),
    ("fur", Term::Filler),
    ("id", Term::Filler),
    ("indirizzo", Term::Filler),
    ("installer", Term::Filler),
    ("kennwort", Term::Password),
    ("key", Term::Code),
    ("la", Term::Filler),
    ("le", Term::Filler),
    ("losenord", Term::Password),
    ("mac", Term::Mac),
    ("mac-addr", Term::Mac),
    ("mac-address", Term::Mac),
    ("mac-adres", Term::Mac),
    ("mac-adress", Term::Mac),
    ("mac-adresse", Term::Mac),
    ("mac-id", Term::Mac),
    ("macaddress", Term::Mac),
    ("macadresse", Term::Mac),
    ("mdp", Term::Password),
    ("mot", Term::Lead),
    ("nip", Term::Password),
    ("of", Term::Filler),
    ("palavra-passe", Term::Password),
    ("parola", Term::Password),
    ("passcode", Term::Password),
    ("passe", Term::Password),
    ("passord", Term::Password),
    ("password", Term::Password),
    ("passwort", Term::Password),
    ("per", Term::Filler),
    ("pin", Term::Password),
    ("pin-code", Term::Password),
    ("pincode", Term::Password),
    ("pour", Term::Filler),
    ("pwd", Term::Password),
    ("senha", Term::Password),
    ("the", Term::Filler),
    ("wachtwoord", Term::Password),
    ("zugangscode", Term::Password),
];
/// Of the longest of them, and a little more.
const LONGEST: usize = 24;

/// What a word of a text does in a caption. Case, accents and the punctuation around it do not matter, nor do digits that a
/// text recognition puts in the place of letters: `Passw0rd`.
pub(super) fn term(word: &str) -> Option<Term> {
    let word = word.trim_matches(|it: char| !it.is_alphanumeric());
    let mut letters = [0_u8; LONGEST];
    let mut room = letters.iter_mut();
    let mut hex = true;
    for letter in word.chars().filter(|it| !matches!(it, '\u{300}'..='\u{36F}')) {
        hex &= letter.is_ascii_hexdigit();
        *room.next()? = plain(letter)?;
    }
    let length = LONGEST - room.len();
    let exact = known(letters.get(..length)?);
    if exact.is_some() || hex {
        return exact;
    }
    for letter in &mut letters {
        *letter = misread(*letter);
    }
    known(letters.get(..length)?)
}

fn known(letters: &[u8]) -> Option<Term> {
    let place = TERMS.binary_search_by(|(word, _)| word.as_bytes().cmp(letters)).ok()?;
    TERMS.get(place).map(|(_, term)| *term)
}

/// A letter without its accent and in lower case.
fn plain(letter: char) -> Option<u8> {
    if letter.is_ascii() {
        return u8::try_from(letter).ok().map(|byte| byte.to_ascii_lowercase());
    }
    Some(match letter {
        'à'..='å' | 'À'..='Å' => b'a',
        'ç' | 'Ç' => b'c',
        'è'..='ë' | 'È'..='Ë' => b'e',
        'ì'..='ï' | 'Ì'..='Ï' => b'i',
        'ñ' | 'Ñ' => b'n',
        'ò'..='ö' | 'Ò'..='Ö' => b'o',
        'ù'..='ü' | 'Ù'..='Ü' => b'u',
        '’' | '‘' | '´' | 'ʼ' => b'\'',
        '‐' | '‑' | '–' => b'-',
        _ => return None,
    })
}

/// The letter that a text recognition takes for a digit.
const fn misread(letter: u8) -> u8 {
    match letter {
        b'0' => b'o',
        b'1' => b'i',
        b'5' => b's',
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_sorted_and_short() {
        assert!(TERMS.is_sorted_by(|(one, _), (other, _)| one < other));
        assert!(TERMS.iter().all(|(word, _)| word.len() < LONGEST && term(word).is_some()));
    }

    #[test]
    fn a_word_is_known_in_any_case_with_accents_and_as_a_camera_reads_it() {
        for (word, expected) in [
            ("MAC", Term::Mac),
            ("(EUI-64)", Term::Mac),
            ("MAC‑Adresse", Term::Mac),
            ("Contraseña", Term::Password),
            ("contrasen\u{303}a", Term::Password),
            ("Passw0rd", Term::Password),
            ("P1N.", Term::Password),
            ("d’activation", Term::Activation),
            ("D'ACTIVATION", Term::Activation),
            ("Activación", Term::Activation),
            ("Clé", Term::Code),
        ] {
            assert_eq!(term(word), Some(expected), "{word}");
        }
        for word in ["", "C0DE", "0024:B100", "hT7kPq2x", "CP-ACTIVATION-STICKER", "МАС", "🔑"] {
            assert_eq!(term(word), None, "{word}");
        }
    }
}
