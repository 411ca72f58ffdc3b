//! The network's administrator orders labels.

use crate::support::Network;
use pinpoint_domain::Coded as _;
use pinpoint_server::Labels;

#[tokio::test]
async fn labels_count_from_the_moment_their_list_is_written_and_never_twice() {
    let network = Network::open();
    let labels = network.server.labels();
    let prepared = Labels::prepare(3).unwrap();
    assert_eq!(labels.count().await.unwrap().issued, 0, "the list may still not be written");
    labels.take_in(&prepared).await.unwrap();
    assert_eq!(labels.count().await.unwrap().issued, 3);
    assert_eq!(labels.take_in(&prepared).await.unwrap_err().code(), "admin-taken");
    assert_eq!(labels.count().await.unwrap().issued, 3);
}
