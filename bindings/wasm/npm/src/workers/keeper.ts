import type { Config } from "../types.js";
import { PinpointError } from "../error.js";
import { Ended, Line } from "./line.js";

/** The worker with the store, in the one tab that leads. It is begun anew after a panic: what was committed is there. */
export class Keeper {
  readonly #config: Config;
  readonly #changed: (what: unknown) => void;
  #line: Promise<Line> | undefined;
  #worker: Line | undefined;
  #over = false;

  constructor(config: Config, changed: (what: unknown) => void) {
    this.#config = config;
    this.#changed = changed;
  }

  /**
   * Calls the store. A call that met a panic is repeated once, as all calls may be: perhaps the panic was another's.
   * Ends in {@link Ended} when the store moves to another tab before the answer.
   */
  async call(method: string, args: readonly unknown[], progress?: (step: unknown) => void): Promise<unknown> {
    for (let crashes = 0; ; ) {
      try {
        return await (await this.#open()).call(method, args, progress);
      } catch (error) {
        if (!(error instanceof Ended) || this.#over) throw error;
        if (++crashes === 2) throw new PinpointError("store-crashed");
      }
    }
  }

  /** Lets go of the store at once. */
  end(): void {
    this.#over = true;
    this.#worker?.end();
  }

  #open(): Promise<Line> {
    if (this.#over) return Promise.reject(new Ended());
    return (this.#line ??= this.#begin());
  }

  async #begin(): Promise<Line> {
    const worker = new Worker(new URL("../worker/store.worker.js", import.meta.url), {
      type: "module",
      name: "pinpoint-store",
    });
    const line = new Line(worker, { changed: this.#changed, ended: () => this.#forget(line) });
    this.#worker = line;
    try {
      await line.call("open", [this.#config]);
      return line;
    } catch (error) {
      // A store that did not open is tried again by the next call.
      line.end();
      throw error;
    }
  }

  #forget(line: Line): void {
    if (this.#worker === line) this.#line = undefined;
  }
}
