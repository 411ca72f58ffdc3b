//! What a scan or a reading gives, judged on the spot: it counts, or it is refused with what to do instead.

use super::at::At;
use super::command::Answer;
use super::playbook::{Form, Step};
use super::refusal::Refusal;
use crate::connectivity::paste::Finding;
use crate::connectivity::{Gate, GateStanding, read_paste};
use crate::iccid::Iccid;

impl At<'_> {
    /// The answer as it goes into the journal.
    pub(super) fn judged(&self, step: &Step, answer: &Answer) -> Result<Answer, Refusal> {
        match (step.form, answer) {
            (Some(form @ (Form::IccidNew | Form::IccidOld)), Answer::Iccid { text }) => {
                self.another_card(form, &Iccid::parse(text)?)?;
            }
            (Some(Form::Hardware), Answer::Hardware { hardware }) => {
                let gate = Gate::hardware(*hardware);
                if gate.standing() != GateStanding::Open {
                    return Err(Refusal::Gate(gate));
                }
            }
            (Some(Form::Firmware), Answer::Firmware { text }) => {
                let gate = self.firmware_gate(text)?;
                if gate.standing() == GateStanding::Shut {
                    return Err(Refusal::Gate(gate));
                }
            }
            (Some(Form::Addresses), Answer::Looked { good: false }) => {
                return Err(Refusal::Precheck(Finding::NoAddress));
            }
            (Some(Form::NameResolution), Answer::Looked { good: false }) => {
                return Err(Refusal::Precheck(Finding::NameNotResolved));
            }
            (Some(form @ (Form::Addresses | Form::NameResolution)), Answer::Pasted { text }) => {
                return self.pasted(form, text);
            }
            (Some(Form::Addresses | Form::NameResolution), Answer::Looked { good: true })
            | (Some(Form::NetworkSignal), Answer::NetworkSignal(_)) => {}
            _ => return Err(Refusal::AnswerKind { step: step.id.clone() }),
        }
        Ok(answer.clone())
    }

    /// What a command printed, by the rung of the ladder that the step is about. The journal keeps the addresses alone:
    /// names of machines and people stay out of it.
    fn pasted(&self, form: Form, text: &str) -> Result<Answer, Refusal> {
        let needs = self.context.profile.connectivity.clone().unwrap_or_default();
        let reading = read_paste(text.as_bytes(), &needs, None);
        let (wanted, found) = match form {
            Form::Addresses => (Finding::RouterReached, reading.addresses),
            _ => (Finding::NameResolved, reading.resolved),
        };
        let about = |finding: &&Finding| (form == Form::Addresses) == finding.is_of_adapter();
        match reading.verdicts.iter().find(about) {
            Some(verdict) if *verdict == wanted => {
                let found: Vec<_> = found.iter().map(ToString::to_string).collect();
                Ok(Answer::Pasted { text: found.join(" ") })
            }
            verdict => Err(Refusal::Precheck(verdict.copied().unwrap_or(Finding::NothingRecognised))),
        }
    }

    /// The card that goes in is not the one that came out.
    fn another_card(&self, form: Form, card: &Iccid) -> Result<(), Refusal> {
        let other = if form == Form::IccidNew { Form::IccidOld } else { Form::IccidNew };
        match self.answer_to(other) {
            Some(Answer::Iccid { text }) if Iccid::parse(text)? == *card => {
                Err(Refusal::IccidSame { iccid: card.to_string() })
            }
            _ => Ok(()),
        }
    }
}
