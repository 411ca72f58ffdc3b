//! Every endpoint that a phone calls, under every fault, with the real phone and the real server: what becomes of what was
//! on its way, and that all is delivered afterwards. `PINPOINT_RECORD_FAULTS=1` writes down docs/fault-matrix.md, to be
//! reviewed like code.

mod bench;
mod designed;
mod endpoints;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use futures_util::future::try_join_all;
use pinpoint_tests::proxy::{Certificates, Endpoint, Fault};
use pinpoint_tests::{Outcome, World};

use bench::Bench;

type Matrix = BTreeMap<(usize, usize), String>;

const PREFACE: &str = "# What comes of each fault at each endpoint

Written by a test (`PINPOINT_RECORD_FAULTS=1 make test ARGS=\"-p pinpoint-tests fault_matrix\"`): the real phone against the
real server, with a proxy between them that plays one fault at one endpoint. After each, the fault ends, and what was
on its way is delivered, once; only what the server itself refused (`needs-you`) waits for a person, with its bytes
kept.
";

fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

async fn column(
    world: &World,
    number: usize,
    endpoint: Endpoint,
    certificates: Certificates,
) -> Outcome<Matrix> {
    let mut bench = Bench::new(world, number, endpoint, certificates).await?;
    let mut met = Matrix::new();
    for (row, fault) in Fault::ALL.into_iter().enumerate() {
        let cell = bench.meet(fault).await.unwrap_or_else(|error| format!("not as it should: {error}"));
        met.insert((row, number), cell);
    }
    Ok(met)
}

fn table(matrix: &Matrix) -> Outcome<String> {
    let mut text = PREFACE.to_owned();
    for (row, fault) in Fault::ALL.into_iter().enumerate() {
        let mut by_outcome: Vec<(String, Vec<String>)> = Vec::new();
        for (number, Endpoint { method, path }) in endpoints::ALL.into_iter().enumerate() {
            let outcome = matrix.get(&(row, number)).cloned().unwrap_or_default();
            let name = format!("`{method} {path}`");
            match by_outcome.iter_mut().find(|(known, _)| *known == outcome) {
                Some((_, names)) => names.push(name),
                None => by_outcome.push((outcome, vec![name])),
            }
        }
        write!(text, "\n## {fault}\n\n| outcome | at |\n|---|---|\n")?;
        for (outcome, names) in by_outcome {
            writeln!(text, "| {outcome} | {} |", names.join(", "))?;
        }
    }
    Ok(text)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_endpoint_under_every_fault_does_as_it_was_designed_and_delivers_afterwards() -> Outcome {
    let world = World::begin().await?;
    let certificates = Certificates::new()?;
    let columns = endpoints::ALL.into_iter().enumerate();
    let columns = columns.map(|(number, endpoint)| column(&world, number, endpoint, certificates.clone()));
    let matrix: Matrix = try_join_all(columns).await?.into_iter().flatten().collect();

    let mut wrong = Vec::new();
    for ((row, number), met) in &matrix {
        let (fault, endpoint) = (Fault::ALL[*row], endpoints::ALL[*number]);
        let designed = designed::outcome(endpoint, fault);
        if *met != designed {
            wrong.push(format!("{} {}, {fault}: {met}, not {designed}", endpoint.method, endpoint.path));
        }
    }
    assert!(wrong.is_empty(), "{} cells:\n{}", wrong.len(), wrong.join("\n"));

    let (path, table) = (repository("docs/fault-matrix.md"), table(&matrix)?);
    if std::env::var_os("PINPOINT_RECORD_FAULTS").is_some() {
        std::fs::write(&path, &table)?;
    }
    assert_eq!(std::fs::read_to_string(path)?, table, "PINPOINT_RECORD_FAULTS=1 writes it down");
    Ok(())
}

/// The engine names each call in its documentation; one that is new has no row here, and this fails.
#[test]
fn the_matrix_has_every_call_that_the_engine_makes() -> Outcome {
    let (mut named, mut calls) = (BTreeSet::new(), 0);
    for file in std::fs::read_dir(repository("core/engine/src/remote"))? {
        let source = std::fs::read_to_string(file?.path())?;
        calls += source.matches("Call::new(").count() + source.matches("self.published(").count();
        for line in source.lines().filter_map(|line| line.trim().strip_prefix("/// `")) {
            let Some((call, _)) = line.split_once('`') else { continue };
            if let Some((method, path)) = call.split_once(" /v1/") {
                let path = path.split('?').next().unwrap_or_default();
                let parts = path.split('/').map(|part| if part.starts_with('{') { "{}" } else { part });
                named.insert(format!("{method} /v1/{}", parts.collect::<Vec<_>>().join("/")));
            }
        }
    }
    let ours: BTreeSet<_> =
        endpoints::ALL.iter().map(|endpoint| format!("{} {}", endpoint.method, endpoint.path)).collect();
    assert_eq!(named, ours);
    // What is published is asked for by one call for all.
    assert_eq!(calls - 1, ours.len(), "a call without its name in its documentation");
    Ok(())
}
