//! What holds for this crate as a whole.

#[cfg(test)]
mod sources;
#[cfg(test)]
mod surface;

use pinpoint::ActivationLabel;

#[test]
fn no_unsafe_is_written_by_hand_here() {
    let mut looked_at = 0;
    sources::each(&mut |path, source| {
        looked_at += 1;
        let by_hand =
            source.lines().find(|line| line.contains("unsafe") && !line.trim_start().starts_with("//"));
        assert_eq!(by_hand, None, "{}", path.display());
    });
    assert!(looked_at > 10, "{looked_at} files");
}

#[test]
fn kotlin_and_swift_survive_every_comment() {
    sources::each(&mut |path, source| {
        let opens = source.lines().find(|line| line.trim_start().starts_with("///") && line.contains("/*"));
        assert_eq!(opens, None, "{}: a comment of theirs would open here and never end", path.display());
    });
}

#[test]
fn a_label_in_a_log_keeps_its_password() {
    let label = ActivationLabel::typed("0024:B100:0002:9F81", "hT7kPq2x".to_owned()).unwrap();
    assert_eq!(label.to_string(), "ActivationLabel(0024:B100:0002:9F81, ••••)");
    assert_eq!(format!("{label:?}"), label.to_string());
}
