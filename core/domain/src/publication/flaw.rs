//! What is wrong with what a network publishes; for whoever writes it. Where it is wrong, a
//! [`Problem`](crate::document::Problem) says.

use crate::code::{Coded, Fields, fields};

/// A rule that a profile, a catalog or a list of addresses breaks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NetworkFlaw {
    /// Written in a form of a later program.
    #[error("form {found} is not known")]
    Form {
        /// The form.
        found: u32,
    },
    /// Versions count from 1.
    #[error("versions count from 1")]
    Version,
    /// It ends before it begins.
    #[error("it ends before it begins")]
    Validity,
    /// A text is empty, too long, or holds characters that nobody sees.
    #[error("a text has 1 to {limit} characters, all of them to be seen")]
    Text {
        /// The most characters.
        limit: usize,
    },
    /// The same thing stands twice.
    #[error("`{name}` stands twice")]
    Twice {
        /// Its name.
        name: String,
    },
    /// Not the address of a page.
    #[error("`{url}` is no https address")]
    Url {
        /// What it says.
        url: String,
    },
    /// Not the bare name of a host.
    #[error("`{host}` is no host in small letters, without scheme, port and path")]
    Host {
        /// What it says.
        host: String,
    },
    /// A form of label that nobody can read.
    #[error("labels of shape `{shape}` are not known")]
    LabelShape {
        /// What it says.
        shape: String,
        /// The shapes that are known.
        known: String,
    },
    /// Not one part of a link's path.
    #[error("`{segment}` is not one part of a path")]
    PathSegment {
        /// What it says.
        segment: String,
    },
    /// Not a region of two capitals.
    #[error("`{region}` is no region, such as CA")]
    Region {
        /// What it says.
        region: String,
    },
    /// Not a phone number in E.164.
    #[error("`{phone}` is no phone number, such as +15145550142")]
    Phone {
        /// What it says.
        phone: String,
    },
    /// Not a port.
    #[error("there is no port 0")]
    Port,
    /// Not a language tag.
    #[error("`{locale}` is no language, such as fr-CA")]
    Locale {
        /// What it says.
        locale: String,
    },
    /// A language of the profile in which something has no words.
    #[error("there are no words in {locale}")]
    WordsMissing {
        /// The language.
        locale: String,
    },
    /// A profile without the public keys of its server.
    #[error("the server's public keys are missing")]
    KeysMissing,
    /// A network signs with Ed25519.
    #[error("the key `{id}` is not of Ed25519")]
    KeyAlgorithm {
        /// The key's id.
        id: String,
    },
    /// A key whose secret half everybody knows.
    #[error("the key `{id}` is the demo network's, whose secret half is public")]
    KeyPublic {
        /// The key's id.
        id: String,
    },
    /// A validity for a key that is not there.
    #[error("there is no key `{id}`")]
    KeyUnknown {
        /// The key's id.
        id: String,
    },
    /// A succession that no root before it signed.
    #[error("no root before it signed this succession")]
    Succession,
    /// A model of a manufacturer that the catalog does not list.
    #[error("the catalog lists no manufacturer `{manufacturer}`")]
    ManufacturerUnknown {
        /// What it says.
        manufacturer: String,
    },
    /// Not the bare name of an SVG file.
    #[error("`{file}` is not the bare name of an SVG file")]
    ImageName {
        /// What it says.
        file: String,
    },
    /// The image's file is not beside the catalog.
    #[error("there is no file `{file}`")]
    ImageMissing {
        /// Where it was looked for.
        file: String,
    },
    /// The image's file has another digest.
    #[error("`{file}` has the digest {digest}")]
    ImageDiffers {
        /// The file.
        file: String,
        /// Its digest.
        digest: String,
    },
    /// More addresses than a phone takes up.
    #[error("a list has at most {limit} addresses")]
    AddressesMany {
        /// The most addresses.
        limit: usize,
    },
    /// The image's file is longer than a drawing is.
    #[error("`{file}` has more than {limit} bytes")]
    ImageLarge {
        /// The file.
        file: String,
        /// The most bytes.
        limit: usize,
    },
}

impl Coded for NetworkFlaw {
    fn code(&self) -> &'static str {
        match self {
            Self::Form { .. } => "network-form",
            Self::Version => "network-version",
            Self::Validity => "network-validity",
            Self::Text { .. } => "network-text",
            Self::Twice { .. } => "network-twice",
            Self::Url { .. } => "network-url",
            Self::Host { .. } => "network-host",
            Self::LabelShape { .. } => "network-label-shape",
            Self::PathSegment { .. } => "network-path-segment",
            Self::Region { .. } => "network-region",
            Self::Phone { .. } => "network-phone",
            Self::Port => "network-port",
            Self::Locale { .. } => "network-locale",
            Self::WordsMissing { .. } => "network-words-missing",
            Self::KeysMissing => "network-keys-missing",
            Self::KeyAlgorithm { .. } => "network-key-algorithm",
            Self::KeyPublic { .. } => "network-key-public",
            Self::KeyUnknown { .. } => "network-key-unknown",
            Self::Succession => "network-succession",
            Self::ManufacturerUnknown { .. } => "network-manufacturer-unknown",
            Self::ImageName { .. } => "network-image-name",
            Self::ImageMissing { .. } => "network-image-missing",
            Self::ImageDiffers { .. } => "network-image-differs",
            Self::ImageLarge { .. } => "network-image-large",
            Self::AddressesMany { .. } => "network-addresses-many",
        }
    }

    fn fields(&self) -> Fields {
        let one = |name, value: &dyn ToString| fields([(name, value.to_string())]);
        match self {
            Self::Version | Self::Validity | Self::Port | Self::KeysMissing | Self::Succession => {
                Fields::new()
            }
            Self::Form { found } => one("found", found),
            Self::Text { limit } | Self::AddressesMany { limit } => one("limit", limit),
            Self::Twice { name } => one("name", name),
            Self::Url { url } => one("url", url),
            Self::Host { host } => one("host", host),
            Self::LabelShape { shape, known } => fields([("shape", shape.clone()), ("known", known.clone())]),
            Self::PathSegment { segment } => one("segment", segment),
            Self::Region { region } => one("region", region),
            Self::Phone { phone } => one("phone", phone),
            Self::Locale { locale } | Self::WordsMissing { locale } => one("locale", locale),
            Self::KeyAlgorithm { id } | Self::KeyPublic { id } | Self::KeyUnknown { id } => one("id", id),
            Self::ManufacturerUnknown { manufacturer } => one("manufacturer", manufacturer),
            Self::ImageName { file } | Self::ImageMissing { file } => one("file", file),
            Self::ImageDiffers { file, digest } => {
                fields([("file", file.clone()), ("digest", digest.clone())])
            }
            Self::ImageLarge { file, limit } => {
                fields([("file", file.clone()), ("limit", limit.to_string())])
            }
        }
    }
}
