//! Signing in and out, the device.

use http::Method;
use pinpoint_domain::ids::DeviceId;
use pinpoint_domain::wire::{DeviceRegistration, Grant, RefreshRequest, Session, SessionRequest, Signed};

use super::{Bearer, Call, Remote};
use crate::outbox::Trouble;

impl Remote {
    /// `POST /v1/sessions`.
    pub async fn sign_in(&self, request: &SessionRequest) -> Result<Session, Trouble> {
        self.json(Call::new(Method::POST, &["v1", "sessions"]).json_of(request)?).await
    }

    /// `POST /v1/sessions/refresh`. When the reply is lost, the same refresh token is still good.
    pub async fn refresh(&self, session: &Session) -> Result<Session, Trouble> {
        let request = RefreshRequest { refresh_token: session.refresh_token.clone() };
        self.json(Call::new(Method::POST, &["v1", "sessions", "refresh"]).json_of(&request)?).await
    }

    /// `DELETE /v1/sessions`.
    pub async fn sign_out(&self, bearer: &Bearer) -> Result<(), Trouble> {
        self.call(Call::new(Method::DELETE, &["v1", "sessions"]).bearer(bearer)).await.map(drop)
    }

    /// `PUT /v1/devices/{id}`: the grant for this device's key, still to be verified.
    pub async fn register_device(
        &self,
        bearer: &Bearer,
        device: DeviceId,
        registration: &DeviceRegistration,
    ) -> Result<Signed<Grant>, Trouble> {
        let device = device.to_string();
        let path = ["v1", "devices", &device];
        self.json(Call::new(Method::PUT, &path).bearer(bearer).json_of(registration)?).await
    }
}
