//! Stations by the names on their type plates.

use crate::hidden::is_hidden;

/// How the name of a maker or of a model is compared: two spellings of one name are one, whatever their case, their
/// white space and what nobody sees in them. With the canonical serial the maker's names the station within a network.
pub fn plate_key(name: &str) -> String {
    let shown: String = name.chars().filter(|&it| it.is_whitespace() || !is_hidden(it)).collect();
    shown.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_maker_is_one_maker_however_it_is_spelled() {
        for spelled in
            ["Voltwerk Nord", " VOLTWERK  NORD ", "Volt\u{200B}werk\u{A0}Nord", "voltwerk nord\u{FEFF}"]
        {
            assert_eq!(plate_key(spelled), "voltwerk nord", "{spelled:?}");
        }
        assert_ne!(plate_key("Voltwerk"), plate_key("Voltwerks"));
    }

    proptest! {
        #[test]
        fn a_key_is_its_own_key_and_hides_nothing(name in "\\PC{0,40}", hidden in "[\u{200B}\u{AD}\u{202E}]{0,3}") {
            let key = plate_key(&name);
            prop_assert_eq!(plate_key(&key), key.clone());
            prop_assert_eq!(plate_key(&format!("{name}{hidden}")), key.clone());
            prop_assert_eq!(key.trim(), key.as_str());
        }
    }
}
