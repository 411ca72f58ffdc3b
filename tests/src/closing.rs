//! Closing a phone for good: whoever looks at its files wants them at rest.

use std::path::Path;
use std::time::Duration;

use crate::{Outcome, Seat};

impl Seat {
    /// Closes the phone. Its database is closed behind the caller's back, with the last handle; this waits for it.
    pub async fn close(self) -> Outcome {
        let Self { phone, data, .. } = self;
        drop(phone);
        for _ in 0..500 {
            if !has_open_database(&data)? {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        Err("the phone does not close".into())
    }
}

/// A database's log is there as long as somebody has it open.
fn has_open_database(folder: &Path) -> std::io::Result<bool> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let is_log = path.to_string_lossy().ends_with("-wal");
        if is_log || path.is_dir() && has_open_database(&path)? {
            return Ok(true);
        }
    }
    Ok(false)
}
