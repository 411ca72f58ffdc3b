//! The stories of `fixtures/stories`, each act one run of the real program. The program lives in the story's world, which a file
//! holds; only a program built with the feature `testing` knows how.

mod face;
mod words;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use pinpoint_engine::testing::story::{Flat, Played, Story, play};

use face::Program;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/stories")
}

/// Each story with the name of its file, in order.
fn stories() -> BTreeMap<String, Story> {
    let mut stories = BTreeMap::new();
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if name.starts_with(|first: char| first.is_ascii_digit()) {
            stories.insert(name, Story::read(&fs::read_to_string(&path).unwrap()).unwrap());
        }
    }
    stories
}

async fn played(story: &Story) -> Played {
    let fresh_job: Flat =
        serde_json::from_str(&fs::read_to_string(folder().join("fresh-job.json")).unwrap()).unwrap();
    play(story, &fresh_job, &mut Program::new(story.begins, folder().join("photos"))).await
}

#[tokio::test]
async fn each_story_shows_what_it_must() {
    let mut ends = BTreeMap::new();
    for (name, story) in stories() {
        let end = played(&story).await.difference.unwrap_or_else(|| "ok".to_owned());
        println!("{name}: {end}");
        ends.insert(name, end);
    }
    let told = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/stories");
    fs::create_dir_all(&told).unwrap();
    fs::write(told.join("cli.json"), serde_json::to_vec_pretty(&ends).unwrap()).unwrap();
    assert!(ends.len() >= 12, "a story is missing: {:?}", ends.keys());
    let different: Vec<_> = ends.iter().filter(|(_, end)| *end != "ok").collect();
    assert!(different.is_empty(), "{different:#?}");
}

#[tokio::test]
async fn a_changed_expectation_is_found_and_named() {
    let (_, mut story) = stories().pop_first().unwrap();
    story.acts.truncate(2);
    let pointer = story.acts[0].gives.keys().next().unwrap().clone();
    story.acts[0].gives.insert(pointer.clone(), "something else".into());
    let difference = played(&story).await.difference.unwrap();
    assert!(difference.starts_with("act 1: ") && difference.contains(&pointer), "{difference}");
}
