//! The C library's calls, defined once more. Each hands on what it was given, and notes what became of it.
//!
//! These are the calls that Rust's standard library and SQLite make. While a call below the recorded folder is made, the
//! notes are locked: so they are in the order in which the disk was asked.

use std::ffi::{CStr, OsStr, c_char, c_int, c_void};
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;
use std::slice;

use libc::{iovec, mode_t, off_t, size_t, ssize_t};

use crate::Entry;
use crate::recording::{Pen, closing, ours};

/// Calls the function of this name that the program would have called without us.
macro_rules! behind {
    ($name:ident($($argument:ident: $type:ty),*) -> $answer:ty) => {{
        use std::sync::atomic::{AtomicPtr, Ordering};
        static FOUND: AtomicPtr<c_void> = AtomicPtr::new(std::ptr::null_mut());
        let mut found = FOUND.load(Ordering::Relaxed);
        if found.is_null() {
            // SAFETY: the name ends with a zero.
            found = unsafe { libc::dlsym(libc::RTLD_NEXT, concat!(stringify!($name), "\0").as_ptr().cast()) };
            FOUND.store(found, Ordering::Relaxed);
        }
        // SAFETY: the C library's function of this name has this signature, and gets what our caller gave.
        unsafe {
            std::mem::transmute::<*mut c_void, unsafe extern "C" fn($($type),*) -> $answer>(found)($($argument),*)
        }
    }};
}

/// The path that a caller gave.
///
/// # Safety
/// It ends with a zero.
unsafe fn path_of<'a>(path: *const c_char) -> &'a Path {
    // SAFETY: as promised.
    Path::new(OsStr::from_bytes(unsafe { CStr::from_ptr(path) }.to_bytes()))
}

/// Opens by `open`, and notes it when the path is below the recorded folder.
///
/// # Safety
/// The path ends with a zero.
unsafe fn opening(path: *const c_char, flags: c_int, open: impl FnOnce() -> c_int) -> c_int {
    let Some(mut pen) = Pen::take() else { return open() };
    // SAFETY: as promised.
    let named = unsafe { path_of(path) };
    let Some(below) = pen.below(named) else {
        drop(pen);
        return open();
    };
    let there = named.symlink_metadata().is_ok();
    let descriptor = open();
    if descriptor >= 0 {
        pen.opened(descriptor, below, !there, there && flags & libc::O_TRUNC != 0);
    }
    descriptor
}

/// Defines calls that open: Rust's library and SQLite know them by different names. The C library takes `mode` as one of
/// variable arguments, which Linux passes where the third of any function goes.
macro_rules! opens {
    ($($name:ident),*) => { $(
        /// # Safety
        /// As the C library says. Where no file is made, `mode` is read and not used.
        #[unsafe(no_mangle)]
        unsafe extern "C" fn $name(path: *const c_char, flags: c_int, mode: mode_t) -> c_int {
            let open = || behind!($name(path: *const c_char, flags: c_int, mode: mode_t) -> c_int);
            // SAFETY: as our caller promises.
            unsafe { opening(path, flags, open) }
        }
    )* };
}
opens!(open, open64);

/// Writes by `write` from the byte that `at` tells, and notes as many of the bytes as were written.
fn writing(
    descriptor: c_int,
    at: impl FnOnce() -> u64,
    bytes: impl FnOnce() -> Vec<u8>,
    write: impl FnOnce() -> ssize_t,
) -> ssize_t {
    let Some(file) = ours(descriptor) else { return write() };
    let Some(mut pen) = Pen::take() else { return write() };
    let at = at();
    let written = write();
    if let Ok(count) = usize::try_from(written) {
        let mut bytes = bytes();
        bytes.truncate(count);
        pen.note(Entry::Write { file, at, bytes });
    }
    written
}

/// Where the next write goes that does not say where.
fn position(descriptor: c_int) -> u64 {
    // SAFETY: a descriptor and numbers; no memory is shared.
    let appends = unsafe { libc::fcntl(descriptor, libc::F_GETFL) } & libc::O_APPEND != 0;
    let (offset, from) = if appends { (0, libc::SEEK_END) } else { (0, libc::SEEK_CUR) };
    // SAFETY: likewise. Whoever appends does not go by the position that this changes.
    let at = unsafe { libc::lseek(descriptor, offset, from) };
    u64::try_from(at).unwrap_or_default()
}

/// # Safety
/// So many bytes can be read there.
unsafe fn copied(bytes: *const c_void, count: size_t) -> Vec<u8> {
    // SAFETY: as promised.
    unsafe { slice::from_raw_parts(bytes.cast::<u8>(), count) }.to_vec()
}

/// # Safety
/// As the C library says.
#[unsafe(no_mangle)]
unsafe extern "C" fn write(descriptor: c_int, bytes: *const c_void, count: size_t) -> ssize_t {
    // SAFETY: as our caller promises.
    writing(
        descriptor,
        || position(descriptor),
        || unsafe { copied(bytes, count) },
        || behind!(write(descriptor: c_int, bytes: *const c_void, count: size_t) -> ssize_t),
    )
}

/// # Safety
/// As the C library says.
#[unsafe(no_mangle)]
unsafe extern "C" fn writev(descriptor: c_int, parts: *const iovec, count: c_int) -> ssize_t {
    let bytes = || {
        // SAFETY: as our caller promises.
        let parts = unsafe { slice::from_raw_parts(parts, usize::try_from(count).unwrap_or_default()) };
        // SAFETY: likewise.
        parts.iter().flat_map(|part| unsafe { copied(part.iov_base, part.iov_len) }).collect()
    };
    writing(
        descriptor,
        || position(descriptor),
        bytes,
        || behind!(writev(descriptor: c_int, parts: *const iovec, count: c_int) -> ssize_t),
    )
}

/// Defines calls that write where they are told to.
macro_rules! writes_at {
    ($($name:ident),*) => { $(
        /// # Safety
        /// As the C library says.
        #[unsafe(no_mangle)]
        unsafe extern "C" fn $name(
            descriptor: c_int,
            bytes: *const c_void,
            count: size_t,
            at: off_t,
        ) -> ssize_t {
            let from = || u64::try_from(at).unwrap_or_default();
            // SAFETY: as our caller promises.
            writing(descriptor, from, || unsafe { copied(bytes, count) }, || {
                behind!($name(descriptor: c_int, bytes: *const c_void, count: size_t, at: off_t) -> ssize_t)
            })
        }
    )* };
}
writes_at!(pwrite, pwrite64);

/// Does something to an open file, and notes it when it went well.
fn doing(
    descriptor: c_int,
    entry: impl FnOnce(crate::FileId) -> Entry,
    act: impl FnOnce() -> c_int,
) -> c_int {
    let Some(file) = ours(descriptor) else { return act() };
    let Some(mut pen) = Pen::take() else { return act() };
    let done = act();
    if done == 0 {
        pen.note(entry(file));
    }
    done
}

/// Defines calls that wait for the disk.
macro_rules! syncs {
    ($($name:ident),*) => { $(
        /// # Safety
        /// As the C library says.
        #[unsafe(no_mangle)]
        unsafe extern "C" fn $name(descriptor: c_int) -> c_int {
            doing(descriptor, |file| Entry::Sync { file }, || behind!($name(descriptor: c_int) -> c_int))
        }
    )* };
}
syncs!(fsync, fdatasync);

/// Defines calls that set a file's length.
macro_rules! sets_length {
    ($($name:ident),*) => { $(
        /// # Safety
        /// As the C library says.
        #[unsafe(no_mangle)]
        unsafe extern "C" fn $name(descriptor: c_int, length: off_t) -> c_int {
            let entry = |file| Entry::Length { file, length: u64::try_from(length).unwrap_or_default() };
            doing(descriptor, entry, || behind!($name(descriptor: c_int, length: off_t) -> c_int))
        }
    )* };
}
sets_length!(ftruncate, ftruncate64);

/// # Safety
/// As the C library says.
#[unsafe(no_mangle)]
unsafe extern "C" fn close(descriptor: c_int) -> c_int {
    closing(descriptor);
    behind!(close(descriptor: c_int) -> c_int)
}

/// # Safety
/// As the C library says.
#[unsafe(no_mangle)]
unsafe extern "C" fn fdopendir(descriptor: c_int) -> *mut libc::DIR {
    closing(descriptor);
    behind!(fdopendir(descriptor: c_int) -> *mut libc::DIR)
}

/// Does something to names, and notes it when it went well and concerns the recorded folder.
fn naming<const N: usize>(
    paths: [&Path; N],
    entry: impl FnOnce([String; N]) -> Entry,
    act: impl FnOnce() -> c_int,
) -> c_int {
    let Some(mut pen) = Pen::take() else { return act() };
    let below = paths.map(|path| pen.below(path));
    if below.iter().any(Option::is_none) {
        drop(pen);
        return act();
    }
    let done = act();
    if done == 0 {
        pen.note(entry(below.map(Option::unwrap_or_default)));
    }
    done
}

/// Defines calls that take one path and nothing that is noted beside it.
macro_rules! names {
    ($($name:ident($path:ident $(, $more:ident: $type:ty)*) notes $entry:ident;)*) => { $(
        /// # Safety
        /// As the C library says.
        #[unsafe(no_mangle)]
        unsafe extern "C" fn $name($path: *const c_char $(, $more: $type)*) -> c_int {
            // SAFETY: as our caller promises.
            let named = unsafe { path_of($path) };
            naming([named], |[path]| Entry::$entry { path }, || {
                behind!($name($path: *const c_char $(, $more: $type)*) -> c_int)
            })
        }
    )* };
}
names! {
    unlink(path) notes Unlink;
    mkdir(path, mode: mode_t) notes MakeFolder;
    rmdir(path) notes RemoveFolder;
}

/// # Safety
/// As the C library says.
#[unsafe(no_mangle)]
unsafe extern "C" fn rename(from: *const c_char, to: *const c_char) -> c_int {
    // SAFETY: as our caller promises.
    let paths = unsafe { [path_of(from), path_of(to)] };
    naming(
        paths,
        |[from, to]| Entry::Rename { from, to },
        || behind!(rename(from: *const c_char, to: *const c_char) -> c_int),
    )
}

/// Rust's library makes a second name by this, with paths that are whole.
///
/// # Safety
/// As the C library says.
#[unsafe(no_mangle)]
unsafe extern "C" fn linkat(
    from_folder: c_int,
    from: *const c_char,
    to_folder: c_int,
    to: *const c_char,
    flags: c_int,
) -> c_int {
    // SAFETY: as our caller promises.
    let paths = unsafe { [path_of(from), path_of(to)] };
    naming(
        paths,
        |[from, to]| Entry::Link { from, to },
        || behind!(linkat(from_folder: c_int, from: *const c_char, to_folder: c_int, to: *const c_char, flags: c_int) -> c_int),
    )
}
