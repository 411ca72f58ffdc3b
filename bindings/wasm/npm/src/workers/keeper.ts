import type { Config } from "../types.js";
import { PinpointError } from "../error.js";
import { Ended, Line } from "./line.js";
import { opened } from "./opened.js";
import { watched } from "./pulse.js";

/** A repeated call that took so long did not panic at once: no reason to keep the next one waiting. */
const APART_MS = 1_000;
const NAME = "pinpoint-store";

type Call = [method: string, args: readonly unknown[], progress?: (step: unknown) => void];

/**
 * The worker with the store, in the one tab that leads. It is begun anew after a panic, and when it hangs: what was
 * committed is there.
 */
export class Keeper {
  readonly #config: Config;
  readonly #changed: (what: unknown) => void;
  #line: Promise<Line> | undefined;
  #worker: Line | undefined;
  #over = false;
  /** The repeated calls, one after the other. */
  #apart: Promise<unknown> = Promise.resolve();

  constructor(config: Config, changed: (what: unknown) => void) {
    this.#config = config;
    this.#changed = changed;
  }

  /**
   * Calls the store. A call that met a panic is repeated once, as all calls may be, and apart from the others that met
   * it: the panic was one's alone. Ends in {@link Ended} when the store moves to another tab before the answer.
   */
  async call(...call: Call): Promise<unknown> {
    try {
      return await this.#once(call);
    } catch (error) {
      if (!(error instanceof Ended) || this.#over) throw error;
    }
    const before = this.#apart;
    const repeated = before.then(() => this.#once(call));
    this.#apart = before.then(() => Promise.race([repeated.catch(() => {}), pause(APART_MS)]));
    return repeated.catch((error: unknown) => {
      throw error instanceof Ended && !this.#over ? new PinpointError("store-crashed") : error;
    });
  }

  /** Lets go of the store at once. */
  end(): void {
    this.#over = true;
    this.#worker?.end();
  }

  async #once(call: Call): Promise<unknown> {
    const line = await this.#open();
    return watched(line, line.call(...call));
  }

  #open(): Promise<Line> {
    if (this.#over) return Promise.reject(new Ended());
    return (this.#line ??= this.#begin());
  }

  #begin(): Promise<Line> {
    const worker = new Worker(new URL("../worker/store.worker.js", import.meta.url), { type: "module", name: NAME });
    const line = new Line(worker, NAME, { changed: this.#changed, ended: () => this.#forget(line) });
    this.#worker = line;
    // One that did not open is tried again by the next call.
    return opened(line, new URL("../wasm/store/store_bg.wasm", import.meta.url), this.#config);
  }

  #forget(line: Line): void {
    if (this.#worker === line) this.#line = undefined;
  }
}

function pause(length_ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, length_ms));
}
