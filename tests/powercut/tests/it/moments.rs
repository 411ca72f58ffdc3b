//! Every moment at which the power could go, and every disk that it could leave.

use std::collections::HashSet;
use std::path::PathBuf;

use futures_util::TryStreamExt as _;
use futures_util::stream::FuturesUnordered;
use pinpoint_powercut::{Cut, Disk, Entry, Image};
use pinpoint_tests::Outcome;
use tempfile::TempDir;

use crate::rows::{self, Rows, Shelf};

/// Disks that are looked at side by side: much of a law is waiting.
const AT_ONCE: usize = 4;

/// One machine's part of a day.
pub(crate) struct Story<'a> {
    /// What its disk held before.
    pub(crate) begins: Image,
    pub(crate) entries: Vec<&'a Entry>,
    /// What it keeps.
    pub(crate) shelves: &'static [Shelf],
    /// Where its database lies on a disk, once it is there.
    pub(crate) database: fn(&Image) -> Option<String>,
}

/// A promise, and what stood in the database when it was made.
pub(crate) struct Promise<'a> {
    pub(crate) said: &'a str,
    pub(crate) rows: Rows,
}

/// A disk that a cut left.
pub(crate) struct Left<'a> {
    /// After how many entries.
    pub(crate) index: usize,
    /// How many disks were looked at before.
    pub(crate) number: usize,
    pub(crate) cut: Cut,
    pub(crate) folder: TempDir,
    /// What was promised so far.
    pub(crate) promises: &'a [Promise<'a>],
    before: &'a Rows,
    after: &'a Rows,
}

impl Left<'_> {
    /// Whether this was promised.
    pub(crate) fn promised(&self, said: &str) -> bool {
        self.promises.iter().any(|promise| promise.said == said)
    }

    /// Whether a row of this table was promised.
    pub(crate) fn holds(&self, table: &str) -> bool {
        self.before.keys().any(|(shelf, _)| *shelf == table)
    }

    /// What was promised is there, and nothing half.
    pub(crate) fn kept(&self, found: &Rows) -> Outcome {
        rows::kept(self.before, self.after, found)
    }
}

/// How closely a story is looked at.
#[derive(Clone, Copy)]
struct Pace {
    /// Of the moments that are not beside a sync, every so manieth.
    others: usize,
    /// How often losses are drawn at a moment.
    draws: u64,
    seed: u64,
}

impl Pace {
    fn asked_for() -> Outcome<Self> {
        let seed = std::env::var("PINPOINT_SEED").map_or(Ok(7), |seed| seed.parse())?;
        Ok(match std::env::var("PINPOINT_CUTS").as_deref() {
            Ok("all") => Self { others: 1, draws: 4, seed },
            _ => Self { others: 11, draws: 1, seed },
        })
    }

    fn cuts(self, index: usize) -> Outcome<Vec<Cut>> {
        let first =
            self.seed.wrapping_mul(1_000_003).wrapping_add(u64::try_from(index)?.wrapping_mul(self.draws));
        let drawn = (first..first.wrapping_add(self.draws))
            .flat_map(|seed| [Cut::Subset { seed }, Cut::Torn { seed }]);
        Ok([Cut::Drop, Cut::Keep].into_iter().chain(drawn).collect())
    }
}

/// The entries that concern one folder; promises concern all.
pub(crate) fn below<'a>(entries: &'a [Entry], folder: &str) -> Vec<&'a Entry> {
    let inside =
        |path: &str| path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let mut open = HashSet::new();
    let concerns = |entry: &&Entry| match entry {
        Entry::Open { file, path, .. } => {
            // The folder around it, too: that is where the name of this one is made durable.
            let ours = inside(path) || path.is_empty();
            if ours {
                open.insert(*file);
            }
            ours
        }
        Entry::Write { file, .. } | Entry::Length { file, .. } | Entry::Sync { file } => open.contains(file),
        Entry::Rename { to: path, .. }
        | Entry::Link { to: path, .. }
        | Entry::Unlink { path }
        | Entry::MakeFolder { path }
        | Entry::RemoveFolder { path } => inside(path),
        Entry::Said(_) => true,
    };
    entries.iter().filter(concerns).collect()
}

impl Story<'_> {
    /// Cuts the power everywhere and lets `law` look at what is left; how many disks there were. Disks that are the same are
    /// looked at once.
    pub(crate) async fn cut_everywhere(
        &self,
        name: &str,
        law: impl AsyncFn(&Left<'_>) -> Outcome,
    ) -> Outcome<usize> {
        let pace = Pace::asked_for()?;
        let promises = self.promises()?;
        let at_first = self.rows_on(&self.begins)?;
        let mut disk = Disk::with(&self.begins);
        let (mut seen, mut moments, mut said) = (HashSet::new(), 0, 0);
        let mut looking = FuturesUnordered::new();
        for (index, entry) in self.entries.iter().enumerate() {
            disk.follow(entry);
            said += usize::from(matches!(entry, Entry::Said(_)));
            let is_sync = |entry: Option<&&Entry>| matches!(entry, Some(Entry::Sync { .. }));
            let beside_a_sync = is_sync(Some(entry)) || is_sync(self.entries.get(index + 1));
            if !beside_a_sync && index % pace.others != 0 {
                continue;
            }
            moments += 1;
            let (so_far, to_come) = promises.split_at(said);
            let before = so_far.last().map_or(&at_first, |promise| &promise.rows);
            let after = to_come.first().map_or(before, |promise| &promise.rows);
            for cut in pace.cuts(index)? {
                let image = disk.after(cut);
                if !seen.insert((said, image.fingerprint())) {
                    continue;
                }
                let folder = scratch()?;
                image.lay(folder.path())?;
                let left = Left { index, number: seen.len(), cut, folder, promises: so_far, before, after };
                looking.push(async {
                    let (left, image) = (left, image);
                    law(&left).await.map_err(|broken| self.broken(name, pace, &left, &image, &*broken))
                });
                if looking.len() == AT_ONCE {
                    looking.try_next().await?;
                }
            }
        }
        while looking.try_next().await?.is_some() {}
        println!(
            "power cut: {name}: {} operations, {moments} moments, {} disks looked at, 0 violations (seed {})",
            self.entries.len(),
            seen.len(),
            pace.seed
        );
        Ok(seen.len())
    }

    /// What stood in the database at each promise: on a disk that lost nothing.
    fn promises(&self) -> Outcome<Vec<Promise<'_>>> {
        let mut disk = Disk::with(&self.begins);
        let mut promises = Vec::new();
        for entry in &self.entries {
            disk.follow(entry);
            if let Entry::Said(said) = entry {
                promises.push(Promise { said, rows: self.rows_on(&disk.after(Cut::Keep))? });
            }
        }
        Ok(promises)
    }

    fn rows_on(&self, image: &Image) -> Outcome<Rows> {
        let Some(path) = (self.database)(image) else { return Ok(Rows::new()) };
        let folder = scratch()?;
        image.lay(folder.path())?;
        rows::read(&folder.path().join(path), self.shelves)
    }

    /// A day is never the same twice, so the disk itself is kept for whoever looks into it.
    fn broken(
        &self,
        name: &str,
        pace: Pace,
        left: &Left<'_>,
        image: &Image,
        broken: &dyn std::error::Error,
    ) -> Box<dyn std::error::Error + Send + Sync> {
        let from = left.index.saturating_sub(9);
        let last: Vec<String> =
            self.entries.iter().enumerate().skip(from).take(left.index + 1 - from).map(brief).collect();
        let paths: Vec<String> = image.paths().map(|(path, size)| format!("{path} {size:?}")).collect();
        let told = format!(
            "{name}, seed {}, after operation {} ({:?}), promised last: {:?}\n{broken}\n{}\non the disk:\n{}",
            pace.seed,
            left.index,
            left.cut,
            left.promises.last().map(|promise| promise.said),
            last.join("\n"),
            paths.join("\n")
        );
        match tempfile::tempdir().map(TempDir::keep).and_then(|kept| image.lay(&kept).map(|()| kept)) {
            Ok(kept) => format!("{told}\nkept in {}", kept.display()).into(),
            Err(error) => format!("{told}\nnot kept: {error}").into(),
        }
    }
}

fn brief((index, entry): (usize, &&Entry)) -> String {
    match entry {
        Entry::Write { file, at, bytes } => {
            format!("{index} Write {{ {file:?}, at {at}, {} bytes }}", bytes.len())
        }
        entry => format!("{index} {entry:?}"),
    }
}

/// A folder in memory where there is one: what the judged program writes need not wait for a disk.
pub(crate) fn scratch() -> Outcome<TempDir> {
    let memory = PathBuf::from("/dev/shm");
    Ok(if memory.is_dir() { tempfile::tempdir_in(memory)? } else { tempfile::tempdir()? })
}
