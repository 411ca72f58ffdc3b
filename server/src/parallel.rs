//! Work for the processor, spread over its cores: signatures of a batch.

use std::num::NonZero;
use std::thread;

/// Below this many items a thread costs more than it saves.
const WORTH_A_THREAD: usize = 8;

/// Maps every item, in order, on as many threads as there are cores.
pub(crate) fn map<T: Sync, U: Send>(items: &[T], work: impl Fn(&T) -> U + Sync) -> Vec<U> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let share = items.len().div_ceil(cores).max(WORTH_A_THREAD);
    if items.len() <= share {
        return items.iter().map(work).collect();
    }
    let work = &work;
    thread::scope(|scope| {
        let threads: Vec<_> = items
            .chunks(share)
            .map(|chunk| scope.spawn(move || chunk.iter().map(work).collect::<Vec<U>>()))
            .collect();
        threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn results_come_in_the_order_of_the_items() {
        for count in [0_usize, 1, 7, 8, 9, 250] {
            let items: Vec<usize> = (0..count).collect();
            assert_eq!(
                super::map(&items, |item| item * 2),
                items.iter().map(|item| item * 2).collect::<Vec<_>>()
            );
        }
    }
}
