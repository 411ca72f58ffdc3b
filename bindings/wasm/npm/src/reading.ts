import type { LabelSecret } from "./crossing.js";
import type { ReadingView } from "./wasm/decode/decode.js";
import { ActivationLabel } from "./label.js";

/** What a picture or a text says. */
export interface LabelReading extends Omit<ReadingView, "mac"> {
  /** The activation label, if there is one. */
  readonly label: ActivationLabel | null;
}

/** A reading on its way out of a worker: what may be shown, and apart from it the secret. */
export interface ReadInWorker {
  readonly reading: Omit<ReadingView, "mac">;
  readonly secret: LabelSecret | undefined;
}

export function readingOf({ reading, secret }: ReadInWorker): LabelReading {
  return { ...reading, label: secret ? new ActivationLabel(secret) : null };
}

/** The label of a reading that has one, as what was typed has. */
export function labelOf({ secret }: ReadInWorker): ActivationLabel {
  return new ActivationLabel(secret as LabelSecret);
}
