/** Which body a step's screen has: by the form that it asks for, or else by how it is done. */

import type { Form, JobView, StepKind, StepView } from "@pinpoint/installer";
import type { Component } from "svelte";

import type { JobHeld } from "../work/job.svelte.js";
import AddressStep from "./AddressStep.svelte";
import ChecklistStep from "./ChecklistStep.svelte";
import ConfirmStep from "./ConfirmStep.svelte";
import DetailsStep from "./DetailsStep.svelte";
import FirmwareStep from "./FirmwareStep.svelte";
import HardwareStep from "./HardwareStep.svelte";
import IccidStep from "./IccidStep.svelte";
import IdentityStep from "./IdentityStep.svelte";
import LocationStep from "./LocationStep.svelte";
import LockoutStep from "./LockoutStep.svelte";
import MacStep from "./MacStep.svelte";
import PasteStep from "./PasteStep.svelte";
import PhotoStep from "./PhotoStep.svelte";
import PinStep from "./PinStep.svelte";
import SealStep from "./SealStep.svelte";
import SerialStep from "./SerialStep.svelte";
import SignalStep from "./SignalStep.svelte";
import StationStep from "./StationStep.svelte";

/** What a body is given: the job, its step, and the way on. */
export interface BodyProps {
  readonly held: JobHeld;
  readonly view: JobView;
  readonly step: StepView;
  readonly onward: () => void;
}

type Body = Component<BodyProps>;

const FORMS: Record<Form, Body> = {
  location: LocationStep,
  station: StationStep,
  serial: SerialStep,
  identity: IdentityStep,
  address: AddressStep,
  pin: PinStep,
  details: DetailsStep,
  mac: MacStep,
  hardware: HardwareStep,
  "iccid-new": IccidStep,
  "iccid-old": IccidStep,
  addresses: PasteStep,
  "name-resolution": PasteStep,
  firmware: FirmwareStep,
  "network-signal": SignalStep,
};

const KINDS: Record<StepKind, Body> = {
  photo: PhotoStep,
  checklist: ChecklistStep,
  confirmation: ConfirmStep,
  seal: SealStep,
  // These ask for a form; one that this version does not know can be confirmed and no more.
  scan: ConfirmStep,
  form: ConfirmStep,
  reading: ConfirmStep,
};

/** The body of a step's screen. */
export function bodyOf(step: StepView): Body {
  if (step.form) return FORMS[step.form] ?? ConfirmStep;
  if (step.kind === "checklist" && step.items?.some(({ max_millivolts }) => max_millivolts !== undefined)) return LockoutStep;
  return KINDS[step.kind] ?? ConfirmStep;
}
