//! A line that breaks in the middle of a photo.

use std::fmt::Write as _;

use pinpoint_engine::{Transfer, TransferOutcome};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::Outcome;

/// A line that breaks after so many bytes of the file: the rest of what was announced never comes.
pub async fn break_off(transfer: &Transfer, bytes: usize) -> Outcome<TransferOutcome> {
    let address = transfer.url.socket_addrs(|| None)?.remove(0);
    let mut head = format!("{} {} HTTP/1.1\r\nhost: {address}\r\n", transfer.method, transfer.url.path());
    write!(head, "authorization: {}\r\n", transfer.bearer.reveal())?;
    write!(head, "content-length: {}\r\n", transfer.length)?;
    for (name, value) in &transfer.headers {
        write!(head, "{name}: {value}\r\n")?;
    }
    let mut line = TcpStream::connect(address).await?;
    line.write_all((head + "\r\n").as_bytes()).await?;
    line.write_all(std::fs::read(&transfer.file)?.get(..bytes).ok_or("so long is the file")?).await?;
    line.shutdown().await?;
    // The server writes down what came, and then closes its side.
    line.read_to_end(&mut Vec::new()).await?;
    Ok(TransferOutcome::Lost)
}
