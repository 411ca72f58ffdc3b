//! A folder of the origin private file system (OPFS). Only a dedicated worker may write there.

use std::io;
use std::path::{Component, PathBuf};
use std::time::Duration;

use bytes::Bytes;
use js_sys::{AsyncIterator, Function, Promise, Reflect, Uint8Array};
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, DedicatedWorkerGlobalScope, File, FileSystemDirectoryHandle, FileSystemFileHandle,
    FileSystemGetDirectoryOptions, FileSystemGetFileOptions, FileSystemReadWriteOptions,
    FileSystemSyncAccessHandle,
};

use super::Folder;
use crate::platform::time;

impl Folder {
    /// Makes the folder with its parents.
    pub async fn create(&self) -> io::Result<()> {
        SendWrapper::new(self.handle(true)).await.map(drop)
    }

    /// Writes a file whole: temporary name, flush, rename.
    pub async fn write(&self, name: &str, bytes: impl Into<Bytes>) -> io::Result<()> {
        let bytes = bytes.into();
        SendWrapper::new(async {
            let (folder, name) = self.place(name);
            let temporary = format!("{name}.partial");
            let folder = folder.handle(true).await?;
            let file = file_handle(&folder, &temporary, true).await?;
            let written = match write_all(&file, &bytes).await {
                // Not yet in the standard library's bindings; in Chromium, Firefox and Safari since 2023.
                Ok(()) => call(&file, "move", &JsValue::from_str(name)).await.map(drop),
                Err(error) => Err(error),
            };
            if written.is_err() {
                // A half-written file helps nobody; the error that is returned says what went wrong.
                drop(JsFuture::from(folder.remove_entry(&temporary)).await);
            }
            written
        })
        .await
    }

    /// The bytes of a file.
    pub async fn read(&self, name: &str) -> io::Result<Vec<u8>> {
        SendWrapper::new(async {
            let file = self.file(name).await?;
            bytes_of(&file).await
        })
        .await
    }

    /// The bytes of a file, or none when there is no such file.
    pub async fn read_if_there(&self, name: &str) -> io::Result<Option<Vec<u8>>> {
        match self.read(name).await {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Removes a file; one that is gone already is as good.
    pub async fn remove(&self, name: &str) -> io::Result<()> {
        SendWrapper::new(async {
            let (folder, name) = self.place(name);
            let removed = match folder.handle(false).await {
                Ok(folder) => JsFuture::from(folder.remove_entry(name)).await.map_err(|error| failed(&error)),
                Err(error) => Err(error),
            };
            match removed {
                Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
                _ => Ok(()),
            }
        })
        .await
    }

    /// The names of the files that were last written so long ago; none when there is no such folder.
    pub async fn older_than(&self, age: Duration) -> io::Result<Vec<String>> {
        SendWrapper::new(async {
            let folder = match self.handle(false).await {
                Ok(folder) => folder,
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
                Err(error) => return Err(error),
            };
            let mut old = Vec::new();
            let names = folder.keys();
            while let Some(name) = next(&names).await? {
                // Another folder is no file, and a file may go meanwhile.
                let Ok(file) = self.file(&name).await else { continue };
                if older(&file, age) {
                    old.push(name);
                }
            }
            Ok(old)
        })
        .await
    }

    /// One tab leads and has the only worker that writes; who leads is settled before this code runs.
    #[expect(clippy::unused_async, reason = "it waits where there are processes")]
    pub async fn try_lock(&self, _name: &str) -> io::Result<Option<Lock>> {
        Ok(Some(Lock))
    }

    /// Part of a file, for sending it.
    pub(crate) async fn read_part(&self, name: &str, from: u64, length: u64) -> io::Result<Vec<u8>> {
        SendWrapper::new(async {
            let file = self.file(name).await?;
            let end = from.saturating_add(length);
            if end > bytes_in(&file) {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let part =
                file.slice_with_f64_and_f64(number(from), number(end)).map_err(|error| failed(&error))?;
            bytes_of(&part).await
        })
        .await
    }

    async fn file(&self, name: &str) -> io::Result<File> {
        let (folder, name) = self.place(name);
        let handle = file_handle(&folder.handle(false).await?, name, false).await?;
        cast(JsFuture::from(handle.get_file()).await)
    }

    /// A name may begin with folders below this one; OPFS asks for them one by one.
    fn place<'n>(&self, name: &'n str) -> (Self, &'n str) {
        name.rsplit_once('/').map_or((self.clone(), name), |(folders, name)| (self.folder(folders), name))
    }

    async fn handle(&self, create: bool) -> io::Result<FileSystemDirectoryHandle> {
        let scope: DedicatedWorkerGlobalScope = cast(Ok(js_sys::global().into()))?;
        let mut folder: FileSystemDirectoryHandle =
            cast(JsFuture::from(scope.navigator().storage().get_directory()).await)?;
        let options = FileSystemGetDirectoryOptions::new();
        options.set_create(create);
        for name in self.0.components() {
            if let Component::Normal(name) = name {
                let name = name.to_string_lossy();
                folder =
                    cast(JsFuture::from(folder.get_directory_handle_with_options(&name, &options)).await)?;
            }
        }
        Ok(folder)
    }
}

/// What [`Folder::try_lock`] gives.
pub struct Lock;

/// There are no files of others here; their bytes come as bytes.
pub(crate) async fn read_source(_path: PathBuf, _limit: u64) -> io::Result<Option<Vec<u8>>> {
    Err(io::ErrorKind::Unsupported.into())
}

async fn file_handle(
    folder: &FileSystemDirectoryHandle,
    name: &str,
    create: bool,
) -> io::Result<FileSystemFileHandle> {
    let options = FileSystemGetFileOptions::new();
    options.set_create(create);
    cast(JsFuture::from(folder.get_file_handle_with_options(name, &options)).await)
}

async fn write_all(file: &FileSystemFileHandle, bytes: &[u8]) -> io::Result<()> {
    let access: FileSystemSyncAccessHandle = cast(JsFuture::from(file.create_sync_access_handle()).await)?;
    let written = (|| {
        access.truncate_with_f64(0.0)?;
        let options = FileSystemReadWriteOptions::new();
        options.set_at(0.0);
        let written = access.write_with_u8_array_and_options(bytes, &options)?;
        access.flush()?;
        Ok(written)
    })();
    access.close();
    let written = written.map_err(|error: JsValue| failed(&error))?;
    if written < float(bytes.len()) { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
}

async fn bytes_of(blob: &Blob) -> io::Result<Vec<u8>> {
    let buffer = JsFuture::from(blob.array_buffer()).await.map_err(|error| failed(&error))?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// The next name of a folder's listing.
async fn next(names: &AsyncIterator) -> io::Result<Option<String>> {
    let entry = match names.next() {
        Ok(promise) => JsFuture::from(promise).await,
        Err(error) => Err(error),
    };
    let entry = entry.map_err(|error| failed(&error))?;
    Ok(Reflect::get(&entry, &"value".into()).ok().and_then(|name| name.as_string()))
}

/// Calls a method that returns a promise.
async fn call(target: &JsValue, method: &str, argument: &JsValue) -> io::Result<JsValue> {
    let method: Function = cast(Reflect::get(target, &method.into()))?;
    let promise: Promise = cast(method.call1(target, argument))?;
    JsFuture::from(promise).await.map_err(|error| failed(&error))
}

fn cast<T: wasm_bindgen::JsCast>(value: Result<JsValue, JsValue>) -> io::Result<T> {
    value.and_then(JsValue::dyn_into).map_err(|error| failed(&error))
}

/// What a `DOMException` means.
fn failed(error: &JsValue) -> io::Error {
    let text = |name: &str| Reflect::get(error, &name.into()).ok().and_then(|value| value.as_string());
    let (name, said) = (text("name").unwrap_or_default(), text("message").unwrap_or_default());
    let kind = match name.as_str() {
        "NotFoundError" => io::ErrorKind::NotFound,
        "QuotaExceededError" => io::ErrorKind::QuotaExceeded,
        "NotAllowedError" | "SecurityError" => io::ErrorKind::PermissionDenied,
        "NoModificationAllowedError" => io::ErrorKind::ResourceBusy,
        _ => io::ErrorKind::Other,
    };
    io::Error::new(kind, format!("{name}: {said}"))
}

#[expect(clippy::cast_precision_loss, clippy::as_conversions, reason = "files are far below 2^53 bytes")]
fn number(bytes: u64) -> f64 {
    bytes as f64
}

fn float(bytes: usize) -> f64 {
    number(u64::try_from(bytes).unwrap_or(u64::MAX))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::as_conversions,
    reason = "a size is a whole number below 2^53"
)]
fn bytes_in(file: &File) -> u64 {
    file.size() as u64
}

fn older(file: &File, age: Duration) -> bool {
    let now = time::now().as_millisecond();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::as_conversions,
        reason = "milliseconds since 1970 as JavaScript counts them"
    )]
    let written = file.last_modified() as i64;
    u128::try_from(now.saturating_sub(written)).is_ok_and(|since| since >= age.as_millis())
}
