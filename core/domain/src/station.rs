//! Stations by the names on their type plates.

/// How the name of a maker or of a model is compared: two spellings of one name are one. With the canonical serial the
/// maker's names the station within a network.
pub fn plate_key(name: &str) -> String {
    name.trim().to_lowercase()
}
