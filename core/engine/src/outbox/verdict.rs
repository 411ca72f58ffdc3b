//! When the network's word on a pinpoint is believed.

use pinpoint_domain::ids::{NetworkId, PinpointId};
use pinpoint_domain::profile::{Dated, NetworkProfile};
use pinpoint_domain::wire::{Amendment, Boot, Digest, Erasure, Signed, Verdict};

use super::receipt::Disbelief;

/// What the network says of one pinpoint.
pub trait OfPinpoint: Dated {
    /// The network that says it, the pinpoint, and the sealed bytes.
    fn about(&self) -> (&NetworkId, PinpointId, Digest);
}

impl OfPinpoint for Verdict {
    fn about(&self) -> (&NetworkId, PinpointId, Digest) {
        (&self.network, self.pinpoint_id, self.digest)
    }
}

impl OfPinpoint for Amendment {
    fn about(&self) -> (&NetworkId, PinpointId, Digest) {
        (&self.network, self.pinpoint_id, self.digest)
    }
}

impl OfPinpoint for Boot {
    fn about(&self) -> (&NetworkId, PinpointId, Digest) {
        (&self.network, self.pinpoint_id, self.digest)
    }
}

impl OfPinpoint for Erasure {
    fn about(&self) -> (&NetworkId, PinpointId, Digest) {
        (&self.network, self.pinpoint_id, self.digest)
    }
}

/// Believes what a known key of the network signed about this pinpoint and exactly the bytes that we sealed, or says why
/// not.
pub fn believe<T: OfPinpoint>(
    signed: &Signed<T>,
    pinpoint: PinpointId,
    digest: Digest,
    profile: &NetworkProfile,
) -> Result<T, Disbelief> {
    let said = profile.believe_word(signed)?;
    let (network, subject, bytes) = said.about();
    if *network != profile.network {
        return Err(Disbelief::Network { found: network.clone() });
    }
    if subject != pinpoint {
        return Err(Disbelief::Subject);
    }
    if bytes != digest {
        return Err(Disbelief::Digest { expected: digest, found: bytes });
    }
    Ok(said)
}

#[cfg(test)]
mod tests {
    use pinpoint_domain::wire::{Decision, VERSION};
    use pinpoint_domain::{Timestamp, demo};

    use super::*;

    fn about(byte: u8) -> PinpointId {
        PinpointId::new(Timestamp::UNIX_EPOCH, [byte; 10])
    }

    fn said(network: &str, pinpoint_id: PinpointId, bytes: &[u8]) -> Verdict {
        Verdict {
            v: VERSION,
            network: network.parse().unwrap(),
            pinpoint_id,
            digest: Digest::of(bytes),
            decision: Decision::Accepted,
            reasons: Vec::new(),
            at: Timestamp::UNIX_EPOCH,
        }
    }

    fn signed(verdict: &Verdict, key: &ed25519_dalek::SigningKey) -> Signed<Verdict> {
        Signed::sign_ed25519(serde_json::to_vec(verdict).unwrap(), demo::RECEIPT_KEY_ID, key)
    }

    fn believed(signed: &Signed<Verdict>) -> Result<Verdict, Disbelief> {
        believe(signed, about(1), Digest::of(b"ours"), &demo::profile().unwrap())
    }

    #[test]
    fn a_verdict_counts_for_the_very_bytes_that_were_sealed() {
        let verdict = said("demo", about(1), b"ours");
        assert_eq!(believed(&signed(&verdict, &demo::receipt_key())).unwrap(), verdict);
    }

    #[test]
    fn an_erasure_counts_for_the_very_bytes_that_were_sealed() {
        let profile = demo::profile().unwrap();
        let network = profile.network.clone();
        let (pinpoint_id, digest, at) = (about(1), Digest::of(b"ours"), Timestamp::UNIX_EPOCH);
        let erasure =
            Erasure { v: VERSION, network, pinpoint_id, digest, annex: true, photos: Vec::new(), at };
        let sign = |key: &ed25519_dalek::SigningKey| {
            Signed::sign_ed25519(serde_json::to_vec(&erasure).unwrap(), demo::RECEIPT_KEY_ID, key)
        };
        let (told, forged) = (sign(&demo::receipt_key()), sign(&demo::root_key()));
        assert_eq!(believe(&told, about(1), digest, &profile), Ok(erasure.clone()));
        assert!(believe(&told, about(2), digest, &profile).is_err());
        assert!(believe(&told, about(1), Digest::of(b"theirs"), &profile).is_err());
        assert!(believe(&forged, about(1), digest, &profile).is_err());
    }

    #[test]
    fn a_relay_cannot_file_a_true_verdict_under_another_record() {
        let of_another = signed(&said("demo", about(2), b"ours"), &demo::receipt_key());
        assert_eq!(believed(&of_another), Err(Disbelief::Subject));
        let other_bytes = signed(&said("demo", about(1), b"theirs"), &demo::receipt_key());
        assert!(matches!(believed(&other_bytes), Err(Disbelief::Digest { .. })));
        let elsewhere = signed(&said("elsewhere", about(1), b"ours"), &demo::receipt_key());
        assert!(matches!(believed(&elsewhere), Err(Disbelief::Network { .. })));
    }

    #[test]
    fn a_verdict_of_an_unknown_key_says_nothing() {
        let forged = signed(&said("demo", about(1), b"ours"), &demo::root_key());
        assert!(matches!(believed(&forged), Err(Disbelief::Signature(_))));
    }
}
