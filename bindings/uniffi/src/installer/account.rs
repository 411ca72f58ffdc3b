//! Who is signed in.

use pinpoint_engine::SessionView;
use zeroize::Zeroizing;

use super::Installer;
use crate::PinpointError;

#[uniffi::export(async_runtime = "tokio")]
impl Installer {
    /// Signs in: takes a network once. What was held for want of a session goes on.
    pub async fn sign_in(&self, email: &str, password: String) -> Result<SessionView, PinpointError> {
        let password = Zeroizing::new(password);
        Ok(self.0.sign_in(email, &password).await?)
    }

    /// Signs out: forgets the tokens, here and at the server if it can be reached. Work that was saved stays, and goes
    /// out after the next sign-in.
    pub async fn sign_out(&self) -> Result<(), PinpointError> {
        Ok(self.0.sign_out().await?)
    }
}

#[uniffi::export]
impl Installer {
    /// Who is signed in, or was last; none on a new device.
    pub fn session(&self) -> Option<SessionView> {
        self.0.session()
    }
}
