//! Signing in and out, the device.

use http::{HeaderValue, Method};
use pinpoint_domain::ids::DeviceId;
use pinpoint_domain::wire::{
    DeviceRegistration, Grant, IN_COOKIE, RefreshRequest, SESSION_KEEPER, Session, SessionRequest, Signed,
};

use super::{Bearer, Call, Remote};
use crate::outbox::Trouble;

impl Remote {
    /// `POST /v1/sessions`.
    pub async fn sign_in(&self, request: &SessionRequest) -> Result<Session, Trouble> {
        let call = Call::new(Method::POST, &["v1", "sessions"]).json_of(request)?;
        self.json(self.kept_by_browser(call)).await
    }

    /// `POST /v1/sessions/refresh`. When the reply is lost, the same refresh token is still good.
    pub async fn refresh(&self, session: &Session) -> Result<Session, Trouble> {
        let request = RefreshRequest { refresh_token: session.refresh_token.clone() };
        let call = Call::new(Method::POST, &["v1", "sessions", "refresh"]).json_of(&request)?;
        let renewed: Session = self.json(self.kept_by_browser(call)).await?;
        // A browser has one cookie, and somebody else may have signed in since.
        if renewed.account.installer != session.account.installer {
            return Err(Trouble::Unauthorized { code: "refresh-refused".to_owned() });
        }
        Ok(renewed)
    }

    /// `DELETE /v1/sessions`.
    pub async fn sign_out(&self, bearer: &Bearer) -> Result<(), Trouble> {
        let call = Call::new(Method::DELETE, &["v1", "sessions"]).bearer(bearer);
        self.call(self.kept_by_browser(call)).await.map(drop)
    }

    /// Where a browser can keep the refresh token better than any script, it is asked to.
    fn kept_by_browser<'a>(&self, mut call: Call<'a>) -> Call<'a> {
        if self.transport.keeps_cookies(&self.base) {
            call.headers.insert(SESSION_KEEPER, HeaderValue::from_static(IN_COOKIE));
        }
        call
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
