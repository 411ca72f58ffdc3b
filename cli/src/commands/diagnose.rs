//! `diagnose`: why a station is not connected, from what its page shows or from what a laptop on its cable printed. Needs no
//! network, no account and no folder.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use pinpoint_domain::code::Notice;
use pinpoint_domain::connectivity::{Diagnosis, NetworkSignal, Observed, read_paste};
use pinpoint_domain::demo;
use pinpoint_domain::firmware::FirmwareVersion;

use crate::args::DiagnoseArgs;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::ui::{DiagnosisPage, PastePage};

/// Of what is pasted, so much is read: a thousand times what a laptop prints.
const MOST_BYTES: u64 = 4 << 20;

/// Prints a diagnosis, or what a paste proves.
pub(crate) fn run(args: &DiagnoseArgs, context: &Context) -> Result<Exit, CliError> {
    let needs = demo::profile()?.connectivity.unwrap_or_default();
    let region = args.region.as_deref().map(|region| needs.region(region)).transpose().map_err(refused)?;
    match &args.paste {
        Some(path) => context.show(&PastePage(read_paste(&bytes(path)?, &needs, region)))?,
        None => context.show(&DiagnosisPage(Diagnosis::of(&observed(args, region)?, &needs)))?,
    }
    Ok(Exit::Done)
}

fn observed(args: &DiagnoseArgs, region: Option<&str>) -> Result<Observed, CliError> {
    let firmware = args.firmware.as_deref().map(FirmwareVersion::parse).transpose().map_err(refused)?;
    Ok(Observed {
        signal: NetworkSignal {
            link: args.link.unwrap_or_default(),
            vpn: args.vpn.unwrap_or_default(),
            cloud: args.cloud.unwrap_or_default(),
        },
        model: args.model.clone(),
        firmware,
        hardware: args.hardware.map(Into::into).unwrap_or_default(),
        region: region.map(ToOwned::to_owned),
    })
}

fn bytes(path: &Path) -> Result<Vec<u8>, CliError> {
    let read = |source: &mut dyn Read| -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        source.take(MOST_BYTES).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    if path.as_os_str() == "-" {
        return read(&mut io::stdin().lock()).map_err(CliError::file("stdin"));
    }
    File::open(path).and_then(|mut file| read(&mut file)).map_err(CliError::file(path))
}

#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn refused(error: impl pinpoint_domain::Coded) -> CliError {
    CliError::Typed(Notice::from(&error))
}
