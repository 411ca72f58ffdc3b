import type { Call, Said } from "../crossing.js";
import { PinpointError } from "../error.js";

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
  #over = false;

  constructor(worker: Worker, heard: Heard = {}) {
    this.#worker = worker;
    this.#heard = heard;
    worker.onmessage = ({ data }: MessageEvent<Said>) => this.#hear(data);
    // A script that did not load, and a panic that no call carried home.
    worker.onerror = () => this.end();
    worker.onmessageerror = () => this.end();
  }

  call(
    method: string,
    args: readonly unknown[],
    progress?: (step: unknown) => void,
    transfer: Transferable[] = [],
  ): Promise<unknown> {
    if (this.#over) return Promise.reject(new Ended());
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#open.set(id, { resolve, reject, progress });
      this.#worker.postMessage({ id, method, args } satisfies Call, transfer);
    });
  }

  /** Ends the worker at once. Every open call ends in {@link Ended}. */
  end(): void {
    if (this.#over) return;
    this.#over = true;
    this.#worker.terminate();
    for (const { reject } of this.#open.values()) reject(new Ended());
    this.#open.clear();
    this.#heard.ended?.();
  }

  #hear(said: Said): void {
    if ("changed" in said) return this.#heard.changed?.(said.changed);
    if ("crashed" in said) return this.end();
    const open = this.#open.get(said.id);
    if ("progress" in said) return open?.progress?.(said.progress);
    this.#open.delete(said.id);
    if ("done" in said.outcome) open?.resolve(said.outcome.done);
    else open?.reject(new PinpointError(said.outcome.refused.code, said.outcome.refused.fields));
  }
}
