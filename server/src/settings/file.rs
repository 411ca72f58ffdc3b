//! The file of settings: TOML, read whole or refused with the place of the first mistake.

use std::ops::Range;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::given::{Given, Refused};
use super::{SETTINGS, Setting};
use crate::config::Config;
use crate::error::ServerError;

/// Where a mistake stands: the file and its text.
struct Source<'s> {
    path: &'s Path,
    text: &'s str,
}

/// Takes what the file says.
pub(super) fn take(config: &mut Config, path: &Path, text: &str) -> Result<(), ServerError> {
    let source = Source { path, text };
    let table = DeTable::parse(text).map_err(|error| ServerError::SettingsForm {
        place: source.place(&error.span().unwrap_or_default()),
        reason: error.message().to_owned(),
    })?;
    source.table(config, "", table.into_inner())
}

impl Source<'_> {
    fn table(&self, config: &mut Config, above: &str, table: DeTable<'_>) -> Result<(), ServerError> {
        for (name, value) in table {
            let key = format!("{above}{}", name.get_ref());
            let below = format!("{key}.");
            if let Some(setting) = SETTINGS.iter().find(|setting| setting.key == key) {
                self.setting(config, setting, value)?;
            } else if SETTINGS.iter().any(|setting| setting.key.starts_with(&below)) {
                let span = value.span();
                let DeValue::Table(table) = value.into_inner() else {
                    return Err(self.refused(&key, &span, "takes a table".to_owned()));
                };
                self.table(config, &below, table)?;
            } else {
                return Err(self.refused(&key, &name.span(), "there is no such setting".to_owned()));
            }
        }
        Ok(())
    }

    fn setting(
        &self,
        config: &mut Config,
        setting: &Setting,
        value: Spanned<DeValue<'_>>,
    ) -> Result<(), ServerError> {
        let span = value.span();
        setting.take(config, Given::Toml(value)).map_err(|Refused { reason, span: part }| {
            self.refused(setting.key, &part.unwrap_or(span), reason)
        })
    }

    fn refused(&self, key: &str, span: &Range<usize>, reason: String) -> ServerError {
        ServerError::Setting { place: self.place(span), key: key.to_owned(), reason }
    }

    /// As compilers write it, so that editors jump there.
    fn place(&self, span: &Range<usize>) -> String {
        let before = self.text.get(..span.start).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        format!("{}:{line}:{column}", self.path.display())
    }
}
