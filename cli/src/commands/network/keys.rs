//! The keys of a network: the root, which signs what is published, and those of its server.

use std::collections::BTreeMap;
use std::path::Path;

use data_encoding::BASE64;
use ed25519_dalek::SigningKey;
use pinpoint_domain::profile::{CapsuleKey, PublicKeys};
use pinpoint_domain::publication::{Publication, Root, Succession};
use pinpoint_domain::wire::{CapsuleSecretKey, Signed, VERSION, VerifyingKey, WireType, to_json};
use pinpoint_engine::Randomness;
use pinpoint_engine::platform::files;
use serde::{Deserialize, Serialize};
use zeroize::{ZeroizeOnDrop, Zeroizing};

use crate::args::{NewKeysArgs, SucceedArgs};
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::input;
use crate::output::{self, Shown};
use crate::ui::{Page, style};

/// The root's secret half, as it lies in a file that its owner alone reads.
pub(super) struct RootKey {
    id: String,
    key: SigningKey,
}

/// How it is written.
#[derive(Serialize, Deserialize, ZeroizeOnDrop)]
struct RootKeyText {
    #[zeroize(skip)]
    id: String,
    #[zeroize(skip)]
    algorithm: Ed25519,
    secret_key: String,
}

#[derive(Serialize, Deserialize)]
enum Ed25519 {
    #[serde(rename = "ed25519")]
    Ed25519,
}

impl RootKey {
    pub(super) fn read(path: &Path) -> Result<Self, CliError> {
        let no_key = || CliError::NoKey { path: path.to_owned() };
        let bytes = Zeroizing::new(input::list(path)?);
        let text: RootKeyText = serde_json::from_slice(&bytes).map_err(|_| no_key())?;
        let secret = Zeroizing::new(BASE64.decode(text.secret_key.as_bytes()).map_err(|_| no_key())?);
        let secret = Zeroizing::new(<[u8; 32]>::try_from(secret.as_slice()).map_err(|_| no_key())?);
        Ok(Self { id: text.id.clone(), key: SigningKey::from_bytes(&secret) })
    }

    /// Signs what a network publishes.
    pub(super) fn sign<T: Publication>(&self, document: &T) -> Signed<T> {
        self.signed(document)
    }

    fn signed<T: WireType>(&self, document: &T) -> Signed<T> {
        Signed::sign_ed25519(to_json(document).into_bytes(), &self.id, &self.key)
    }

    fn public(&self) -> Root {
        Root { id: self.id.clone(), key: VerifyingKey::Ed25519(self.key.verifying_key()) }
    }

    fn text(&self) -> Zeroizing<String> {
        let secret_key = BASE64.encode(self.key.as_bytes());
        let text = RootKeyText { id: self.id.clone(), algorithm: Ed25519::Ed25519, secret_key };
        Zeroizing::new(to_json(&text) + "\n")
    }
}

/// The public half of a root. The file of its secret half will do as well.
pub(super) fn public(path: &Path) -> Result<Root, CliError> {
    let bytes = Zeroizing::new(input::list(path)?);
    serde_json::from_slice(&bytes).or_else(|_| RootKey::read(path).map(|key| key.public()))
}

/// The public keys of a server.
pub(super) fn of_server(path: &Path) -> Result<PublicKeys, CliError> {
    let bytes = input::list(path)?;
    serde_json::from_slice(&bytes).map_err(|_| CliError::NoKey { path: path.to_owned() })
}

/// Makes a root, and the keys of a server in the form in which it keeps them.
pub(super) fn make(args: &NewKeysArgs, context: &Context) -> Result<Exit, CliError> {
    let NewKeysArgs { name: network, out, number } = args;
    let folder = std::path::absolute(out).map_err(CliError::file(out))?;
    let root = RootKey { id: format!("{network}-root-{number}"), key: SigningKey::from_bytes(&*secret()?) };
    let (receipts, capsules) = (secret()?, secret()?);
    let receipt_key = VerifyingKey::Ed25519(SigningKey::from_bytes(&receipts).verifying_key());
    let keys = PublicKeys {
        keys: BTreeMap::from([(format!("{network}-receipts-{number}"), receipt_key)]),
        capsule_key: CapsuleKey {
            id: format!("{network}-capsule-{number}"),
            public_key: CapsuleSecretKey::from_bytes(capsules.as_slice())?.public(),
        },
    };
    let text = root.text();
    let secrets: [(&str, &[u8]); 3] = [
        ("root.key.json", text.as_bytes()),
        ("receipts-ed25519", receipts.as_slice()),
        ("capsule-x25519", capsules.as_slice()),
    ];
    for (name, bytes) in secrets {
        let path = folder.join(name);
        if !files::write_secret_once(&path, bytes).map_err(CliError::file(&path))? {
            return Err(CliError::FileThere { path });
        }
    }
    for (name, text) in [("root.json", to_json(&root.public())), ("keys.json", to_json(&keys))] {
        let path = folder.join(name);
        files::write_file(&path, (text + "\n").as_bytes()).map_err(CliError::file(&path))?;
    }
    context.show(&Made { folder: folder.display().to_string(), root: root.public(), keys })?;
    Ok(Exit::Done)
}

/// A root's word about the next one, as it goes into `successions` of a profile.
pub(super) fn succeed(args: &SucceedArgs) -> Result<Exit, CliError> {
    let key = RootKey::read(&args.key)?;
    let next = public(&args.next)?;
    let word = key.signed(&Succession { v: VERSION, network: args.name.clone(), next });
    output::bytes((to_json(&word) + "\n").as_bytes())?;
    Ok(Exit::Done)
}

fn secret() -> Result<Zeroizing<[u8; 32]>, CliError> {
    let bytes = Randomness::of_this_device().bytes().map_err(pinpoint_engine::EngineError::from)?;
    Ok(Zeroizing::new(bytes))
}

#[derive(Serialize)]
struct Made {
    folder: String,
    root: Root,
    keys: PublicKeys,
}

impl Shown for Made {
    fn write(&self, page: &mut Page) {
        let words = page.words();
        page.heading(words.say("network-keys-made", [("folder", &self.folder)]));
        page.facts(&[
            ("root.key.json", words.plain("network-file-root-key")),
            ("root.json", words.plain("network-file-root")),
            ("keys.json", words.plain("network-file-keys")),
            ("receipts-ed25519", words.plain("network-file-server")),
            ("capsule-x25519", words.plain("network-file-server")),
        ]);
        page.paragraph("  ", &words.plain("network-keys-secret"), style::WARNING);
    }
}
