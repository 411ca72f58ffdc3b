//! Where panics unwind, they are caught.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

/// Runs `decode`; `None` when it panics. Such a panic is not reported: it is an answer, not a fault of the program.
pub(crate) fn contained<T>(decode: impl FnOnce() -> T) -> Option<T> {
    install_quiet_hook();
    let before = QUIET.replace(true);
    let outcome = catch_unwind(AssertUnwindSafe(decode));
    QUIET.set(before);
    outcome.ok()
}

thread_local! {
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// Puts a hook before the present one, once: silent inside [`contained`], on this thread, and otherwise the same.
fn install_quiet_hook() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        let loud = take_hook();
        set_hook(Box::new(move |panic| {
            if !QUIET.get() {
                loud(panic);
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_of_a_decoder_is_an_answer() {
        assert_eq!(contained(|| 7), Some(7));
        assert_eq!(contained(|| -> u8 { panic!("the decoder's own words") }), None);
    }

    #[test]
    fn after_a_contained_panic_our_own_panics_are_loud_again() {
        contained(|| contained(|| panic!("inner")));
        assert!(!QUIET.get());
    }
}
