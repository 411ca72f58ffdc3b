import type { Outcome } from "../crossing.js";
import { asCoded } from "../error.js";
import { Ended } from "../workers/line.js";

/** The calls that this tab's worker has at the moment, its own and those of others: each once, however often it is asked. */
export class Working {
  readonly #calls = new Map<string, Promise<void>>();

  /** `tell` hears how it ended, unless the lead moved on before: then it is asked again where that went. */
  begin(id: string, does: () => Promise<unknown>, tell: (outcome: Outcome) => void): void {
    if (this.#calls.has(id)) return;
    const working = does().then(
      (done) => tell({ done }),
      (error: unknown) => {
        if (!(error instanceof Ended)) tell({ refused: asCoded("argument-unsent", error).toJSON() });
      },
    );
    this.#calls.set(id, working.finally(() => this.#calls.delete(id)));
  }

  /** Returns when nothing is open. */
  async idle(): Promise<void> {
    while (this.#calls.size > 0) await Promise.all(this.#calls.values());
  }
}
