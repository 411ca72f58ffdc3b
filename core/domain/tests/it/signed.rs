//! Signatures: what the network or a device said is believed, and nothing that merely looks like it.

use crate::support::frozen::{
    DEVICE_KEY_ID, NETWORK_KEY_ID, device_key, device_public, network, network_key, public, root_key, time,
};
use crate::support::{device, job, person, uuid};
use pinpoint_domain::ids::CompanyId;
use pinpoint_domain::wire::{Digest, Grant, Receipt, SignatureError, Signed, Subject, VERSION, VerifyingKey};
use proptest::prelude::*;
use serde_json::{Value, json};

#[cfg(test)]
mod words {
    use p256::ecdsa::signature::Signer as _;

    use super::*;

    pub(super) fn receipt() -> Receipt {
        Receipt {
            v: VERSION,
            network: network(),
            subject: Subject::Pinpoint(job(1)),
            digest: Digest::of(b"a record"),
            received_at: time("2026-03-02T16:05:11Z"),
            server_sequence: 41,
        }
    }

    pub(super) fn grant() -> Grant {
        Grant {
            v: VERSION,
            network: network(),
            installer: person(1),
            company: CompanyId::from(uuid(0x50, 1)),
            certified_until: None,
            device: device(),
            device_key: device_public(),
            issued_at: time("2026-02-01T08:00:00Z"),
            expires_at: time("2026-03-01T08:00:00Z"),
        }
    }

    pub(super) fn by_network(payload: Vec<u8>) -> Signed<Receipt> {
        Signed::sign_ed25519(payload, NETWORK_KEY_ID, &network_key())
    }

    pub(super) fn by_device(payload: Vec<u8>) -> Signed<Receipt> {
        Signed::sign(payload, DEVICE_KEY_ID, |bytes| {
            let signature: p256::ecdsa::Signature = device_key().sign(bytes);
            Ok::<_, std::convert::Infallible>(signature.to_bytes().to_vec())
        })
        .unwrap()
    }

    /// Both kinds of signature on the same receipt, with the key that believes it.
    pub(super) fn both() -> [(Signed<Receipt>, &'static str, VerifyingKey); 2] {
        let payload = serde_json::to_vec(&receipt()).unwrap();
        [
            (by_network(payload.clone()), NETWORK_KEY_ID, public(&network_key())),
            (by_device(payload), DEVICE_KEY_ID, device_public()),
        ]
    }

    /// The same envelope after a change of its JSON.
    pub(super) fn tampered<T>(signed: &Signed<T>, change: impl FnOnce(&mut Value)) -> Signed<T> {
        let mut json = serde_json::to_value(signed).unwrap();
        change(&mut json);
        serde_json::from_value(json).unwrap()
    }
}

use words::{both, by_network, grant, receipt, tampered};

#[test]
fn a_receipt_is_believed_under_the_key_that_signed_it() {
    for (signed, id, key) in both() {
        assert_eq!(signed.verify([(id, &key)]).unwrap(), receipt());
        assert_eq!(signed.key_id(), id);
        let sent: Signed<Receipt> = serde_json::from_str(&serde_json::to_string(&signed).unwrap()).unwrap();
        assert_eq!(sent.verify([(id, &key)]).unwrap(), receipt());
    }
}

#[test]
fn a_receipt_never_passes_for_a_grant() {
    let key = public(&network_key());
    let receipt = by_network(serde_json::to_vec(&receipt()).unwrap());
    let as_grant: Signed<Grant> = serde_json::from_value(serde_json::to_value(&receipt).unwrap()).unwrap();
    assert!(matches!(as_grant.verify([(NETWORK_KEY_ID, &key)]), Err(SignatureError::Type { .. })));
    // Not even one whose bytes would read as a grant and whose envelope lies about the type.
    let grant_bytes = serde_json::to_vec(&grant()).unwrap();
    let lying = tampered(&by_network(grant_bytes), |json| {
        json["payloadType"] = "application/vnd.pinpoint.grant.v1+json".into();
    });
    let lying: Signed<Grant> = serde_json::from_value(serde_json::to_value(&lying).unwrap()).unwrap();
    assert_eq!(
        lying.verify([(NETWORK_KEY_ID, &key)]),
        Err(SignatureError::Forged { key_id: NETWORK_KEY_ID.into() })
    );
}

#[test]
fn a_receipt_by_an_unknown_key_is_named_and_not_believed() {
    for (signed, id, key) in both() {
        let unknown = SignatureError::UnknownKey { key_id: id.into() };
        assert_eq!(signed.verify([("another-key", &key)]), Err(unknown.clone()));
        assert_eq!(signed.verify([]), Err(unknown));
        let bare = tampered(&signed, |json| json["signatures"] = json!([]));
        assert_eq!(bare.verify([(id, &key)]), Err(SignatureError::UnknownKey { key_id: String::new() }));
    }
}

#[test]
fn a_stranger_who_uses_a_trusted_name_is_a_forger() {
    let stranger = public(&root_key());
    for (signed, id, _) in both() {
        let forged = Err(SignatureError::Forged { key_id: id.into() });
        assert_eq!(signed.verify([(id, &stranger)]), forged, "another key under the same name");
        let cut = tampered(&signed, |json| json["signatures"][0]["sig"] = "AAAA".into());
        let keys = [public(&network_key()), device_public()];
        for key in &keys {
            assert_eq!(cut.verify([(id, key)]), forged, "a signature that was cut");
        }
    }
}

#[test]
fn well_signed_nonsense_is_said_to_be_nonsense() {
    let key = public(&network_key());
    let whole = serde_json::to_vec(&receipt()).unwrap();
    let cut = by_network(whole[..whole.len() - 5].to_vec());
    assert!(matches!(cut.verify([(NETWORK_KEY_ID, &key)]), Err(SignatureError::Payload { .. })));
    assert!(cut.read_unverified().is_err());
}

/// Each signature is a look at the whole payload; a heap of them is somebody's attack and nobody's key change.
#[test]
fn an_envelope_has_few_signatures() {
    let mut signed = serde_json::to_value(by_network(serde_json::to_vec(&receipt()).unwrap())).unwrap();
    let signature = signed["signatures"][0].clone();
    for (count, read) in [(0, true), (1, true), (8, true), (9, false), (10_000, false)] {
        signed["signatures"] = json!(vec![signature.clone(); count]);
        assert_eq!(serde_json::from_value::<Signed<Receipt>>(signed.clone()).is_ok(), read, "{count}");
    }
}

#[test]
fn one_good_signature_among_several_is_enough() {
    for (signed, id, key) in both() {
        let many = tampered(&signed, |json| {
            let other = json!({"keyid": "a-key-of-tomorrow", "sig": "AAAA"});
            json["signatures"].as_array_mut().unwrap().insert(0, other);
        });
        assert_eq!(many.verify([(id, &key)]).unwrap(), receipt());
    }
}

proptest! {
    #[test]
    fn a_flipped_bit_anywhere_is_a_forgery(at: prop::sample::Index, bit in 0_u8..8, in_signature: bool) {
        for (signed, id, key) in both() {
            let altered = tampered(&signed, |json| {
                let text =
                    if in_signature { &mut json["signatures"][0]["sig"] } else { &mut json["payload"] };
                let base64 = data_encoding::BASE64;
                let mut bytes = base64.decode(text.as_str().unwrap().as_bytes()).unwrap();
                let at = at.index(bytes.len());
                bytes[at] ^= 1 << bit;
                *text = base64.encode(&bytes).into();
            });
            let forged = Err(SignatureError::Forged { key_id: id.into() });
            prop_assert_eq!(altered.verify([(id, &key)]), forged);
        }
    }

    #[test]
    fn no_envelope_panics(payload: Vec<u8>, sig: Vec<u8>) {
        for (signed, id, key) in both() {
            let strange = tampered(&signed, |json| {
                json["payload"] = data_encoding::BASE64.encode(&payload).into();
                json["signatures"][0]["sig"] = data_encoding::BASE64.encode(&sig).into();
            });
            prop_assert!(strange.verify([(id, &key)]).is_err());
        }
    }
}
