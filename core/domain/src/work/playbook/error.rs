//! Why bytes are no playbook, or no extension of one.

use serde::Serialize;

use super::{Form, Role};
use crate::code::{Coded, Fields, fields};
use crate::document::Problem;
use crate::ids::{ExtensionId, ItemId, StepId};

/// Why bytes are no playbook, or no extension of one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlaybookError {
    /// Not the JSON of one, or a field that this version does not know and so must not pass over.
    #[error("{}", first(.0))]
    Json(Vec<Problem>),
    /// More steps than anybody walks.
    #[error("{steps} steps are no playbook, it has at most {limit}")]
    TooMany {
        /// How many.
        steps: usize,
        /// The most.
        limit: usize,
    },
    /// A step's name stands twice.
    #[error("step `{step}` stands twice")]
    Twice {
        /// The step.
        step: StepId,
    },
    /// An item's name stands twice in its checklist.
    #[error("item `{item}` of step `{step}` stands twice")]
    ItemTwice {
        /// The step.
        step: StepId,
        /// The item.
        item: ItemId,
    },
    /// A step needs one that is not there.
    #[error("step `{step}` needs `{needs}`, which is not there")]
    NeedsUnknown {
        /// The step.
        step: StepId,
        /// What it needs.
        needs: StepId,
    },
    /// A step needs one that does not stand before it.
    #[error("step `{step}` needs `{needs}`, which does not stand before it")]
    Order {
        /// The step.
        step: StepId,
        /// What it needs.
        needs: StepId,
    },
    /// A step waits for itself, by its own needs or by what making safe asks.
    #[error("step `{step}` waits for itself, through {through:?}")]
    Cycle {
        /// The step.
        step: StepId,
        /// The steps in between.
        through: Vec<StepId>,
    },
    /// A step for all stations needs one that only some have: at the others it never opens.
    #[error("step `{step}` never opens where `{needs}` is not for the station")]
    NeverOpens {
        /// The step.
        step: StepId,
        /// What it needs.
        needs: StepId,
    },
    /// A step is for some stations, and no step asks which station it is.
    #[error("step `{step}` is for some stations, and no step asks which station it is")]
    Condition {
        /// The step.
        step: StepId,
    },
    /// A form, scan or reading names no form of its kind, or another step names one.
    #[error("step `{step}` names a form of its kind exactly when it is a form, a scan or a reading")]
    Form {
        /// The step.
        step: StepId,
    },
    /// A form is asked twice; the second answer would take the place of the first.
    #[error("step `{step}` asks for the {} form again", name(form))]
    FormTwice {
        /// The step.
        step: StepId,
        /// Which form.
        form: Form,
    },
    /// A checklist has no items, or another step has some.
    #[error("step `{step}` is a checklist exactly when it has items")]
    Items {
        /// The step.
        step: StepId,
    },
    /// Each part of making safe stands exactly once; safety is never left out by data.
    #[error("the {} step must stand exactly once, it stands {times} times", name(role))]
    Safety {
        /// Which.
        role: Role,
        /// How often.
        times: usize,
    },
    /// A step of safety is done in another way than the rules know.
    #[error("step `{step}` cannot be done in this way by its role {}", name(role))]
    RoleKind {
        /// The step.
        step: StepId,
        /// Its role.
        role: Role,
    },
    /// Safety and the seal are never left to choice, nor to the model.
    #[error("step `{step}` may not be left out, at no station")]
    LeftOut {
        /// The step.
        step: StepId,
    },
    /// Work in the cabinet that does not ask for the lockout.
    #[error("step `{step}` is in the cabinet and has no role that asks for the lockout")]
    CabinetWork {
        /// The step.
        step: StepId,
    },
    /// An item that the guide asks before opening is missing from the lockout.
    #[error("the lockout lacks `{item}`")]
    LockoutItem {
        /// Which.
        item: &'static str,
    },
    /// The lockout asks in another order than the guide.
    #[error("the lockout asks `{item}` too early")]
    LockoutOrder {
        /// Which.
        item: &'static str,
    },
    /// The lockout's measurement asks for no reading, or lets live circuits pass.
    #[error("`{item}` must ask for a reading of at most {limit} mV")]
    LockoutReading {
        /// Which.
        item: &'static str,
        /// The most.
        limit: u32,
    },
    /// The seal stands exactly once.
    #[error("the seal must stand exactly once, it stands {times} times")]
    Seal {
        /// How often.
        times: usize,
    },
    /// A job of this kind ends without a record.
    #[error("step `{step}` seals, and a job of this kind has no record")]
    SealForeign {
        /// The step.
        step: StepId,
    },
    /// The seal does not wait for what every record holds.
    #[error("the seal does not need the {} form", name(form))]
    SealNeeds {
        /// Which form.
        form: Form,
    },
    /// What an extension adds begins with its name, so that no two add the same and none takes a name of ours.
    #[error("`{name}` does not begin with `{extension}-`")]
    Added {
        /// What was added.
        name: String,
        /// By which extension.
        extension: ExtensionId,
    },
    /// An extension is named as something of ours begins; its words would be taken for ours.
    #[error("`{extension}` is how a name of ours begins")]
    NameTaken {
        /// The extension.
        extension: ExtensionId,
    },
    /// An extension adds photos, checklists and confirmations; the rest is for rules that we write.
    #[error("step `{step}` is of a kind that no extension adds")]
    AddedKind {
        /// The step.
        step: StepId,
    },
    /// A step stands before one that is not ours.
    #[error("step `{step}` stands before `{before}`, which the playbook does not have")]
    AddedBefore {
        /// The step.
        step: StepId,
        /// Where it should stand.
        before: StepId,
    },
    /// A word that an extension needs is missing in a language.
    #[error("`{word}` is missing in {locale}")]
    WordMissing {
        /// The word.
        word: String,
        /// The language.
        locale: String,
    },
    /// A word for what the extension does not add: no step of ours is renamed.
    #[error("`{word}` in {locale} is not about what the extension adds")]
    WordForeign {
        /// The word.
        word: String,
        /// The language.
        locale: String,
    },
    /// A word that no screen can show.
    #[error("`{word}` in {locale} has 1 to {limit} characters, none hidden")]
    WordText {
        /// The word.
        word: String,
        /// The language.
        locale: String,
        /// The most characters.
        limit: usize,
    },
}

impl Coded for PlaybookError {
    fn code(&self) -> &'static str {
        match self {
            Self::Json(_) => "playbook-json",
            Self::TooMany { .. } => "playbook-too-many-steps",
            Self::Twice { .. } => "playbook-step-twice",
            Self::ItemTwice { .. } => "playbook-item-twice",
            Self::NeedsUnknown { .. } => "playbook-needs-unknown",
            Self::Order { .. } => "playbook-order",
            Self::Cycle { .. } => "playbook-cycle",
            Self::NeverOpens { .. } => "playbook-never-opens",
            Self::Condition { .. } => "playbook-condition",
            Self::Form { .. } => "playbook-form",
            Self::FormTwice { .. } => "playbook-form-twice",
            Self::Items { .. } => "playbook-items",
            Self::Safety { .. } => "playbook-safety",
            Self::RoleKind { .. } => "playbook-role-kind",
            Self::LeftOut { .. } => "playbook-left-out",
            Self::CabinetWork { .. } => "playbook-cabinet-work",
            Self::LockoutItem { .. } => "playbook-lockout-item",
            Self::LockoutOrder { .. } => "playbook-lockout-order",
            Self::LockoutReading { .. } => "playbook-lockout-reading",
            Self::Seal { .. } => "playbook-seal",
            Self::SealForeign { .. } => "playbook-seal-foreign",
            Self::SealNeeds { .. } => "playbook-seal-needs",
            Self::Added { .. } => "playbook-added",
            Self::NameTaken { .. } => "playbook-name-taken",
            Self::AddedKind { .. } => "playbook-added-kind",
            Self::AddedBefore { .. } => "playbook-added-before",
            Self::WordMissing { .. } => "playbook-word-missing",
            Self::WordForeign { .. } => "playbook-word-foreign",
            Self::WordText { .. } => "playbook-word-text",
        }
    }

    fn fields(&self) -> Fields {
        match self {
            Self::Json(problems) => fields([("reason", first(problems))]),
            Self::TooMany { steps, limit } => {
                fields([("steps", steps.to_string()), ("limit", limit.to_string())])
            }
            Self::Twice { step }
            | Self::Condition { step }
            | Self::Form { step }
            | Self::Items { step }
            | Self::LeftOut { step }
            | Self::CabinetWork { step }
            | Self::SealForeign { step }
            | Self::AddedKind { step } => fields([("step", step.to_string())]),
            Self::ItemTwice { step, item } => {
                fields([("step", step.to_string()), ("item", item.to_string())])
            }
            Self::NeedsUnknown { step, needs }
            | Self::Order { step, needs }
            | Self::NeverOpens { step, needs } => {
                fields([("step", step.to_string()), ("needs", needs.to_string())])
            }
            Self::Cycle { step, through } => {
                let through: Vec<_> = through.iter().map(ToString::to_string).collect();
                fields([("step", step.to_string()), ("through", through.join(" "))])
            }
            Self::FormTwice { step, form } => fields([("step", step.to_string()), ("form", name(form))]),
            Self::Safety { role, times } => fields([("role", name(role)), ("times", times.to_string())]),
            Self::RoleKind { step, role } => fields([("step", step.to_string()), ("role", name(role))]),
            Self::LockoutItem { item } | Self::LockoutOrder { item } => {
                fields([("item", (*item).to_owned())])
            }
            Self::LockoutReading { item, limit } => {
                fields([("item", (*item).to_owned()), ("volts", (limit / 1000).to_string())])
            }
            Self::Seal { times } => fields([("times", times.to_string())]),
            Self::SealNeeds { form } => fields([("form", name(form))]),
            Self::Added { name, extension } => {
                fields([("name", name.clone()), ("extension", extension.to_string())])
            }
            Self::NameTaken { extension } => fields([("extension", extension.to_string())]),
            Self::AddedBefore { step, before } => {
                fields([("step", step.to_string()), ("before", before.to_string())])
            }
            Self::WordMissing { word, locale } | Self::WordForeign { word, locale } => {
                fields([("word", word.clone()), ("locale", locale.clone())])
            }
            Self::WordText { word, locale, limit } => {
                fields([("word", word.clone()), ("locale", locale.clone()), ("limit", limit.to_string())])
            }
        }
    }
}

impl From<Vec<Problem>> for PlaybookError {
    fn from(problems: Vec<Problem>) -> Self {
        Self::Json(problems)
    }
}

fn first(problems: &[Problem]) -> String {
    problems.first().map(ToString::to_string).unwrap_or_default()
}

/// As a playbook spells it.
fn name(value: &impl Serialize) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}
