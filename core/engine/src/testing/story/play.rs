//! Plays a story through a face and holds each screen against what it must show.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::future::Future;

use pinpoint_domain::code::Notice;
use serde_json::Value;
use serde_json::value::RawValue;

use super::flat::{Flat, flatten};
use super::screens::{Screens, changed, difference, jobs_in};
use super::{Act, Deed, Story};

/// So many differences of one screen are told; the rest are most often the same one.
const TOLD: usize = 5;

/// Something with the surface of an app.
pub trait Face {
    /// Does this. Gives the snapshot as JSON, null where there is none; or the code and fields of the refusal.
    fn act(&mut self, deed: Deed) -> impl Future<Output = Result<Value, Notice>>;

    /// Lets this happen in the world: JSON for [`crate::testing::StoryWorld::act`].
    fn world(&mut self, act: &str) -> impl Future<Output = Result<(), Notice>>;
}

/// How a story went.
#[derive(Debug)]
pub struct Played {
    /// What was different first, and where; none when all was as it must be.
    pub difference: Option<String>,
    /// The story with what came instead of what must come.
    pub came: Story,
}

/// Plays a story to its end. `fresh_job` is what a job looks like that the story has not shown before.
pub async fn play(story: &Story, fresh_job: &Flat, face: &mut impl Face) -> Played {
    let mut came = story.clone();
    let mut playing = Playing { names: BTreeMap::new(), screens: Screens::new(fresh_job.clone()) };
    let mut first = None;
    for (number, (act, came)) in (1..).zip(story.acts.iter().zip(&mut came.acts)) {
        if let Err(said) = playing.act(act, came, face).await {
            first.get_or_insert_with(|| format!("act {number}: {said}"));
        }
    }
    Played { difference: first, came }
}

struct Playing {
    /// The story's names for jobs, and their ids.
    names: BTreeMap<String, String>,
    screens: Screens,
}

impl Playing {
    async fn act(&mut self, act: &Act, came: &mut Act, face: &mut impl Face) -> Result<(), String> {
        if let Some(world) = &act.world {
            let act = self.with_ids(world)?.to_string();
            return face.world(&act).await.map_err(|notice| said(&notice));
        }
        let does = act.does.as_deref().ok_or("neither `do` nor `world`")?;
        let deed: Deed = serde_json::from_value(self.with_ids(does)?).map_err(|error| error.to_string())?;
        let (kind, begins) = (deed.gives(), beginning(&deed));
        let outcome = face.act(deed).await;
        match (outcome, &act.refuses) {
            (Ok(value), expected) => {
                let told = self.shown(kind, begins, &value, &act.gives, came);
                match expected {
                    Some(refusal) => Err(format!("expected the refusal {}, it went well", said(refusal))),
                    None => told.map_or(Ok(()), Err),
                }
            }
            (Err(notice), expected) => {
                let notice = self.notice_with_names(notice);
                came.gives = BTreeMap::new();
                came.refuses = Some(notice.clone());
                match expected {
                    Some(refusal) if *refusal == notice => Ok(()),
                    Some(refusal) => {
                        Err(format!("expected the refusal {}, came {}", said(refusal), said(&notice)))
                    }
                    None => Err(format!("refused: {}", said(&notice))),
                }
            }
        }
    }

    /// Holds a screen against what was there and what should have changed. Goes on from what came, so that one difference
    /// is told once.
    fn shown(
        &mut self,
        kind: &'static str,
        begins: Option<String>,
        value: &Value,
        gives: &BTreeMap<String, Value>,
        came: &mut Act,
    ) -> Option<String> {
        let screen = flatten(value);
        if let (Some(name), [(_, id)]) = (begins, jobs_in(&screen).as_slice()) {
            self.names.insert(name, id.clone());
        }
        let before = self.screens.unchanged(kind, &screen);
        let changes = difference(&before, &screen).into_iter();
        came.gives = changes.map(|(pointer, value)| (pointer, self.named(value))).collect();
        came.refuses = None;
        let gives = gives.iter().map(|(pointer, value)| (pointer.clone(), self.id(value.clone())));
        let expected = changed(before, gives.collect());
        self.screens.remember(kind, &screen);
        told(&expected, &screen)
    }

    /// An act's JSON with ids for names.
    fn with_ids(&self, json: &RawValue) -> Result<Value, String> {
        serde_json::from_str(json.get()).map(|value| self.id(value)).map_err(|error| error.to_string())
    }

    fn id(&self, value: Value) -> Value {
        mapped(value, &|text| self.names.get(text).cloned())
    }

    fn named(&self, value: Value) -> Value {
        mapped(value, &|text| self.name_of(text))
    }

    fn name_of(&self, id: &str) -> Option<String> {
        self.names.iter().find(|(_, known)| *known == id).map(|(name, _)| name.clone())
    }

    fn notice_with_names(&self, notice: Notice) -> Notice {
        let named = |id: String| self.name_of(&id).unwrap_or(id);
        let fields = notice.fields.into_iter().map(|(name, value)| (name, named(value)));
        Notice { code: notice.code, fields: fields.collect() }
    }
}

/// The story's name for the job that this begins.
fn beginning(deed: &Deed) -> Option<String> {
    match deed {
        Deed::Start { job, .. } => Some(job.clone()),
        _ => None,
    }
}

/// Every text in a value that has another.
fn mapped(value: Value, map: &impl Fn(&str) -> Option<String>) -> Value {
    match value {
        Value::String(text) => Value::String(map(&text).unwrap_or(text)),
        Value::Array(values) => values.into_iter().map(|value| mapped(value, map)).collect(),
        Value::Object(fields) => fields.into_iter().map(|(name, value)| (name, mapped(value, map))).collect(),
        other => other,
    }
}

fn said(notice: &Notice) -> String {
    format!("{} {:?}", notice.code, notice.fields)
}

/// How a screen differs from what it must be.
fn told(expected: &Flat, came: &Flat) -> Option<String> {
    let pointers = difference(expected, came);
    let mut told = String::new();
    for pointer in pointers.keys().take(TOLD) {
        let shown = |flat: &Flat| flat.get(pointer).map_or("nothing".to_owned(), ToString::to_string);
        // Writing into a String cannot fail.
        let _ = write!(told, "{pointer}: expected {}, came {}; ", shown(expected), shown(came));
    }
    let more = pointers.len().saturating_sub(TOLD);
    if more > 0 {
        let _ = write!(told, "and {more} more; ");
    }
    (!told.is_empty()).then(|| told.trim_end_matches("; ").to_owned())
}
