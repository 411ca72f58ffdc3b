//! `profile`: everything that differs between networks.

use std::collections::BTreeMap;

use pinpoint_domain::profile::NetworkProfile;
use pinpoint_domain::wire::to_json;
use serde::Serialize;

use super::file::{self, Broken, Content, SignedBy};
use super::{keys, sign, signer, write_new};
use crate::args::{NewProfileArgs, ProfileCommand, ShowDocumentArgs, SignProfileArgs};
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::output::Shown;
use crate::ui::Page;

/// Every field with an example; the network's name is filled in.
const TEMPLATE: &str = include_str!("../../../../networks/templates/profile.json");
/// What stands for it.
const NAME: &str = "template";

/// Runs what was asked for.
pub(crate) fn run(command: &ProfileCommand, context: &Context) -> Result<Exit, CliError> {
    match command {
        ProfileCommand::New(args) => new(args, context),
        ProfileCommand::NewKeys(args) => keys::make(args, context),
        ProfileCommand::Succeed(args) => keys::succeed(args),
        ProfileCommand::Check(args) => file::check::<NetworkProfile>(args, context),
        ProfileCommand::Sign(args) => sign_profile(args, context),
        ProfileCommand::Show(args) => show(args, context),
    }
}

fn new(args: &NewProfileArgs, context: &Context) -> Result<Exit, CliError> {
    write_new(args.out.as_deref(), &TEMPLATE.replace(NAME, args.name.as_str()), context)
}

fn sign_profile(args: &SignProfileArgs, context: &Context) -> Result<Exit, CliError> {
    let path = &args.sign.file;
    let body = match file::read::<NetworkProfile>(path, None)? {
        Ok(body) => body,
        Err(broken) => return broken.show(context),
    };
    if body.signed.is_some() {
        return Err(CliError::SignedAlready { path: path.clone() });
    }
    let given = args.keys.as_deref().map(keys::of_server).transpose()?;
    let profile = match body.draft().complete(given) {
        Ok(profile) => profile,
        Err(flaw) => return Broken::whole(path, &flaw)?.show(context),
    };
    // The keys that were given keep to the rules, too.
    if let Err(problems) = NetworkProfile::check(to_json(&profile).as_bytes()) {
        return Broken::of(args.keys.as_ref().unwrap_or(path), problems).show(context);
    }
    sign(&profile, &args.sign, context)
}

fn show(args: &ShowDocumentArgs, context: &Context) -> Result<Exit, CliError> {
    match file::read(&args.file, args.root.as_deref())? {
        Ok(body) => {
            context.show(&ProfilePage::of(body))?;
            Ok(Exit::Done)
        }
        Err(broken) => broken.show(context),
    }
}

/// What a profile says.
#[derive(Serialize)]
struct ProfilePage {
    #[serde(skip_serializing_if = "Option::is_none")]
    signed: Option<SignedBy>,
    profile: NetworkProfile,
}

impl ProfilePage {
    fn of(body: Content<NetworkProfile>) -> Self {
        let Content { document, signed, keys_missing } = body;
        // Keys that only stand in for missing ones are nobody's.
        let keys = if keys_missing { BTreeMap::new() } else { document.keys.clone() };
        Self { signed, profile: NetworkProfile { keys, ..document } }
    }
}

impl Shown for ProfilePage {
    fn write(&self, page: &mut Page) {
        let words = page.words();
        let profile = &self.profile;
        page.heading(format_args!("{} ({})", profile.name, profile.network));
        let list = |values: Vec<String>| values.join(", ");
        let pairs = |values: &BTreeMap<String, String>| {
            list(values.iter().map(|(region, value)| format!("{region} {value}")).collect())
        };
        let mut facts = vec![("network-fact-version", profile.version.to_string())];
        facts.push(("network-signed-by", signer(self.signed.as_ref(), &words)));
        if let Some(end) = profile.validity.expires_at {
            facts.push(("network-fact-until", end.to_string()));
        }
        let forms = profile.label_forms.iter();
        let forms = forms.map(|form| [std::slice::from_ref(&form.host), &form.path].concat().join("/"));
        facts.push(("network-fact-labels", list(forms.collect())));
        facts.push(("network-fact-keys", list(profile.keys.keys().cloned().collect())));
        facts.push(("network-fact-training", profile.training_url.clone()));
        facts.push(("network-fact-support", pairs(&profile.support_phones)));
        if let Some(connectivity) = &profile.connectivity {
            facts.push(("network-fact-vpn", pairs(&connectivity.vpn_hosts)));
            let ports = connectivity.ports.iter().map(|port| format!("{} {port}", port.purpose));
            facts.push(("network-fact-ports", list(ports.collect())));
            let minima = connectivity.firmware_minima.iter();
            let minima = minima.map(|known| format!("{} {}", known.model, known.minimum.printed()));
            facts.push(("network-fact-firmware", list(minima.collect())));
        }
        facts.push((
            "network-fact-documents",
            list(profile.documents.iter().map(|it| it.id.to_string()).collect()),
        ));
        let added = profile.extensions.iter().map(|it| format!("{}/{}", it.id, it.version));
        facts.push(("network-fact-extensions", list(added.collect())));
        facts.push(("network-fact-models", profile.models.len().to_string()));
        facts.retain(|(_, value)| !value.is_empty());
        let named: Vec<(String, String)> =
            facts.into_iter().map(|(name, value)| (words.plain(name), value)).collect();
        let named: Vec<(&str, String)> =
            named.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
        page.facts(&named);
    }
}
