/** What crosses between a tab and its workers, and between tabs. All of it survives a structured clone. */

import type { Notice } from "./error.js";

/** A label on its way between two workers. The password is bytes: no string can be overwritten. */
export interface LabelSecret {
  readonly mac: string;
  readonly password: Uint8Array;
}

/** To a worker. Besides its own methods each has `open`, which comes first, and `alive`, which it answers at once. */
export interface Call {
  readonly id: number;
  readonly method: string;
  readonly args: readonly unknown[];
}

/** How a call ended. */
export type Outcome = { readonly done: unknown } | { readonly refused: Notice };

/** From a worker. */
export type Said =
  | { readonly id: number; readonly outcome: Outcome }
  | { readonly id: number; readonly progress: unknown }
  | { readonly changed: unknown }
  /** The module panicked: what it was doing is undone, and the worker is of no use any more. */
  | { readonly crashed: true };
