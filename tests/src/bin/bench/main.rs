//! `make bench`: the figures that Pinpoint promises, measured on this machine, as a table and as JSON.
//!
//! Each benchmark stands beside a yardstick of the same run where there is one, because disks and shared cores differ.

#![expect(clippy::disallowed_methods, reason = "a benchmark measures time")]

mod catalog;
mod cold_open;
mod drain;
mod figure;
mod fold;
mod label;
mod next;
mod photos;
mod prepared;
mod seal;
mod warm;

use pinpoint_tests::Outcome;

use figure::Figure;

#[tokio::main]
async fn main() -> Outcome {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        // Parts of a benchmark that want a process of their own.
        ["cold-open-once", data] => cold_open::once(data).await,
        ["serve", data] => prepared::serve(data).await,
        chosen => run(chosen).await,
    }
}

async fn run(chosen: &[&str]) -> Outcome {
    let wanted = |name: &str| chosen.is_empty() || chosen.contains(&name);
    let mut figures: Vec<Figure> = Vec::new();
    if wanted("label") {
        figures.extend(label::measure()?);
    }
    if wanted("fold") {
        figures.extend(fold::measure().await?);
    }
    if wanted("catalog") {
        figures.extend(catalog::measure()?);
    }
    if wanted("cold-open") {
        figures.extend(cold_open::measure().await?);
    }
    if wanted("seal") {
        figures.extend(seal::measure().await?);
    }
    if wanted("warm") {
        figures.extend(warm::measure().await?);
    }
    if wanted("drain") {
        figures.extend(drain::measure().await?);
    }
    if wanted("cuts") {
        figures.extend(photos::measure_cuts().await?);
    }
    if wanted("queue") {
        figures.extend(photos::measure_queue().await?);
    }
    if figures.is_empty() {
        return Err(format!(
            "no benchmark among {chosen:?}: there are label, fold, catalog, cold-open, seal, warm, drain, cuts and queue"
        )
        .into());
    }
    figure::print(&figures)
}
