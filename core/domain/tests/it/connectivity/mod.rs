//! The connectivity diagnosis: what the station's page means, and what a laptop on its cable proves (B01 to B19).

mod diagnosis;
mod encodings;
mod gates;
mod pastes;

use pinpoint_domain::connectivity::Connectivity;
use pinpoint_domain::demo;

/// What the network of these stories needs: the guide's hosts, ports and minima.
fn needs() -> Connectivity {
    demo::profile().unwrap().connectivity.unwrap()
}
