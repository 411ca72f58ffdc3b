//! The decider: a command and the state give events, or a refusal that changes nothing.

use super::at::At;
use super::command::{Answer, Command, Context};
use super::event::Event;
use super::identity::Claim;
use super::playbook::{ChecklistItem, Form, Role, Step, StepKind};
use super::refusal::Refusal;
use super::safety;
use super::seal::never_changes;
use super::state::{Cabinet, Serial, Visit};
use super::swap;
use super::tidy::{tidy, tidy_address, tidy_details};
use crate::ids::{ItemId, StepId};
use crate::label::MacAddress;
use crate::serial::{AgreedSerial, SerialEntry, SerialNumber, SerialSource};

/// What a command leads to. Repeating a command that is already true gives no events and no refusal.
pub fn decide(visit: &Visit, command: &Command, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    if let Some(event) = &visit.unknown {
        return Err(Refusal::JournalNewer { event: event.clone() });
    }
    match command {
        Command::Start { job, kind, circuit, mac } => {
            if let Some(known) = visit.job(job) {
                return if known.mac == *mac && known.circuit == *circuit {
                    Ok(Vec::new())
                } else {
                    Err(Refusal::JobExists { job: *job })
                };
            }
            let playbook = context.playbooks.newest(*kind);
            let playbook =
                playbook.ok_or_else(|| Refusal::PlaybookMissing { playbook: kind.name().to_owned() })?;
            Ok(vec![Event::JobStarted {
                job: *job,
                kind: *kind,
                circuit: circuit.clone(),
                mac: mac.clone(),
                playbook: playbook.reference(),
            }])
        }
        Command::Relabel { job, mac } => At::find(visit, *job, context)?.relabel(mac),
        Command::Do { job, step, answer } => At::find(visit, *job, context)?.answer(step, answer),
        Command::Undo { job, step, item } => At::find(visit, *job, context)?.undo(step, item.as_ref()),
        Command::NoteBoot { job, serial } => {
            let known = At::find(visit, *job, context)?.job.booted.as_ref();
            let said = known.is_some_and(|known| known.canonical() == serial.canonical());
            let event = Event::BootNoted { job: *job, serial: serial.clone() };
            Ok(if said { Vec::new() } else { vec![event] })
        }
        Command::RequestCorrection { job, correction } => {
            At::find(visit, *job, context)?.request_correction(correction)
        }
        Command::Seal { job, digest, sequence } => match &At::find(visit, *job, context)?.job.sealed {
            Some(sealed) if sealed.digest == *digest => Ok(Vec::new()),
            _ => {
                never_changes(visit, *job, context)?;
                Ok(vec![Event::Sealed { job: *job, digest: *digest, sequence: *sequence }])
            }
        },
    }
}

impl<'a> At<'a> {
    fn step(&self, id: &StepId) -> Result<&'a Step, Refusal> {
        self.playbook.step(id).ok_or_else(|| Refusal::StepUnknown { step: id.clone() })
    }

    fn relabel(&self, mac: &MacAddress) -> Result<Vec<Event>, Refusal> {
        if self.job.sealed.is_some() {
            if *mac == self.job.mac {
                return Ok(vec![Event::CapsuleReplaced { job: self.job.id }]);
            }
            let (sealed, label) = (self.job.mac.to_string(), mac.to_string());
            return Err(Refusal::LabelOfAnother { sealed, label });
        }
        let mut events = vec![Event::Relabelled { job: self.job.id, mac: mac.clone() }];
        // What was compared (A18), what the screen was compared with (A32) and what the network was asked about (A21) was
        // another label.
        let compared = [
            self.playbook.step_of(Role::Label),
            self.playbook.step_for(Form::Mac),
            self.playbook.step_for(Form::Identity),
        ];
        let compared =
            compared.into_iter().flatten().filter(|step| *mac != self.job.mac && self.is_begun(&step.id));
        events.extend(compared.map(|step| self.undone(&step.id, None)));
        Ok(events)
    }

    fn answer(&self, id: &StepId, answer: &Answer) -> Result<Vec<Event>, Refusal> {
        let step = self.step(id)?;
        if self.job.sealed.is_some() && self.is_fact(step) {
            return Err(Refusal::Sealed { step: id.clone() });
        }
        if self.applies(step) == Some(false) {
            return Err(Refusal::StepNotForStation { step: id.clone() });
        }
        if let (Some(Role::Lockout), Answer::Item { item, millivolts }) = (step.role, answer) {
            return self.confirm_lockout(step, item, *millivolts);
        }
        if matches!(step.role, Some(Role::CabinetWork | Role::CloseCabinet)) && self.is_shut_again() {
            let closed = step.role == Some(Role::CloseCabinet) && self.is_done(step);
            let again = closed && *answer == Answer::Confirmed;
            return if again { Ok(Vec::new()) } else { Err(Refusal::CabinetNotOpen) };
        }
        let missing = self.missing_before(step);
        if !missing.is_empty() {
            return Err(Refusal::StepLocked { step: id.clone(), missing });
        }
        if step.role == Some(Role::CabinetWork) {
            safety::may_work(self.visit, self.job, self.playbook, self.context.actor)?;
        }
        match (step.role, step.kind, answer) {
            (Some(Role::OpenCabinet), _, Answer::Confirmed) => self.open_cabinet(step),
            (Some(Role::CloseCabinet), _, Answer::Confirmed) => Ok(self.close_cabinet(step)),
            (Some(Role::ReEnergise), _, Answer::Confirmed) => self.re_energise(step),
            (Some(Role::Restart), _, Answer::Confirmed) => self.restart(step),
            (_, StepKind::Confirmation, Answer::Confirmed) => Ok(self.said(step, Answer::Confirmed)),
            (_, StepKind::Checklist, Answer::Item { item, .. }) => self.tick(step, item),
            (_, StepKind::Photo, Answer::Photo(photo)) => {
                if step.landscape && photo.height_px >= photo.width_px {
                    return Err(Refusal::PhotoNotLandscape {
                        width_px: photo.width_px,
                        height_px: photo.height_px,
                    });
                }
                Ok(self.said(step, answer.clone()))
            }
            (_, StepKind::Form | StepKind::Scan | StepKind::Reading, _) => self.fill(step, answer),
            _ => Err(Refusal::AnswerKind { step: id.clone() }),
        }
    }

    fn confirm_lockout(
        &self,
        step: &Step,
        item: &ItemId,
        millivolts: Option<u32>,
    ) -> Result<Vec<Event>, Refusal> {
        let item = find_item(step, item)?;
        let waits_for = self.waits_for(step);
        if !waits_for.is_empty() {
            return Err(Refusal::StepLocked { step: step.id.clone(), missing: waits_for });
        }
        let missing = self.lockout_missing();
        let measured = safety::may_confirm(item, &missing, millivolts);
        // Voltage where none was: the earlier reading no longer counts, and an open cabinet means STOP.
        if matches!(measured, Err(Refusal::VoltagePresent { .. })) && !missing.contains(&item.id) {
            return self.take_back_lockout(step, Some(&item.id));
        }
        measured?;
        let (circuit, person) = (self.job.circuit.clone(), self.context.actor);
        let lockout = self.visit.circuit(&circuit).and_then(|circuit| circuit.lockouts.get(&person));
        if lockout.and_then(|lockout| lockout.confirmed.get(&item.id)) == Some(&millivolts) {
            return Ok(Vec::new());
        }
        Ok(vec![Event::LockoutItemConfirmed { circuit, person, item: item.id.clone(), millivolts }])
    }

    /// Opening begins a new round of closing, power and the checks that wait for power.
    fn open_cabinet(&self, step: &Step) -> Result<Vec<Event>, Refusal> {
        let by_this_hand = self.job.cabinet == Cabinet::Open { by: self.context.actor };
        if by_this_hand && self.is_done(step) && safety::stop(self.visit, self.job, self.playbook).is_none() {
            return Ok(Vec::new());
        }
        safety::may_open(self.visit, self.job, self.playbook, self.context.actor)?;
        let mut events = vec![Event::CabinetOpened { job: self.job.id }, self.done(step, Answer::Confirmed)];
        let mut again: Vec<&StepId> = Vec::new();
        for step in &self.playbook.steps {
            let round = matches!(step.role, Some(Role::CloseCabinet | Role::ReEnergise));
            let fact = self.job.sealed.is_some() && self.is_fact(step);
            if (round || step.needs.iter().any(|needs| again.contains(&needs))) && !fact {
                again.push(&step.id);
            }
        }
        let begun = again.into_iter().filter(|id| self.is_begun(id));
        events.extend(begun.map(|id| self.undone(id, None)));
        Ok(events)
    }

    /// Power is back already, unless somebody has begun to lock the circuit out again.
    fn re_energise(&self, step: &Step) -> Result<Vec<Event>, Refusal> {
        safety::may_re_energise(self.visit, self.job, self.context.actor)?;
        let circuit = self.job.circuit.clone();
        let live = self.visit.circuit(&circuit).is_none_or(|circuit| circuit.lockouts.is_empty());
        if live && self.is_done(step) {
            return Ok(Vec::new());
        }
        Ok(vec![Event::ReEnergised { circuit }, self.done(step, Answer::Confirmed)])
    }

    /// Power goes off and comes back, so what the station showed before is read again (B17).
    fn restart(&self, step: &Step) -> Result<Vec<Event>, Refusal> {
        let Context { actor, now, .. } = *self.context;
        safety::may_restart(self.visit, self.job, self.playbook, actor, now)?;
        let circuit = self.job.circuit.clone();
        let mut events = vec![Event::ReEnergised { circuit }, self.done(step, Answer::Confirmed)];
        let page = self.playbook.step_for(Form::NetworkSignal).filter(|page| self.is_begun(&page.id));
        events.extend(page.map(|page| self.undone(&page.id, None)));
        Ok(events)
    }

    fn close_cabinet(&self, step: &Step) -> Vec<Event> {
        vec![Event::CabinetClosed { job: self.job.id }, self.done(step, Answer::Confirmed)]
    }

    fn tick(&self, step: &Step, item: &ItemId) -> Result<Vec<Event>, Refusal> {
        let item = find_item(step, item)?;
        if self.is_ticked(step, &item.id) {
            return Ok(Vec::new());
        }
        Ok(vec![Event::ItemDone { job: self.job.id, step: step.id.clone(), item: item.id.clone() }])
    }

    fn fill(&self, step: &Step, answer: &Answer) -> Result<Vec<Event>, Refusal> {
        let answer = match (step.form, answer) {
            (Some(Form::Location), Answer::Location(_) | Answer::NoLocation)
            | (Some(Form::Pin), Answer::Pin(_)) => answer.clone(),
            (Some(Form::Station), Answer::Station { manufacturer, model, has_screen }) => {
                self.station(manufacturer, model, *has_screen)?
            }
            (Some(Form::Serial), Answer::Serial { text, source }) => {
                Answer::Serial { text: SerialNumber::parse(text)?.printed().to_owned(), source: *source }
            }
            (Some(Form::Serial), Answer::SerialAgain { text }) => match &self.job.facts.serial {
                _ if !self.job.facts.serial_is_of_station() => return Err(Refusal::SerialFirstMissing),
                Serial::Once(first) => {
                    AgreedSerial::agree(first, text)?;
                    answer.clone()
                }
                Serial::Agreed(agreed) => {
                    let first =
                        SerialEntry { serial: agreed.serial().clone(), source: SerialSource::Scanned };
                    AgreedSerial::agree(&first, text)?;
                    return Ok(Vec::new());
                }
                Serial::Missing => return Err(Refusal::SerialFirstMissing),
            },
            (Some(Form::Identity), Answer::Identity { claim: Claim::Mistake, known, .. }) => {
                return Ok(self.read_again(step, *known));
            }
            (Some(Form::Identity), Answer::Identity { claim, old_serial, known }) => {
                self.identified(*claim, old_serial.as_deref(), *known)?
            }
            (Some(Form::Address), Answer::Address(address)) => Answer::Address(tidy_address(address)?),
            (Some(Form::Details), Answer::Details(details)) => Answer::Details(tidy_details(details)?),
            (Some(Form::Mac), Answer::Mac { text }) => {
                let shown = MacAddress::parse(text)?;
                if shown != self.job.mac {
                    let other = swap::labelled(self.visit, self.job, &shown);
                    let (shown, label) = (shown.to_string(), self.job.mac.to_string());
                    return Err(match other {
                        Some(other) => Refusal::MacOfAnother { shown, label, other },
                        None => Refusal::MacDiffers { shown, label },
                    });
                }
                answer.clone()
            }
            _ => self.judged(step, answer)?,
        };
        Ok(self.said(step, answer))
    }

    /// The catalog's spelling and knowledge where it knows the model, the installer's word where it does not.
    fn station(&self, manufacturer: &str, model: &str, has_screen: Option<bool>) -> Result<Answer, Refusal> {
        let Context { profile, catalog, .. } = *self.context;
        let known = profile.known_model(catalog, manufacturer, model);
        let (manufacturer, model, has_screen) = match known {
            Some(known) => {
                let has_screen = known.has_screen.or(has_screen);
                (known.manufacturer.to_owned(), known.model.to_owned(), has_screen)
            }
            None => (tidy("manufacturer", manufacturer, 50)?, tidy("model", model, 50)?, has_screen),
        };
        if has_screen.is_none() {
            return Err(Refusal::ScreenUnknown { manufacturer, model });
        }
        Ok(Answer::Station { manufacturer, model, has_screen })
    }

    fn undo(&self, id: &StepId, item: Option<&ItemId>) -> Result<Vec<Event>, Refusal> {
        let step = self.step(id)?;
        if self.job.sealed.is_some() && self.is_fact(step) {
            return Err(Refusal::Sealed { step: id.clone() });
        }
        match step.role {
            Some(Role::Lockout) => return self.take_back_lockout(step, item),
            Some(Role::OpenCabinet | Role::CloseCabinet | Role::ReEnergise | Role::Restart) => {
                return Err(Refusal::Physical { step: id.clone() });
            }
            Some(Role::CabinetWork | Role::Label) | None => {}
        }
        let there = match item {
            Some(item) => self.is_ticked(step, &find_item(step, item)?.id),
            None => self.is_begun(id),
        };
        Ok(if there { vec![self.undone(id, item.cloned())] } else { Vec::new() })
    }

    /// An item falls with all that follow it: what was measured before the breaker was off is worth nothing.
    fn take_back_lockout(&self, step: &Step, item: Option<&ItemId>) -> Result<Vec<Event>, Refusal> {
        let from = item.map(|item| find_item(step, item)).transpose()?;
        let missing = self.lockout_missing();
        let falling = step.items.iter().skip_while(|item| from.is_some_and(|from| from.id != item.id));
        let items: Vec<ItemId> = falling.map(|item| item.id.clone()).collect();
        if items.iter().all(|item| missing.contains(item)) {
            return Ok(Vec::new());
        }
        let (circuit, person) = (self.job.circuit.clone(), self.context.actor);
        Ok(vec![Event::LockoutItemTakenBack { circuit, person, items }])
    }

    /// An answer that the step has already, and that counts, is no news.
    fn said(&self, step: &Step, answer: Answer) -> Vec<Event> {
        let first_entry = matches!(answer, Answer::Serial { .. }) && self.job.facts.serial_is_of_station();
        let stands = self.is_done(step) || first_entry;
        if stands && self.answer_at(step) == Some(&answer) {
            Vec::new()
        } else {
            vec![self.done(step, answer)]
        }
    }

    fn done(&self, step: &Step, answer: Answer) -> Event {
        Event::StepDone { job: self.job.id, step: step.id.clone(), answer }
    }

    pub(super) fn undone(&self, step: &StepId, item: Option<ItemId>) -> Event {
        Event::Undone { job: self.job.id, step: step.clone(), item }
    }
}

fn find_item<'s>(step: &'s Step, id: &ItemId) -> Result<&'s ChecklistItem, Refusal> {
    let unknown = || Refusal::ItemUnknown { step: step.id.clone(), item: id.clone() };
    step.items.iter().find(|item| item.id == *id).ok_or_else(unknown)
}
