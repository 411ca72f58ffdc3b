//! How long the text of a label's QR code takes to be understood.

use std::hint::black_box;
use std::time::Instant;

use pinpoint_domain::demo;
use pinpoint_domain::label::{LabelForm, interpret};
use pinpoint_tests::Outcome;

use crate::figure::{Figure, percentile};

const LINKS: [&str; 2] = [
    "https://o.chargepoint.com/i/0024B10000029F81/hT7kPq2x",
    "https://demo.pinpoint.example/l/0024B10000029F81#hT7kPq2x",
];
const RUNS: usize = 300;
/// A clock is too coarse for one label.
const AT_ONCE: u32 = 1_000;

/// The slower one of two forms of label.
pub(crate) fn measure() -> Outcome<Vec<Figure>> {
    let forms = demo::profile()?.label_forms;
    let [path, fragment] = LINKS.map(|link| micros(link, &forms));
    let (path, fragment) = (path?, fragment?);
    let note =
        format!("median of {RUNS} times {AT_ONCE}; in the path {path:.2} us, after # {fragment:.2} us");
    Ok(vec![Figure::at_most("parse a label", path.max(fragment), "us", 2.0, note)])
}

fn micros(link: &str, forms: &[LabelForm]) -> Outcome<f64> {
    let mut runs = Vec::with_capacity(RUNS);
    for _ in 0..RUNS {
        let begun = Instant::now();
        for _ in 0..AT_ONCE {
            black_box(interpret(black_box(link), forms)?);
        }
        runs.push(begun.elapsed().as_secs_f64() * 1e6 / f64::from(AT_ONCE));
    }
    Ok(percentile(&mut runs, 0.5))
}
