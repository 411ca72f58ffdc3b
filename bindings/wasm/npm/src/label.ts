import type { LabelSecret } from "./crossing.js";
import { PinpointError } from "./error.js";

const DOTS = "••••";

/**
 * An activation label that was read or typed. The MAC may be shown; the password leaves this object only on its way
 * into a worker, and no printed form has it.
 */
export class ActivationLabel {
  /** The MAC, as it stands on the label. */
  readonly mac: string;
  readonly #password: Uint8Array;

  /** @internal */
  constructor({ mac, password }: LabelSecret) {
    this.mac = mac;
    this.#password = password;
  }

  /** @internal For the worker that makes the capsule, and for nobody else. */
  static open(label: ActivationLabel): LabelSecret {
    if (typeof label !== "object" || label === null || !(#password in label)) {
      throw new PinpointError("argument-malformed", { argument: "label", reason: "neither read nor typed" });
    }
    return { mac: label.mac, password: label.#password };
  }

  toString(): string {
    return `ActivationLabel(${this.mac}, ${DOTS})`;
  }

  toJSON(): { mac: string; password: string } {
    return { mac: this.mac, password: DOTS };
  }

  /** What a console of Node shows. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString();
  }
}
