//! What a command works with: folders, server, words, output, and the installer's tool.

use std::path::PathBuf;
use std::sync::Arc;

use etcetera::BaseStrategy as _;
use pinpoint_domain::Timestamp;
use pinpoint_engine::platform::time;
use pinpoint_engine::{Config, FileKeyStore, Installer};
use url::Url;

use crate::args::Global;
use crate::error::CliError;
use crate::output::{Output, Shown};
use crate::ui::Words;

/// Name and version, as it stands in every record.
pub(crate) const APP: &str = concat!("pinpoint-cli/", env!("CARGO_PKG_VERSION"));

/// What every command is given.
pub(crate) struct Context {
    data: Option<PathBuf>,
    config: Option<PathBuf>,
    server: Url,
    pub(crate) words: Words,
    pub(crate) output: Output,
    #[cfg(feature = "testing")]
    story: crate::story::Played,
}

impl Context {
    pub(crate) fn new(global: Global) -> Self {
        Self {
            data: global.data,
            config: global.config,
            server: global.server,
            words: Words::new(global.locale.as_deref()),
            output: Output::new(global.json),
            #[cfg(feature = "testing")]
            story: crate::story::Played::default(),
        }
    }

    /// The time.
    #[cfg_attr(
        not(feature = "testing"),
        expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "a story has a time of its own")
    )]
    pub(crate) fn now(&self) -> Result<Timestamp, CliError> {
        #[cfg(feature = "testing")]
        if let Some(now) = self.story.now()? {
            return Ok(now);
        }
        Ok(time::now())
    }

    /// Everything is done: what outlives this process is written down.
    #[cfg(feature = "testing")]
    pub(crate) fn keep_story(&self) -> Result<(), CliError> {
        self.story.keep()
    }

    /// The installer's data folder: `--data`, `PINPOINT_DATA`, or a folder of the user's.
    pub(crate) fn installer_folder(&self) -> Result<PathBuf, CliError> {
        let named = || std::env::var_os("PINPOINT_DATA").map(PathBuf::from);
        let chosen = self.given_folder().or_else(named).filter(|folder| !folder.as_os_str().is_empty());
        chosen.map_or_else(|| users_folder("installer"), Ok)
    }

    /// A server's settings: `--data`, then the environment, then the file of `--config`, then what is usual.
    pub(crate) fn server(&self) -> Result<pinpoint_server::Config, CliError> {
        let mut config = pinpoint_server::Config::usual()?;
        if let Some(file) = &self.config {
            config = config.with_file(file)?;
        }
        config = config.with_environment(|name| std::env::var(name).ok())?;
        if let Some(folder) = self.given_folder() {
            config.data = folder;
        }
        if config.data.as_os_str().is_empty() {
            config.data = users_folder("server")?;
        }
        Ok(config)
    }

    /// `--data`, if it was given.
    pub(crate) fn given_folder(&self) -> Option<PathBuf> {
        self.data.clone()
    }

    /// The installer's tool, opened on what was kept.
    pub(crate) async fn installer(&self) -> Result<Installer, CliError> {
        let installer = self.open().await?;
        self.words.learn(installer.playbooks());
        Ok(installer)
    }

    async fn open(&self) -> Result<Installer, CliError> {
        let folder = self.installer_folder()?;
        #[cfg(feature = "testing")]
        if let Some(installer) = self.story.installer(&folder).await? {
            return Ok(installer);
        }
        open_installer(Config::demo(folder, self.server.clone(), APP)?).await
    }

    /// Prints a result.
    pub(crate) fn show(&self, shown: &impl Shown) -> Result<(), CliError> {
        self.output.show(shown, &self.words)
    }
}

/// Where it lies when nobody says otherwise.
fn users_folder(name: &str) -> Result<PathBuf, CliError> {
    let base = etcetera::choose_base_strategy().map_err(|_| CliError::NoHome)?;
    Ok(base.data_dir().join("pinpoint").join(name))
}

/// Opens the installer's tool with its device key in files.
pub(crate) async fn open_installer(config: Config) -> Result<Installer, CliError> {
    let keys = FileKeyStore::open(config.data.join("keys"))?;
    Ok(Installer::open(config, Arc::new(keys)).await?)
}
