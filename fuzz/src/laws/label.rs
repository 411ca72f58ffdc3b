//! A label's text: read, and shown without its password.

use std::sync::LazyLock;

use pinpoint_domain::demo;
use pinpoint_domain::label::{ActivationLabel, LabelForm, interpret, interpret_text, shown};

use super::text;
use crate::patience::in_time;

static FORMS: LazyLock<Vec<LabelForm>> =
    LazyLock::new(|| demo::profile().map(|profile| profile.label_forms).unwrap_or_default());

/// A label that is read prints and reads back in each form, and whatever its password is, the same is shown.
pub(crate) fn label(input: &[u8]) {
    let text = text(input);
    let lines: Vec<String> = text.lines().map(str::to_owned).collect();
    in_time(|| shown(&text, &FORMS));
    if let Ok(label) = in_time(|| interpret(&text, &FORMS)) {
        holds(&label);
    }
    if let Some(label) = in_time(|| interpret_text(&lines, &FORMS)).label {
        holds(&label);
    }
}

fn holds(label: &ActivationLabel) {
    let same_mac = ActivationLabel::typed(label.mac.printed(), "hT7kPq2x");
    for form in FORMS.iter() {
        let link = label.link(form);
        let again = interpret(&link, &FORMS);
        assert!(
            again.is_ok_and(|it| it.mac == label.mac && it.password.reveal() == label.password.reveal()),
            "the label does not read back"
        );
        let other = same_mac.as_ref().map(|other| shown(&other.link(form), &FORMS));
        assert_eq!(Ok(shown(&link, &FORMS)), other, "what is shown depends on the password");
    }
}
