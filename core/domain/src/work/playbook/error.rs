//! Why bytes are no playbook.

use super::{Form, Role};
use crate::code::{Coded, Fields, fields};
use crate::ids::StepId;

/// Why bytes are no playbook.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlaybookError {
    /// Not the JSON of a playbook.
    #[error("line {line}, column {column}: {reason}")]
    Json {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
        /// What the parser said.
        reason: String,
    },
    /// A step's name stands twice.
    #[error("step `{step}` stands twice")]
    Twice {
        /// The step.
        step: StepId,
    },
    /// A step needs one that does not stand before it.
    #[error("step `{step}` needs `{needs}`, which does not stand before it")]
    Order {
        /// The step.
        step: StepId,
        /// What it needs.
        needs: StepId,
    },
    /// A form step names no form, or another step names one.
    #[error("step `{step}` is of kind form exactly when it names a form")]
    Form {
        /// The step.
        step: StepId,
    },
    /// A checklist has no items, or another step has some.
    #[error("step `{step}` is a checklist exactly when it has items")]
    Items {
        /// The step.
        step: StepId,
    },
    /// Each part of making safe stands exactly once; safety is never left out by data.
    #[error("the {role:?} step must stand exactly once, it stands {times} times")]
    Safety {
        /// Which.
        role: Role,
        /// How often.
        times: usize,
    },
    /// The seal stands exactly once.
    #[error("the seal must stand exactly once, it stands {times} times")]
    Seal {
        /// How often.
        times: usize,
    },
    /// The seal does not wait for what every record holds.
    #[error("the seal does not need the {} form", form_name(*form))]
    SealNeeds {
        /// Which form.
        form: Form,
    },
    /// An item that the guide asks before opening is missing from the lockout.
    #[error("the lockout lacks `{item}`")]
    LockoutItem {
        /// Which.
        item: &'static str,
    },
}

impl Coded for PlaybookError {
    fn code(&self) -> &'static str {
        match self {
            Self::Json { .. } => "playbook-json",
            Self::Twice { .. } => "playbook-step-twice",
            Self::Order { .. } => "playbook-order",
            Self::Form { .. } => "playbook-form",
            Self::Items { .. } => "playbook-items",
            Self::Safety { .. } => "playbook-safety",
            Self::Seal { .. } => "playbook-seal",
            Self::SealNeeds { .. } => "playbook-seal-needs",
            Self::LockoutItem { .. } => "playbook-lockout-item",
        }
    }

    fn fields(&self) -> Fields {
        match self {
            Self::Json { line, column, reason } => fields([
                ("line", line.to_string()),
                ("column", column.to_string()),
                ("reason", reason.clone()),
            ]),
            Self::Twice { step } | Self::Form { step } | Self::Items { step } => {
                fields([("step", step.to_string())])
            }
            Self::Order { step, needs } => fields([("step", step.to_string()), ("needs", needs.to_string())]),
            Self::Safety { role, times } => {
                fields([("role", format!("{role:?}")), ("times", times.to_string())])
            }
            Self::Seal { times } => fields([("times", times.to_string())]),
            Self::SealNeeds { form } => fields([("form", form_name(*form))]),
            Self::LockoutItem { item } => fields([("item", (*item).to_owned())]),
        }
    }
}

/// As the playbook spells it: all names of forms are one word.
fn form_name(form: Form) -> String {
    format!("{form:?}").to_lowercase()
}
