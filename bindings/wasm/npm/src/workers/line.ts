import type { Call, Said } from "../crossing.js";
import { PinpointError, asCoded } from "../error.js";

/** The worker ended before it answered. Whether to ask again, only the caller knows. */
export class Ended extends Error {}

/** What a line tells besides answers. */
export interface Heard {
  changed?(what: unknown): void;
  ended?(): void;
}

interface Open {
  readonly resolve: (done: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly progress: ((step: unknown) => void) | undefined;
}

/** Calls to one worker until it ends: because it crashed, or because it was told to. */
export class Line {
  readonly #worker: Worker;
  readonly #heard: Heard;
  readonly #open = new Map<number, Open>();
  #last = 0;
  #spoke = false;
  /** Why it ended. */
  #over: Error | undefined;

  /** `name` is what a person reads when the worker's script cannot be had. */
  constructor(worker: Worker, name: string, heard: Heard = {}) {
    this.#worker = worker;
    this.#heard = heard;
    worker.onmessage = ({ data }: MessageEvent<Said>) => this.#hear(data);
    // A panic that no call carried home, or a script that could not be had: that one never said a word.
    worker.onerror = () => this.end(this.#spoke ? undefined : unavailable(name));
    worker.onmessageerror = () => this.end();
  }

  call(
    method: string,
    args: readonly unknown[],
    progress?: (step: unknown) => void,
    transfer: Transferable[] = [],
  ): Promise<unknown> {
    if (this.#over) return Promise.reject(this.#over);
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      try {
        this.#worker.postMessage({ id, method, args } satisfies Call, transfer);
      } catch (error) {
        return reject(asCoded("argument-unsent", error));
      }
      this.#open.set(id, { resolve, reject, progress });
    });
  }

  /** Ends the worker at once, and with it every open call. */
  end(why: Error = new Ended()): void {
    if (this.#over) return;
    this.#over = why;
    this.#worker.terminate();
    for (const { reject } of this.#open.values()) reject(why);
    this.#open.clear();
    this.#heard.ended?.();
  }

  #hear(said: Said): void {
    // What was on its way when the worker was ended.
    if (this.#over) return;
    this.#spoke = true;
    if ("changed" in said) return this.#heard.changed?.(said.changed);
    if ("crashed" in said) return this.end();
    const open = this.#open.get(said.id);
    if ("progress" in said) return open?.progress?.(said.progress);
    this.#open.delete(said.id);
    if ("done" in said.outcome) open?.resolve(said.outcome.done);
    else open?.reject(new PinpointError(said.outcome.refused.code, said.outcome.refused.fields));
  }
}

function unavailable(name: string): PinpointError {
  return new PinpointError("module-unavailable", { address: name, reason: "its script did not load" });
}
