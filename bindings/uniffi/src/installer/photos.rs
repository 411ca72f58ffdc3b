//! Labels and photos: pictures of all kinds.

use pinpoint_decode::Effort;
use pinpoint_domain::ids::{PinpointId, StepId};
use pinpoint_engine as engine;
use pinpoint_engine::PhotoReport;

use super::Installer;
use crate::PinpointError;
use crate::frame::Frame;
use crate::label::LabelReading;
use crate::mirror::FilePath;

/// Where a picture, or an export of another phone, comes from.
#[derive(Debug, Clone, uniffi::Enum)]
pub enum Source {
    /// A file that the app may read.
    File {
        /// Where it lies.
        path: FilePath,
    },
    /// Bytes in memory: a camera's capture.
    Bytes {
        /// As they are in a file.
        bytes: Vec<u8>,
    },
}

impl From<Source> for engine::Source {
    fn from(source: Source) -> Self {
        match source {
            Source::File { path } => Self::File(path),
            Source::Bytes { bytes } => Self::Bytes(bytes),
        }
    }
}

/// A picture whose bytes are here. Nothing is kept of it until it is attached.
#[derive(uniffi::Object)]
pub struct Staged(engine::Staged);

#[uniffi::export]
impl Installer {
    /// Reads what was pasted, or recognised by the phone's own text recognition, line by line.
    pub fn interpret_text(&self, lines: &[String]) -> LabelReading {
        self.0.interpret_text(lines).into()
    }

    /// Looks for an activation label in a camera's frame.
    pub fn read(&self, frame: &Frame, effort: Effort) -> Result<LabelReading, PinpointError> {
        Ok(self.0.read(&frame.borrowed()?, effort).into())
    }

    /// Looks for an activation label in a picture that was staged.
    pub fn read_picture(&self, staged: &Staged) -> Result<LabelReading, PinpointError> {
        Ok(self.0.read_picture(staged.0.bytes())?.into())
    }
}

#[uniffi::export(async_runtime = "tokio")]
impl Installer {
    /// Takes a picture over the border, once: to look for a label in it, or to attach it.
    pub async fn stage(&self, source: Source) -> Result<Staged, PinpointError> {
        Ok(Staged(self.0.stage(source.into()).await?))
    }

    /// Attaches a picture to a step: prepares the copy for drivers, which has no metadata, and keeps both durably.
    pub async fn attach(
        &self,
        job: PinpointId,
        step: StepId,
        staged: &Staged,
    ) -> Result<PhotoReport, PinpointError> {
        Ok(self.0.attach(job, step, &staged.0).await?)
    }
}
