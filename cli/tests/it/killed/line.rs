//! A line so slow that a photo takes a while, and whoever is killed is often in the middle of one.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::time::Duration;

/// So much at once, and then a pause: 800 KB a second.
const CHUNK: usize = 8 * 1024;
const PAUSE: Duration = Duration::from_millis(10);

/// Open until the test's process ends.
pub(super) struct SlowLine {
    port: u16,
}

impl SlowLine {
    /// A line to a port of this machine.
    pub(super) fn to(target: u16) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        std::thread::spawn(move || {
            for phone in listener.incoming().map_while(Result::ok) {
                // A server that is down is a line that breaks.
                let Ok(server) = TcpStream::connect(("127.0.0.1", target)) else { continue };
                let (from_phone, from_server) = (phone.try_clone().unwrap(), server.try_clone().unwrap());
                std::thread::spawn(move || carry(from_phone, server));
                std::thread::spawn(move || carry(from_server, phone));
            }
        });
        Self { port }
    }

    pub(super) fn port(&self) -> u16 {
        self.port
    }
}

fn carry(mut from: TcpStream, mut to: TcpStream) {
    let mut chunk = [0; CHUNK];
    while let Ok(count @ 1..) = from.read(&mut chunk) {
        if to.write_all(&chunk[..count]).is_err() {
            break;
        }
        std::thread::sleep(PAUSE);
    }
    // Whoever is still there learns that the other is not.
    drop((from.shutdown(Shutdown::Both), to.shutdown(Shutdown::Both)));
}
