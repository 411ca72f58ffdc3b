//! `demo`: an installer's whole job, for real, on this machine.
//!
//! What was done is asked of what is on the disk (the engine's store, the server's folder, the pictures), never noted
//! beside it. So the demo can be killed at any moment, and goes on from there.

mod day;
mod delivery;
mod ending;
mod network;
mod office;
mod script;
mod story;
mod underground;

use std::io::IsTerminal as _;

use pinpoint_engine::{Config, Installer};

use crate::args::DemoArgs;
use crate::context::{APP, Context, open_installer};
use crate::error::CliError;
use crate::exit::Exit;
use crate::folder::Lock;
use day::Day;
use ending::Delivered;
use network::{Address, ServerProcess};
use story::Story;

/// Plays the day, or what is left of it.
pub(crate) async fn run(args: &DemoArgs, context: &Context) -> Result<Exit, CliError> {
    let folder = match context.given_folder() {
        Some(folder) => folder,
        None => context.installer_folder()?.with_file_name("demo"),
    };
    let _lock = Lock::take(&folder, "demo.lock").await?;
    let day = Day::open(&folder, args.fresh)?;
    let watched = std::io::stdout().is_terminal() && !args.no_serve && !context.output.is_json();
    let address = Address::free(watched)?;
    let mut config = Config::demo(day.phone(), address.url()?, APP)?;
    config.upload_bytes_per_second = args.photo_rate;
    let installer = open_installer(config).await?;
    let story = Story::new(context);

    let (delivered, server) = if let Some(delivered) = Delivered::of(&installer).await? {
        story.told_already(&day)?;
        (delivered, None)
    } else {
        let (delivered, server) = play(&day, address, &installer, &story, args.lan).await?;
        (delivered, Some(server))
    };
    ending::sum_up(&delivered, &installer, &day, &story).await?;

    let server = match server {
        None if watched => Some(ServerProcess::start(&day, address, args.lan).await?),
        running => running,
    };
    if let Some(server) = server {
        if watched {
            story.serving(&server, &day);
            // Where the signal cannot be waited for, there is nothing to keep the server open for.
            drop(tokio::signal::ctrl_c().await);
        }
        server.stop().await?;
    }
    Ok(Exit::Done)
}

/// From the network's office to the verdict. Gives back the server, still running.
async fn play(
    day: &Day,
    address: Address,
    installer: &Installer,
    story: &Story<'_>,
    lan: bool,
) -> Result<(Delivered, ServerProcess), CliError> {
    office::issue_label(day, installer, story).await?;
    office::sign_in(day, address, installer, story).await?;
    let job = underground::walk(day, installer, story).await?;
    let job = underground::seal(job, installer, story).await?;
    underground::try_to_sync(installer, story).await?;
    let server = ServerProcess::start(day, address, lan).await?;
    story.server_started(&server)?;
    underground::call_support(job, installer, story).await?;
    let delivered = delivery::deliver(installer, story).await?;
    Ok((delivered, server))
}
