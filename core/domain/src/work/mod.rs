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
//! | what is read from cards, screens and commands | `reading` |
//! | what a rule asks of a job | `at` |
//! | what is said after the seal | `correct` |
//! | whether a station is new | [`identity`] |
//! | two stations that were exchanged | `swap` |
//! | what a screen shows | [`view`], of a whole visit [`board`] |
//! | how a record is written | `seal` |
//! | what its texts may hold | `tidy` |

mod at;
pub mod board;
mod command;
mod correct;
mod decide;
mod event;
pub mod identity;
mod kind;
pub mod playbook;
mod reading;
mod refusal;
mod safety;
mod seal;
mod state;
mod swap;
mod tidy;
pub mod view;
mod warning;

pub use board::Board;
pub use command::{Answer, Command, Context, Fix, PhotoFacts};
pub use correct::{tidy_correction, tidy_reason};
pub use decide::decide;
pub use event::{Body, Event, JournalEntry};
pub use identity::identity_facts;
pub use kind::JobKind;
pub use playbook::{Extension, Minutes, Playbook, PlaybookError, PlaybookRef, Playbooks};
pub use refusal::Refusal;
pub use seal::{Made, Maker, NeverChanges, SealConfirmation, confirm_sealed, never_changes, seal};
pub use state::{Cabinet, Circuit, Job, Lockout, Sealed, Serial, Station, Visit};
pub use swap::Neighbour;
pub use tidy::{check_address, check_record};
pub use view::{ItemView, JobView, StepStatus, StepView};
pub use warning::Warning;
