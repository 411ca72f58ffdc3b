import type { LabelForm } from "../types.js";
import { PinpointError } from "../error.js";
import { Ended, Line } from "./line.js";

/** How long a worker may take before it is ended, in milliseconds. */
const LIMIT_MS = { frame: 5_000, picture: 30_000 } as const;

/**
 * The module that reads pixels, in a worker of its own: there is no unwinding in it, so after a panic, and when it takes
 * too long, the worker is ended and the next call begins another.
 */
export class Decoder {
  readonly #forms: readonly LabelForm[];
  #line: Line | undefined;

  constructor(forms: readonly LabelForm[]) {
    this.#forms = forms;
  }

  async call(
    method: string,
    args: readonly unknown[],
    limit: keyof typeof LIMIT_MS,
    transfer: Transferable[] = [],
  ): Promise<unknown> {
    const line = (this.#line ??= this.#begin());
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      line.end();
    }, LIMIT_MS[limit]);
    try {
      return await line.call(method, args, undefined, transfer);
    } catch (error) {
      if (!(error instanceof Ended)) throw error;
      throw new PinpointError(late ? "decoder-too-slow" : "decoder-crashed");
    } finally {
      clearTimeout(timer);
    }
  }

  end(): void {
    this.#line?.end();
  }

  #begin(): Line {
    const worker = new Worker(new URL("../worker/decode.worker.js", import.meta.url), {
      type: "module",
      name: "pinpoint-decode",
    });
    const line = new Line(worker, {
      ended: () => {
        if (this.#line === line) this.#line = undefined;
      },
    });
    // Its answer is that of the first real call.
    line.call("open", [this.#forms]).catch(() => {});
    return line;
  }
}
