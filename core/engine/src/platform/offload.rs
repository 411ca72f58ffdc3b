//! Work that would hold up everything else goes to another thread where there are threads.

/// Runs `work` away from the caller's thread. `None` if it could not finish, because the app is closing.
pub async fn offload<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    tokio::task::spawn_blocking(work).await.ok()
}
