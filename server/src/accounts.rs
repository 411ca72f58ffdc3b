//! Companies, installers and devices, for administrators (`pinpoint user`). Everything is written to the audit.

use jiff::Timestamp;
use pinpoint_domain::ids::{CompanyId, DeviceId, InstallerId};

use crate::app::App;
use crate::error::ServerError;
use crate::passwords::{self, Hashed};
use crate::random;
use crate::store::{Entry, ListedAccount, NewInstaller};

/// Fewer characters are guessed too soon, whatever is in them.
const SHORTEST_PASSWORD: usize = 8;

/// The books of accounts of one server.
pub struct Accounts<'a> {
    pub(crate) app: &'a App,
}

/// A new installer. Its `Debug` shows no password.
pub struct NewAccount {
    /// The name to sign in with; compared without case.
    pub email: String,
    /// For greeting.
    pub name: String,
    /// At least 8 characters; only its argon2id hash is kept.
    pub password: String,
    /// The company's name.
    pub company: String,
    /// What the account may see.
    pub role: Role,
    /// Until when certified; `None`: may sign in, may not pinpoint (A03).
    pub certified_until: Option<Timestamp>,
}

/// What an account may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    /// The own company's records.
    #[default]
    Installer,
    /// The network's own people: every company's records, and originals of photos.
    BackOffice,
}

impl Role {
    /// The role as database and audit name it.
    fn as_str(self) -> &'static str {
        match self {
            Self::Installer => "installer",
            Self::BackOffice => "back-office",
        }
    }
}

impl std::fmt::Debug for NewAccount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewAccount")
            .field("email", &self.email)
            .field("company", &self.company)
            .finish_non_exhaustive()
    }
}

impl Accounts<'_> {
    /// Who has an account and on which devices: everybody, or whoever has this e-mail address.
    pub async fn list(&self, email: Option<&str>) -> Result<Vec<ListedAccount>, ServerError> {
        let email = email.map(self::email).transpose()?;
        let found = self.app.store.roll(email.clone()).await?;
        match email {
            Some(name) if found.is_empty() => Err(ServerError::Unknown { kind: "installer", name }),
            _ => Ok(found),
        }
    }

    /// Adds a company.
    pub async fn add_company(&self, name: &str) -> Result<CompanyId, ServerError> {
        let name = plain("company", name)?;
        let now = self.app.now();
        let id = CompanyId::new(now, random::bytes()?);
        let entry = of_administrator("company-added", id.to_string(), "");
        if self.app.store.add_company(id, name.clone(), entry, now).await? {
            Ok(id)
        } else {
            Err(ServerError::Taken { kind: "company", name })
        }
    }

    /// Adds an installer to a company.
    pub async fn add_installer(&self, account: NewAccount) -> Result<InstallerId, ServerError> {
        let email = email(&account.email)?;
        let name = plain("name", &account.name)?;
        let password = hashed(&account.password)?;
        let now = self.app.now();
        let id = InstallerId::new(now, random::bytes()?);
        let new = NewInstaller {
            id,
            company: plain("company", &account.company)?,
            email: email.clone(),
            name,
            password,
            role: account.role.as_str(),
            certified_until: account.certified_until,
        };
        let entry = of_administrator("installer-added", id.to_string(), account.role.as_str());
        match self.app.store.add_installer(new, entry, now).await? {
            Some(true) => Ok(id),
            Some(false) => Err(ServerError::Taken { kind: "installer", name: email }),
            None => Err(ServerError::Unknown { kind: "company", name: account.company }),
        }
    }

    /// Sets until when an installer is certified; `None` takes the certification back.
    pub async fn certify(
        &self,
        email: &str,
        until: Option<Timestamp>,
        reason: &str,
    ) -> Result<(), ServerError> {
        let email = self::email(email)?;
        let installer = self.installer(&email).await?;
        let action = if until.is_some() { "installer-certified" } else { "certification-ended" };
        let entry = of_administrator(action, installer.to_string(), reason);
        self.app.store.certify(email, until, entry, self.app.now()).await?;
        Ok(())
    }

    /// Revokes the account of somebody who left, for ever: its sessions end, signing in is answered like a wrong
    /// password, and its devices' signatures are not taken any more.
    pub async fn revoke(&self, email: &str, reason: &str) -> Result<(), ServerError> {
        let installer = self.installer(&self::email(email)?).await?;
        let entry = of_administrator("account-revoked", installer.to_string(), reason);
        self.app.store.revoke_account(installer, entry, self.app.now()).await?;
        Ok(())
    }

    /// Sets another password, of at least 8 characters, and ends what was signed in with the one before.
    pub async fn set_password(&self, email: &str, password: &str) -> Result<(), ServerError> {
        let installer = self.installer(&self::email(email)?).await?;
        let entry = of_administrator("password-set", installer.to_string(), "");
        self.app.store.set_password(installer, hashed(password)?, entry, self.app.now()).await?;
        Ok(())
    }

    /// Revokes a lost or stolen device for ever, and ends its sessions.
    pub async fn revoke_device(&self, device: DeviceId, reason: &str) -> Result<(), ServerError> {
        let entry = of_administrator("device-revoked", device.to_string(), reason);
        if self.app.store.revoke_device(device, entry, self.app.now()).await? {
            Ok(())
        } else {
            Err(ServerError::Unknown { kind: "device", name: device.to_string() })
        }
    }

    async fn installer(&self, email: &str) -> Result<InstallerId, ServerError> {
        let known = self.app.store.installer_of_email(email.to_owned()).await?;
        known.ok_or_else(|| ServerError::Unknown { kind: "installer", name: email.to_owned() })
    }
}

/// A line of the audit about something done from the terminal.
pub(crate) fn of_administrator(action: &'static str, subject: String, reason: &str) -> Entry {
    Entry {
        actor: "administrator".into(),
        action,
        subject,
        reason: reason.chars().take(500).collect(),
        request_id: String::new(),
    }
}

fn hashed(password: &str) -> Result<Hashed, ServerError> {
    if password.chars().count() < SHORTEST_PASSWORD {
        let reason = format!("at least {SHORTEST_PASSWORD} characters");
        return Err(ServerError::Value { field: "password", reason });
    }
    Ok(passwords::hash(password)?)
}

fn email(text: &str) -> Result<String, ServerError> {
    let email = text.trim().to_lowercase();
    match email.split_once('@') {
        Some((name, host))
            if !name.is_empty()
                && !host.is_empty()
                && !host.contains('@')
                && !email.contains(char::is_whitespace) =>
        {
            Ok(email)
        }
        _ => Err(ServerError::Value { field: "email", reason: "not of the form name@host".into() }),
    }
}

fn plain(field: &'static str, text: &str) -> Result<String, ServerError> {
    let text = text.trim();
    let characters = text.chars().count();
    if (1..=100).contains(&characters) && !text.contains(char::is_control) {
        return Ok(text.to_owned());
    }
    Err(ServerError::Value { field, reason: "1 to 100 printable characters".into() })
}
