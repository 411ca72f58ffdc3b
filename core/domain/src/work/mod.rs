//! The workflow: a decider over the journal of one visit.
//!
//! [`decide`] turns a command into events or a refusal, [`Visit::evolve`] folds one event into the state; both are pure.
//! The journal belongs to the visit, not to the job, because a lockout belongs to a circuit and a person, and one
//! circuit can feed the stations of several jobs.
//!
//! | you look for | it lives in |
//! |---|---|
//! | the steps and what unlocks them | [`playbook`], as data in `playbooks/` |
//! | the lockout, the cabinet, the power | `safety` |
//! | what each step accepts | `decide` |
//! | what a rule asks of a job | `at` |
//! | what a screen shows | [`view`] |
//! | how a record is written | `seal` |
//! | what its texts may hold | `tidy` |

mod at;
mod command;
mod decide;
mod event;
mod kind;
pub mod playbook;
mod refusal;
mod safety;
mod seal;
mod state;
mod tidy;
pub mod view;
mod warning;

pub use command::{Answer, Command, Context, Fix, PhotoFacts};
pub use decide::decide;
pub use event::{Body, Event, JournalEntry};
pub use kind::JobKind;
pub use playbook::{Minutes, Playbook, PlaybookError, PlaybookRef, Playbooks};
pub use refusal::Refusal;
pub use seal::{Made, Maker, NeverChanges, SealConfirmation, confirm_sealed, never_changes, seal};
pub use state::{Cabinet, Circuit, Job, Lockout, Sealed, Serial, Station, Visit};
pub use tidy::check_record;
pub use view::{ItemView, JobView, StepStatus, StepView};
pub use warning::Warning;
