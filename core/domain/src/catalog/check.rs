//! Whether a catalog that somebody wrote is one, with everything that is wrong and where.

use std::collections::BTreeSet;

use super::{Catalog, MOST_IMAGE_BYTES, TypePlate, names};
use crate::document::{Problem, Spot};
use crate::publication::NetworkFlaw;
use crate::publication::rule::{Findings, strictly};
use crate::station::plate_key;
use crate::wire::Digest;

impl Catalog {
    /// Reads a catalog strictly, without looking at its drawings.
    pub fn check(bytes: &[u8]) -> Result<Self, Vec<Problem>> {
        Self::check_with(bytes, |_, _| Ok(()))
    }

    /// Reads a catalog strictly, with the drawings that `drawing` finds by their files' names.
    pub fn check_drawn(
        bytes: &[u8],
        drawing: impl Fn(&str) -> Option<Vec<u8>>,
    ) -> Result<Self, Vec<Problem>> {
        Self::check_with(bytes, |file, digest| fits(file, digest, drawing(file)))
    }

    fn check_with(
        bytes: &[u8],
        drawn: impl Fn(&str, &Digest) -> Result<(), NetworkFlaw>,
    ) -> Result<Self, Vec<Problem>> {
        strictly(bytes, |catalog: &Self, root| catalog.broken(root, drawn))
    }

    fn broken(
        &self,
        root: &Spot<'_>,
        drawn: impl Fn(&str, &Digest) -> Result<(), NetworkFlaw>,
    ) -> Vec<Problem> {
        let mut findings = Findings::of(root, self);
        findings.text(&root.key("name"), &self.name);
        captions(root, &self.type_plate, &mut findings);
        let makers = self.makers(root, &mut findings);
        self.check_models(root, &makers, &mut findings);
        self.check_images(root, drawn, &mut findings);
        findings.all()
    }

    /// The names of the manufacturers; each of their spellings stands once.
    fn makers(&self, root: &Spot<'_>, findings: &mut Findings) -> BTreeSet<&str> {
        let mut keys = BTreeSet::new();
        for (index, maker) in self.manufacturers.iter().enumerate() {
            let spot = root.key("manufacturers").nth(index);
            for (spot, name) in spelled(&spot, "name", &maker.name, &maker.also) {
                findings.text(&spot, name);
                findings.unless(keys.insert(plate_key(name)), &spot, || NetworkFlaw::Twice {
                    name: name.to_owned(),
                });
            }
            captions(&spot, &maker.type_plate, findings);
        }
        self.manufacturers.iter().map(|maker| maker.name.as_str()).collect()
    }

    fn check_models(&self, root: &Spot<'_>, makers: &BTreeSet<&str>, findings: &mut Findings) {
        let mut keys = BTreeSet::new();
        for (index, model) in self.models.iter().enumerate() {
            let spot = root.key("models").nth(index);
            let maker = model.manufacturer.as_str();
            findings.unless(makers.contains(maker), &spot.key("manufacturer"), || {
                NetworkFlaw::ManufacturerUnknown { manufacturer: maker.to_owned() }
            });
            for (spot, name) in spelled(&spot, "model", &model.model, &model.also) {
                findings.text(&spot, name);
                findings.unless(keys.insert((maker, plate_key(name))), &spot, || NetworkFlaw::Twice {
                    name: name.to_owned(),
                });
            }
            captions(&spot, &model.type_plate, findings);
        }
    }

    /// One name, one drawing: the same file has the same digest wherever it is used.
    fn check_images(
        &self,
        root: &Spot<'_>,
        drawn: impl Fn(&str, &Digest) -> Result<(), NetworkFlaw>,
        findings: &mut Findings,
    ) {
        let images = self.images();
        for (index, model) in self.models.iter().enumerate() {
            let Some(image) = &model.image else { continue };
            let spot = root.key("models").nth(index).key("image");
            if !is_bare_svg(&image.file) {
                findings.add(&spot.key("file"), &NetworkFlaw::ImageName { file: image.file.clone() });
                continue;
            }
            if let Err(flaw) = drawn(&image.file, &image.digest) {
                findings.add(&spot, &flaw);
            }
            let other = images.get(image.file.as_str()).filter(|digest| ***digest != image.digest);
            if let Some(digest) = other {
                let (file, digest) = (image.file.clone(), digest.to_string());
                findings.add(&spot.key("digest"), &NetworkFlaw::ImageDiffers { file, digest });
            }
        }
    }
}

/// Whether a drawing is the one that the catalog names.
fn fits(file: &str, digest: &Digest, drawing: Option<Vec<u8>>) -> Result<(), NetworkFlaw> {
    let file = || file.to_owned();
    let Some(bytes) = drawing else { return Err(NetworkFlaw::ImageMissing { file: file() }) };
    if bytes.len() > MOST_IMAGE_BYTES {
        return Err(NetworkFlaw::ImageLarge { file: file(), limit: MOST_IMAGE_BYTES });
    }
    let found = Digest::of(&bytes);
    if found == *digest {
        Ok(())
    } else {
        Err(NetworkFlaw::ImageDiffers { file: file(), digest: found.to_string() })
    }
}

/// Each spelling of a name with its place.
fn spelled<'a, 'd>(
    spot: &Spot<'d>,
    field: &str,
    name: &'a str,
    also: &'a [String],
) -> impl Iterator<Item = (Spot<'d>, &'a str)> {
    let first = std::iter::once(spot.key(field));
    let others = spot.key("also");
    first.chain((0..also.len()).map(move |index| others.nth(index))).zip(names(name, also))
}

fn captions(spot: &Spot<'_>, plate: &TypePlate, findings: &mut Findings) {
    let captions = spot.key("type_plate").key("serial_captions");
    for (index, caption) in plate.serial_captions.iter().enumerate() {
        findings.text(&captions.nth(index), caption);
    }
}

/// No path, so that no catalog names a file elsewhere.
fn is_bare_svg(file: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let stem = file.strip_suffix(".svg").unwrap_or_default();
    (1..=60).contains(&stem.len()) && stem.bytes().all(plain)
}

#[cfg(test)]
mod tests;
