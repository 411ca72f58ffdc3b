//! libFuzzer's program: hands its inputs to the one target that `FUZZ_TARGET` names. `tools/fuzz` builds and starts it.

#![no_main]

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use pinpoint_fuzz::Target;

static TARGET: OnceLock<Option<&Target>> = OnceLock::new();

fn chosen() -> Option<&'static Target> {
    Target::named(&std::env::var("FUZZ_TARGET").unwrap_or_default())
}

fuzz_target!(|input: &[u8]| {
    let target = TARGET.get_or_init(chosen);
    assert!(target.is_some(), "FUZZ_TARGET names no target");
    if let Some(target) = target {
        target.hold(input);
    }
});
