//! The stories of `fixtures/stories`, played through the Rust surface. `PINPOINT_RECORD_STORIES=1` writes down what came, to be
//! reviewed like code.

mod face;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use pinpoint_engine::testing::story::{Act, Flat, Played, Story, flatten, play};
use pinpoint_tests::Outcome;
use serde_json::{Value, json};

use face::Rust;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/stories")
}

/// Each story with its file, in order.
fn stories() -> Outcome<Vec<(PathBuf, Story)>> {
    let mut stories = Vec::new();
    for entry in std::fs::read_dir(folder())? {
        let path = entry?.path();
        if name_of(&path).starts_with(|first: char| first.is_ascii_digit()) {
            let story = Story::read(&std::fs::read_to_string(&path)?);
            let story = story.map_err(|error| format!("{}: {error}", path.display()))?;
            stories.push((path, story));
        }
    }
    stories.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(stories)
}

/// `01-the-plain-day`.
fn name_of(path: &Path) -> &str {
    path.file_stem().and_then(|name| name.to_str()).unwrap_or_default()
}

/// It is flat already.
fn fresh_job() -> Outcome<Flat> {
    Ok(serde_json::from_str(&std::fs::read_to_string(folder().join("fresh-job.json"))?)?)
}

async fn played(story: &Story) -> Outcome<Played> {
    let mut face = Rust::open(story.begins, folder().join("photos")).await?;
    Ok(play(story, &fresh_job()?, &mut face).await)
}

#[tokio::test]
async fn each_story_shows_what_it_must() -> Outcome {
    let recording = std::env::var_os("PINPOINT_RECORD_STORIES").is_some();
    let mut ends = BTreeMap::new();
    for (path, story) in stories()? {
        let Played { difference, came } = played(&story).await?;
        if recording {
            std::fs::write(&path, came.to_string())?;
        }
        let end = difference.unwrap_or_else(|| "ok".to_owned());
        println!("{}: {end}", name_of(&path));
        ends.insert(name_of(&path).to_owned(), end);
    }
    let told = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/stories");
    std::fs::create_dir_all(&told)?;
    std::fs::write(told.join("rust.json"), serde_json::to_vec_pretty(&ends)?)?;
    assert!(recording || ends.len() >= 12, "a story is missing: {:?}", ends.keys());
    let different: Vec<_> = ends.iter().filter(|(_, end)| *end != "ok").collect();
    assert!(recording || different.is_empty(), "{different:#?}");
    Ok(())
}

#[tokio::test]
async fn a_changed_expectation_is_found_and_named() -> Outcome {
    let (_, story) = stories()?.into_iter().next().ok_or("there are stories")?;
    // Each expectation in turn: a value that is another, one that is gone, and a refusal that does not come.
    let begins = story.acts.iter().position(|act| !act.gives.is_empty()).ok_or("it shows something")?;
    let changed = |change: &dyn Fn(&mut Act)| {
        let mut story = story.clone();
        change(&mut story.acts[begins]);
        story
    };
    let pointer = story.acts[begins].gives.keys().next().ok_or("it shows something")?.clone();
    let other = changed(&|act| drop(act.gives.insert(pointer.clone(), json!("something else"))));
    let more = changed(&|act| drop(act.gives.insert("/never/there".to_owned(), json!(1))));
    let less = changed(&|act| drop(act.gives.remove(&pointer)));
    let refused = changed(&|act| act.refuses = serde_json::from_value(json!({ "code": "stop" })).ok());
    for (story, named) in [(other, &*pointer), (more, "/never/there"), (less, &*pointer), (refused, "stop")] {
        let difference = played(&story).await?.difference.ok_or("it was not found")?;
        assert!(
            difference.starts_with(&format!("act {}: ", begins + 1)) && difference.contains(named),
            "{difference}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn a_recorded_story_reads_back_as_itself() -> Outcome {
    for (path, story) in stories()? {
        let written: Value = serde_json::from_str(&story.to_string())?;
        let file: Value = serde_json::from_str(&std::fs::read_to_string(&path)?)?;
        assert_eq!(flatten(&written), flatten(&file), "{}", path.display());
    }
    Ok(())
}
