//! What must be on the screens: what was there, and what an act changed.

use std::collections::BTreeMap;

use serde_json::Value;

use super::flat::Flat;

/// The last expected snapshot of each kind, and of each job.
#[derive(Debug, Default)]
pub(super) struct Screens {
    /// What a job looks like that nobody has seen before.
    fresh_job: Flat,
    jobs: BTreeMap<String, Flat>,
    kinds: BTreeMap<&'static str, Flat>,
}

impl Screens {
    pub(super) fn new(fresh_job: Flat) -> Self {
        Self { fresh_job, ..Self::default() }
    }

    /// What would be on the screen if nothing had changed. Wherever a job stands in what came, it is the last of that job.
    pub(super) fn unchanged(&self, kind: &'static str, came: &Flat) -> Flat {
        let jobs = jobs_in(came);
        let mut screen = self.kinds.get(kind).cloned().unwrap_or_default();
        screen.retain(|pointer, _| !jobs.iter().any(|(place, _)| is_below(place, pointer)));
        for (place, id) in jobs {
            let job = self.jobs.get(&id).unwrap_or(&self.fresh_job);
            screen.extend(job.iter().map(|(pointer, value)| (format!("{place}{pointer}"), value.clone())));
        }
        screen
    }

    /// This is on the screen now.
    pub(super) fn remember(&mut self, kind: &'static str, screen: &Flat) {
        let jobs = jobs_in(screen);
        let mut rest = screen.clone();
        rest.retain(|pointer, _| !jobs.iter().any(|(place, _)| is_below(place, pointer)));
        self.kinds.insert(kind, rest);
        for (place, id) in jobs {
            let below = screen.iter().filter(|(pointer, _)| is_below(&place, pointer));
            let job = below.map(|(pointer, value)| (pointer.replacen(&place, "", 1), value.clone()));
            self.jobs.insert(id, job.collect());
        }
    }
}

/// Where jobs stand in a snapshot, and which: whatever has steps is one.
pub(super) fn jobs_in(flat: &Flat) -> Vec<(String, String)> {
    let places = flat.keys().filter_map(|pointer| pointer.strip_suffix("/steps/0/id"));
    let named = places.filter_map(|place| {
        let id = flat.get(&format!("{place}/id"))?.as_str()?;
        Some((place.to_owned(), id.to_owned()))
    });
    named.collect()
}

fn is_below(place: &str, pointer: &str) -> bool {
    pointer.strip_prefix(place).is_some_and(|rest| rest.starts_with('/'))
}

/// Applies what an act changed.
pub(super) fn changed(mut screen: Flat, gives: BTreeMap<String, Value>) -> Flat {
    for (pointer, value) in gives {
        if value.is_null() {
            screen.remove(&pointer);
        } else {
            screen.insert(pointer, value);
        }
    }
    screen
}

/// What an act changed.
pub(super) fn difference(before: &Flat, after: &Flat) -> BTreeMap<String, Value> {
    let gone = before.keys().filter(|pointer| !after.contains_key(*pointer));
    let gone = gone.map(|pointer| (pointer.clone(), Value::Null));
    let new = after.iter().filter(|(pointer, value)| before.get(*pointer) != Some(value));
    gone.chain(new.map(|(pointer, value)| (pointer.clone(), value.clone()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::story::flatten;
    use serde_json::json;

    #[test]
    fn of_two_jobs_each_is_held_against_its_own_last_screen() {
        let job = |id: &str, done| json!({ "id": id, "done": done, "steps": [{ "id": "photo-before" }] });
        let mut screens = Screens::new(flatten(&job("fresh", 0)));
        let came = flatten(&job("a", 0));
        let gives = difference(&screens.unchanged("job", &came), &came);
        assert_eq!(gives, BTreeMap::from([("/id".to_owned(), json!("a"))]));
        screens.remember("job", &came);
        screens.remember("job", &flatten(&job("b", 5)));

        let sealed = flatten(&json!({ "job": job("a", 1), "digest": "sha256:1" }));
        let gives = difference(&screens.unchanged("sealed", &sealed), &sealed);
        assert_eq!(
            gives,
            [("/digest", json!("sha256:1")), ("/job/done", json!(1))].map(|(p, v)| (p.to_owned(), v)).into()
        );
        assert_eq!(changed(screens.unchanged("sealed", &sealed), gives), sealed);
    }
}
