//! A server as a process.

use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use pinpoint_server::{Config, Server, SystemClock};

use crate::support::Network;

const DATA: &str = "PINPOINT_NODE_DATA";
const LISTEN: &str = "PINPOINT_NODE_LISTEN";

/// This program again, as a server: what a node runs.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "a node of the other stories"]
async fn serves() {
    let Some(data) = std::env::var_os(DATA) else { return };
    let mut config = Config::demo(data).unwrap().with_environment(|name| std::env::var(name).ok()).unwrap();
    config.bind = std::env::var(LISTEN).unwrap().parse().unwrap();
    let server = Server::open(config, Arc::new(SystemClock)).unwrap();
    let (listener, _) = server.listen().await.unwrap();
    eprintln!("listening");
    server.serve(listener, std::future::pending()).await.unwrap();
}

/// Whether there is what these stories stand on.
pub fn named() -> bool {
    let missing = ["PINPOINT_TEST_POSTGRES", "PINPOINT_TEST_S3"]
        .into_iter()
        .find(|name| std::env::var_os(name).is_none());
    if let Some(name) = missing {
        println!("skipped: {name} names nothing; tools/scale does");
    }
    missing.is_none()
}

/// A running server, on an address of its own for good.
pub struct Node {
    pub url: String,
    process: Child,
}

impl Node {
    /// Starts one on the database, the bucket and the keys of a network.
    pub fn start(network: &Network) -> Self {
        let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let listen = free.to_string();
        let mut process = spawn(network, &listen);
        let mut line = String::new();
        BufReader::new(process.stderr.as_mut().unwrap()).read_line(&mut line).unwrap();
        assert_eq!(line, "listening\n");
        Self { process, url: format!("http://{listen}") }
    }

    /// SIGKILL, and again from the start; nobody waits for it.
    pub fn kill_and_start_again(&mut self, network: &Network) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
        self.process = spawn(network, self.url.trim_start_matches("http://"));
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn spawn(network: &Network, listen: &str) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", "node::serves", "--ignored", "--nocapture"])
        .env(DATA, network.folder.path())
        .env(LISTEN, listen)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    for (variable, value) in
        [("PINPOINT_DATABASE_URL", network.database_url()), ("PINPOINT_PHOTOS_URL", network.bucket_url())]
    {
        match value {
            Some(value) => command.env(variable, value),
            None => command.env_remove(variable),
        };
    }
    command.spawn().unwrap()
}
