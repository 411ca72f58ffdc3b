//! Drawings of stations, to hold beside the one that stands there (A22).

use pinpoint_domain::wire::Digest;

use super::Installer;

/// The drawings of these files, with their names.
macro_rules! drawings {
    ($($file:literal),+ $(,)?) => {
        &[$(($file, include_bytes!(concat!("../../../../networks/catalog/images/", $file)))),+]
    };
}

/// Those that came with the program.
const DRAWINGS: &[(&str, &[u8])] = drawings![
    "abb-terra-ac.svg",
    "abb-terra-dc.svg",
    "alfen-eve-double.svg",
    "alfen-eve-single.svg",
    "autel-maxicharger-ac.svg",
    "autel-maxicharger-dc.svg",
    "chargepoint-cp6000.svg",
    "chargepoint-express-plus.svg",
    "chargepoint-express-power-link.svg",
    "easee-charge.svg",
    "evbox-businessline.svg",
    "evbox-elvi.svg",
    "go-e-charger.svg",
    "schneider-evlink-pro-ac.svg",
    "schneider-evlink-wallbox.svg",
    "wallbox-commander.svg",
    "wallbox-pulsar.svg",
    "zaptec-go.svg",
    "zaptec-pro.svg",
];

impl Installer {
    /// The drawing of a model as an SVG, if the catalog names one and it came with the program: exactly that one, by its
    /// digest.
    pub fn drawing(&self, manufacturer: &str, model: &str) -> Option<&'static [u8]> {
        let catalog = self.catalog()?;
        let image = catalog.model(manufacturer, model)?.image.as_ref()?;
        let (_, drawing) = DRAWINGS.iter().find(|(file, _)| *file == image.file)?;
        (Digest::of(drawing) == image.digest).then_some(*drawing)
    }
}

#[cfg(test)]
mod tests {
    use pinpoint_domain::demo;

    use super::*;

    #[test]
    fn each_drawing_that_the_catalog_names_is_here_and_small() {
        let catalog = demo::catalog().unwrap();
        let named = catalog.images();
        for (file, drawing) in DRAWINGS {
            assert!(drawing.len() <= 2048, "{file}");
            assert_eq!(named.get(file), Some(&&Digest::of(drawing)), "{file}");
        }
        assert_eq!(named.len(), DRAWINGS.len());
    }
}
