//! Files and store on a disk; the same checks run on the origin private file system in the browsers' tests.

use pinpoint_engine::testing::conformance;
use pinpoint_tests::Outcome;

#[tokio::test]
async fn files_and_store_keep_their_word_on_a_disk() -> Outcome {
    let folder = tempfile::tempdir()?;
    let checked = conformance(folder.path().join("fresh")).await;
    assert!(checked.len() >= 9);
    let problems: Vec<_> = checked.into_iter().filter(|checked| checked.problem.is_some()).collect();
    assert_eq!(problems, []);
    Ok(())
}
