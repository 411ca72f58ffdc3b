//! What somebody who helps may see of a server: how it is set up, how it does, and what its log said. No secret of the settings,
//! and nothing of what is in the records.

use std::collections::BTreeMap;
use std::io::{self, BufRead};

use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::check::Finding;
use crate::clock::Clock;
use crate::config::Config;
use crate::doctor::doctor;
use crate::settings::SETTINGS;
use crate::store::{look, rows};

/// The newest lines of a log that are taken along.
const LINES: usize = 10_000;
/// What a line of the log may say. A dependency that says more in a later version says it to the log alone.
const SAID: [&str; 16] = [
    "timestamp",
    "level",
    "message",
    "target",
    "status",
    "ms",
    "code",
    "error",
    "network",
    "class",
    "rows",
    "document",
    "request_id",
    "method",
    "route",
    "name",
];

/// A report for whoever helps.
#[derive(Debug, Serialize)]
pub struct SupportReport {
    v: u32,
    made_at: Timestamp,
    server: &'static str,
    /// Secrets as `***`.
    settings: BTreeMap<&'static str, Option<String>>,
    findings: Vec<Finding>,
    schema: Option<u32>,
    /// Rows of each table.
    rows: BTreeMap<String, u64>,
    log: Log,
}

/// The end of a log.
#[derive(Debug, Default, Serialize)]
pub struct Log {
    lines: Vec<Value>,
    /// What was no line of this server's, or said more than its usual level says.
    left_out: u64,
}

impl SupportReport {
    /// Looks at the server that is set up so. It changes nothing.
    pub async fn of(config: &Config, log: Log, clock: &dyn Clock) -> Self {
        let place = config.database.clone().place(&config.data);
        let schema = look(place.clone()).await.ok().flatten().map(|found| found.schema);
        let rows = if schema.is_some() { rows(place).await.unwrap_or_default() } else { Vec::new() };
        Self {
            v: 1,
            made_at: clock.now(),
            server: env!("CARGO_PKG_VERSION"),
            settings: SETTINGS.iter().map(|setting| (setting.key, setting.shown(config))).collect(),
            findings: doctor(config, clock).await,
            schema,
            rows: rows.into_iter().collect(),
            log,
        }
    }
}

impl Log {
    /// The newest lines of what the server wrote.
    pub fn read(from: impl BufRead) -> io::Result<Self> {
        let mut log = Self::default();
        let mut lines = std::collections::VecDeque::with_capacity(LINES);
        for line in from.split(b'\n') {
            match redacted(&line?) {
                Some(line) => {
                    if lines.len() == LINES {
                        lines.pop_front();
                    }
                    lines.push_back(line);
                }
                None => log.left_out += 1,
            }
        }
        log.lines = lines.into();
        Ok(log)
    }
}

/// What a line may say; nothing of one that is none, or that was written for a developer's eyes.
fn redacted(line: &[u8]) -> Option<Value> {
    let Ok(Value::Object(mut said)) = serde_json::from_slice(line) else { return None };
    if !matches!(said.get("level").and_then(Value::as_str), Some("ERROR" | "WARN" | "INFO")) {
        return None;
    }
    let span = said.remove("span");
    let mut kept = only_known(said);
    if let Some(Value::Object(span)) = span {
        kept.insert("span".to_owned(), Value::Object(only_known(span)));
    }
    Some(Value::Object(kept))
}

fn only_known(said: Map<String, Value>) -> Map<String, Value> {
    said.into_iter().filter(|(name, value)| SAID.contains(&name.as_str()) && !value.is_object()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_log_only_what_its_usual_level_says_goes_along() {
        let log = concat!(
            r#"{"timestamp":"2027-05-10T07:00:00Z","level":"INFO","message":"answered","status":200,"ms":1,"#,
            r#""email":"anna@elektro-nord.example","span":{"request_id":"9f-1","route":"/v1/changes","query":"x"}}"#,
            "\n",
            r#"{"level":"DEBUG","message":"a row","value":"anna@elektro-nord.example"}"#,
            "\nanna@elektro-nord.example\n\u{fffd}"
        );
        let read = Log::read(log.as_bytes()).unwrap();
        assert_eq!(read.left_out, 3);
        let written = serde_json::to_string(&read).unwrap();
        assert!(!written.contains("anna") && !written.contains("query"), "{written}");
        assert_eq!(read.lines[0]["span"]["request_id"], "9f-1");
        assert_eq!(read.lines[0]["status"], 200);
    }

    #[test]
    fn of_a_long_log_the_newest_lines_go_along() {
        let line = |n: usize| format!("{{\"level\":\"WARN\",\"ms\":{n}}}\n");
        let lines = (0..LINES + 7).map(line).collect::<Vec<_>>().concat();
        let read = Log::read(lines.as_bytes()).unwrap();
        assert_eq!((read.lines.len(), read.left_out), (LINES, 0));
        assert_eq!(read.lines[0]["ms"], 7);
    }
}
