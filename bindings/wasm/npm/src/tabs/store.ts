import type { Config } from "../types.js";
import type { Outcome } from "../crossing.js";
import type { Answer, Method, Parameters } from "../surface.js";
import { PinpointError, type Notice } from "../error.js";
import { Keeper } from "../workers/keeper.js";
import { Ended } from "../workers/line.js";
import { Channel, type Asked, type Word } from "./channel.js";
import { Leadership } from "./leadership.js";

/** How long a tab waits to be heard before it asks again. */
const UNHEARD_MS = 1_000;

interface Open {
  readonly asked: Asked;
  readonly resolve: (done: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly progress: ((step: unknown) => void) | undefined;
  timer?: ReturnType<typeof setTimeout>;
}

/**
 * The one store of this origin and name, wherever its worker is: called directly in the tab that leads, through that tab
 * in all others. When the lead changes before an answer, the call is made again.
 */
export class Store {
  readonly #config: Config;
  readonly #changed: (what: unknown) => void;
  readonly #channel: Channel;
  readonly #leadership: Leadership;
  /** This tab's calls that have no answer yet. */
  readonly #open = new Map<string, Open>();
  /** The calls that this tab's worker has at the moment, its own and those of others. */
  readonly #working = new Map<string, Promise<void>>();
  #keeper: Keeper | undefined;
  #closed = false;

  constructor(config: Config, changed: (what: unknown) => void) {
    this.#config = config;
    this.#changed = changed;
    const name = `pinpoint/${config.data ?? "pinpoint"}`;
    this.#channel = new Channel(name, (word) => this.#hear(word));
    this.#leadership = new Leadership(name, {
      begin: () => this.#begin(),
      idle: () => this.#idle(),
      end: () => this.#end(),
    });
  }

  call<M extends Method>(method: M, args: Parameters<M>, progress?: (step: unknown) => void): Promise<Answer<M>> {
    if (this.#closed) return Promise.reject(new PinpointError("database-closed"));
    return new Promise((resolve, reject) => {
      const asked: Asked = { kind: "asked", id: crypto.randomUUID(), method, args };
      const open = { asked, resolve: resolve as (done: unknown) => void, reject, progress };
      this.#open.set(asked.id, open);
      this.#ask(open);
    });
  }

  /** This tab needs the store no more; another may have it. */
  close(): void {
    this.#closed = true;
    this.#leadership.close();
    this.#channel.close();
    for (const id of [...this.#open.keys()]) this.#answer(id, { refused: new PinpointError("database-closed").toJSON() });
  }

  #ask(open: Open): void {
    clearTimeout(open.timer);
    if (this.#keeper) return this.#work(open.asked, open.progress);
    this.#leadership.want();
    this.#channel.say(open.asked);
    open.timer = setTimeout(() => this.#ask(open), UNHEARD_MS);
  }

  #answer(id: string, outcome: Outcome): void {
    const open = this.#open.get(id);
    if (!open) return;
    this.#open.delete(id);
    clearTimeout(open.timer);
    if ("done" in outcome) open.resolve(outcome.done);
    else open.reject(new PinpointError(outcome.refused.code, outcome.refused.fields));
  }

  #hear(word: Word): void {
    switch (word.kind) {
      case "leads":
        return this.#askAgain();
      case "asked":
        if (!this.#keeper) return;
        this.#channel.say({ kind: "heard", id: word.id });
        return this.#work(word, (step) => this.#channel.say({ kind: "progress", id: word.id, step }));
      case "heard":
        return clearTimeout(this.#open.get(word.id)?.timer);
      case "progress":
        return this.#open.get(word.id)?.progress?.(word.step);
      case "answered":
        return this.#answer(word.id, word.outcome);
      case "changed":
        return this.#changed(word.what);
    }
  }

  /** In the tab that leads: calls its worker, and tells whoever asked. */
  #work({ id, method, args }: Asked, progress: ((step: unknown) => void) | undefined): void {
    const keeper = this.#keeper;
    if (!keeper || this.#working.has(id)) return;
    const working = keeper.call(method, args, progress).then(
      (done) => this.#tell(id, { done }),
      (error: unknown) => {
        // The lead moved on: the call is made again where it went.
        if (!(error instanceof Ended)) this.#tell(id, { refused: noticeOf(error) });
      },
    );
    this.#working.set(id, working.finally(() => this.#working.delete(id)));
  }

  #tell(id: string, outcome: Outcome): void {
    if (this.#open.has(id)) this.#answer(id, outcome);
    else if (!this.#closed) this.#channel.say({ kind: "answered", id, outcome });
  }

  #begin(): void {
    this.#keeper = new Keeper(this.#config, (what) => {
      this.#changed(what);
      this.#channel.say({ kind: "changed", what });
    });
    this.#channel.say({ kind: "leads" });
    this.#askAgain();
  }

  async #idle(): Promise<void> {
    while (this.#working.size > 0) await Promise.all(this.#working.values());
  }

  #end(): void {
    this.#keeper?.end();
    this.#keeper = undefined;
    this.#working.clear();
    // A frozen tab's timers run when it is awake again.
    for (const open of this.#open.values()) open.timer = setTimeout(() => this.#ask(open));
  }

  #askAgain(): void {
    for (const open of this.#open.values()) this.#ask(open);
  }
}

/** Anything but a refusal is an argument that cannot cross to a worker. */
function noticeOf(error: unknown): Notice {
  return error instanceof PinpointError ? error.toJSON() : { code: "argument-unsent", fields: { reason: String(error) } };
}
