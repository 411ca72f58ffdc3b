//! The one account: signing in and out, its tokens, its devices and their grants.

use jiff::SignedDuration;
use pinpoint_domain::Timestamp;
use pinpoint_domain::demo;
use pinpoint_domain::ids::{CompanyId, DeviceId, InstallerId};
use pinpoint_domain::wire::{
    Account, DeviceRegistration, Grant, RefreshRequest, Session, SessionRequest, VERSION,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Answered, Asked, Reply, Server, signed};

/// The address of the one account.
pub const EMAIL: &str = "noor@nordwand.example";
/// Its password.
pub const PASSWORD: &str = "correct horse";

/// The account whose work is in `fixtures/databases`.
const INSTALLER: Uuid = Uuid::from_u128(0x01a1_ff67_b88b_7369_b38a_fed8_9bf1_cfa5);
const COMPANY: Uuid = Uuid::from_u128(0x01a1_ff67_b88b_7abc_8def_0123_4567_89ab);

/// How long an access token is good, and a grant, as at the real server.
const ACCESS: SignedDuration = SignedDuration::from_mins(15);
const GRANT: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Tokens: the newest pair is good, and of those before only the refresh token just replaced.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Sessions {
    issued: u64,
    access_until: Option<Timestamp>,
    /// Signed out: no token is good until somebody signs in.
    ended: bool,
}

impl Server {
    pub(in crate::testing) fn certified_until(until: Timestamp) -> Self {
        Self { certified_until: Some(until), ..Self::default() }
    }

    pub(in crate::testing) fn certify(&mut self, until: Option<Timestamp>) {
        self.certified_until = until;
    }

    pub(super) fn is_certified(&self, now: Timestamp) -> bool {
        self.certified_until.is_some_and(|until| now < until)
    }

    pub(super) fn sign_in(&mut self, asked: &Asked, now: Timestamp) -> Answered {
        let SessionRequest { email, password } = asked.json()?;
        if (email.trim(), password.as_str()) != (EMAIL, PASSWORD) {
            return Err(Reply::refusal(401, "sign-in-refused"));
        }
        self.sessions.ended = false;
        self.session(201, now)
    }

    /// The token before counts, too: the answer to the last refresh may have been lost.
    pub(super) fn refresh(&mut self, asked: &Asked, now: Timestamp) -> Answered {
        let RefreshRequest { refresh_token } = asked.json()?;
        let issued = self.sessions.issued;
        let newest = [issued, issued.saturating_sub(1)];
        if self.sessions.ended || !newest.map(|number| format!("refresh-{number}")).contains(&refresh_token) {
            return Err(Reply::refusal(401, "refresh-refused"));
        }
        self.session(200, now)
    }

    pub(super) fn sign_out(&mut self) -> Reply {
        self.sessions.ended = true;
        Reply::empty(204)
    }

    pub(super) fn known_caller(&self, asked: &Asked, now: Timestamp) -> Result<(), Reply> {
        let token = asked.header("authorization").ok_or_else(|| Reply::refusal(401, "token-missing"))?;
        let newest = token == format!("Bearer access-{}", self.sessions.issued);
        let in_time = self.sessions.access_until.is_some_and(|until| now < until);
        if newest && in_time && !self.sessions.ended {
            Ok(())
        } else {
            Err(Reply::refusal(401, "token-refused"))
        }
    }

    pub(super) fn register(&mut self, device: DeviceId, asked: &Asked, now: Timestamp) -> Answered {
        let DeviceRegistration { key, .. } = asked.json()?;
        if self.devices.get(&device).is_some_and(|known| *known != key) {
            return Err(Reply::refusal(409, "device-differs"));
        }
        self.devices.insert(device, key.clone());
        let Account { network, installer, company, certified_until, .. } = self.account()?;
        let expires_at = now.saturating_add(GRANT).unwrap_or(Timestamp::MAX);
        let grant = Grant {
            v: VERSION,
            network,
            installer,
            company,
            certified_until,
            device,
            device_key: key,
            issued_at: now,
            expires_at,
        };
        Ok(Reply::json(200, &signed(&grant)))
    }

    fn session(&mut self, status: u16, now: Timestamp) -> Answered {
        self.sessions.issued += 1;
        let number = self.sessions.issued;
        let expires_at = now.saturating_add(ACCESS).unwrap_or(Timestamp::MAX);
        self.sessions.access_until = Some(expires_at);
        let (access_token, refresh_token) = (format!("access-{number}"), format!("refresh-{number}"));
        let account = self.account()?;
        Ok(Reply::json(status, &Session { access_token, expires_at, refresh_token, account }))
    }

    fn account(&self) -> Result<Account, Reply> {
        Ok(Account {
            network: demo::NETWORK.parse().map_err(|_| Reply::refusal(500, "internal"))?,
            installer: InstallerId::from(INSTALLER),
            company: CompanyId::from(COMPANY),
            company_name: "Elektro Nordwand".to_owned(),
            name: "Noor Lindqvist".to_owned(),
            certified_until: self.certified_until,
        })
    }
}
