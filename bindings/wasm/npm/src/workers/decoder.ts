import type { LabelForm } from "../types.js";
import { PinpointError } from "../error.js";
import { Ended, Line } from "./line.js";
import { opened } from "./opened.js";

/** How long a worker may take over one call before it is ended, in milliseconds. */
const LIMIT_MS = { frame: 5_000, picture: 30_000 } as const;
const NAME = "pinpoint-decode";

/**
 * The module that reads pixels, in a worker of its own: there is no unwinding in it, so after a panic, and when it takes
 * too long, the worker is ended and the next call begins another. It has one call at a time; neither waiting for one's
 * turn nor for the module to come is taking long.
 */
export class Decoder {
  #forms: readonly LabelForm[];
  #line: Line | undefined;
  #opened: Promise<Line> | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #over = false;

  constructor(forms: readonly LabelForm[]) {
    this.#forms = forms;
  }

  call(
    method: string,
    args: readonly unknown[],
    limit: keyof typeof LIMIT_MS,
    transfer: Transferable[] = [],
  ): Promise<unknown> {
    const answer = this.#turn.then(() => this.#once(method, args, LIMIT_MS[limit], transfer));
    this.#turn = answer.catch(() => {});
    return answer;
  }

  /** From the next call on, labels have these forms. */
  use(forms: readonly LabelForm[]): void {
    if (JSON.stringify(forms) === JSON.stringify(this.#forms)) return;
    this.#forms = forms;
    this.#turn = this.#turn.then(() => this.#line?.end());
  }

  /** Ends the worker, and whatever waits for it. */
  end(): void {
    this.#over = true;
    this.#line?.end();
  }

  async #once(method: string, args: readonly unknown[], limit_ms: number, transfer: Transferable[]): Promise<unknown> {
    let late = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      const line = await this.#open();
      timer = setTimeout(() => {
        late = true;
        line.end();
      }, limit_ms);
      return await line.call(method, args, undefined, transfer);
    } catch (error) {
      if (this.#over) throw new PinpointError("database-closed");
      if (!(error instanceof Ended)) throw error;
      throw new PinpointError(late ? "decoder-too-slow" : "decoder-crashed");
    } finally {
      clearTimeout(timer);
    }
  }

  #open(): Promise<Line> {
    if (this.#over) return Promise.reject(new Ended());
    return (this.#opened ??= this.#begin());
  }

  #begin(): Promise<Line> {
    const worker = new Worker(new URL("../worker/decode.worker.js", import.meta.url), { type: "module", name: NAME });
    const line = new Line(worker, NAME, {
      ended: () => {
        if (this.#line === line) this.#opened = undefined;
      },
    });
    this.#line = line;
    return opened(line, new URL("../wasm/decode/decode_bg.wasm", import.meta.url), this.#forms);
  }
}
