import type { Config } from "../types.js";
import type { Outcome } from "../crossing.js";
import type { Answer, Method, Parameters } from "../surface.js";
import { PinpointError, asCoded, coded } from "../error.js";
import { difference, folderOf, likenessOf, type Likeness } from "../place.js";
import { Keeper } from "../workers/keeper.js";
import { Channel, type Asked, type Leads, type Word } from "./channel.js";
import { Leadership } from "./leadership.js";
import { Secrets, wipe, type PublicKey } from "./secrets.js";
import { Working } from "./working.js";

/** How long a tab waits to be heard before it asks again. */
const UNHEARD_MS = 1_000;
/** How long one that was heard waits before it asks whether the other tab is still there. */
const HEARD_MS = 10_000;
/**
 * Unheard so often in a row, it takes the lead: the tab that has it is asleep, or gone in a way that the browser did not
 * notice. Counted and not timed, because a tab that slept itself would believe that the others were silent.
 */
const PATIENCE = 30;

interface Open {
  readonly id: string;
  readonly method: Method;
  readonly args: readonly unknown[];
  readonly resolve: (done: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly progress: ((step: unknown) => void) | undefined;
  unheard: number;
  timer?: ReturnType<typeof setTimeout>;
}

/** What this tab alone has. */
interface Own {
  readonly config: Config;
  readonly likeness: Likeness;
  readonly secrets: Secrets;
}

/** This tab's turn with the store. */
interface Lead {
  readonly keeper: Keeper;
  readonly working: Working;
}

/**
 * The one store of this origin and name, wherever its worker is: called directly in the tab that leads, through that tab
 * in all others. When the lead changes before an answer, the call is made again.
 */
export class Store {
  readonly #own: Own;
  readonly #changed: (what: unknown) => void;
  readonly #channel: Channel;
  readonly #leadership: Leadership;
  /** This tab's calls that have no answer yet. */
  readonly #open = new Map<string, Open>();
  #lead: Lead | undefined;
  /** The tab that leads and that this one can work through. Until it said so, nobody is asked anything. */
  #leader: PublicKey | undefined;
  #closed = false;

  static async open(given: Config, changed: (what: unknown) => void): Promise<Store> {
    const config = { ...given, data: folderOf(given) };
    const [likeness, secrets] = await Promise.all([likenessOf(config), coded("key-store", () => Secrets.make())]);
    return new Store({ config, likeness, secrets }, changed);
  }

  private constructor(own: Own, changed: (what: unknown) => void) {
    this.#own = own;
    this.#changed = changed;
    const name = `pinpoint/${own.config.data}`;
    // What cannot be understood is as if unsaid: who waits for an answer asks again.
    this.#channel = new Channel(name, (word) => void this.#hear(word).catch(() => {}));
    this.#leadership = new Leadership(name, {
      begin: () => this.#begin(),
      idle: async () => this.#lead?.working.idle(),
      end: () => this.#end(),
      awake: () => this.#askAll(),
    });
  }

  call<M extends Method>(method: M, args: Parameters<M>, progress?: (step: unknown) => void): Promise<Answer<M>> {
    if (this.#closed) return Promise.reject(new PinpointError("database-closed"));
    return new Promise((resolve, reject) => {
      const id = crypto.randomUUID();
      const open = { id, method, args, resolve: resolve as (done: unknown) => void, reject, progress, unheard: 0 };
      this.#open.set(id, open);
      this.#ask(open);
    });
  }

  /** This tab needs the store no more; another may have it. */
  close(): void {
    this.#closed = true;
    this.#leadership.close();
    this.#channel.close();
    this.#refuseAll(new PinpointError("database-closed"));
  }

  #ask(open: Open): void {
    const { id, method, args, progress } = open;
    clearTimeout(open.timer);
    if (this.#lead) {
      const { keeper, working } = this.#lead;
      return working.begin(id, () => keeper.call(method, args, progress), (outcome) => this.#answer(id, outcome));
    }
    if (++open.unheard <= PATIENCE) {
      this.#leadership.want();
    } else {
      open.unheard = 0;
      this.#leadership.take();
    }
    open.timer = setTimeout(() => this.#ask(open), UNHEARD_MS);
    if (this.#leader) void this.#askThrough(this.#leader, open);
    else this.#channel.say({ kind: "who-leads" });
  }

  async #askThrough(leader: PublicKey, { id, method, args }: Open): Promise<void> {
    const { secrets } = this.#own;
    try {
      const sealed = await secrets.sealedArgs(leader, id, method, args);
      if (this.#open.has(id)) this.#channel.say({ kind: "asked", id, from: secrets.own, method, args: sealed });
    } catch (error) {
      this.#answer(id, { refused: asCoded("argument-unsent", error).toJSON() });
    }
  }

  #answer(id: string, outcome: Outcome): void {
    const open = this.#open.get(id);
    if (!open) return;
    this.#open.delete(id);
    clearTimeout(open.timer);
    if ("done" in outcome) open.resolve(outcome.done);
    else open.reject(new PinpointError(outcome.refused.code, outcome.refused.fields));
  }

  async #hear(word: Word): Promise<void> {
    switch (word.kind) {
      case "who-leads":
        return this.#lead && this.#sayLeads();
      case "leads":
        return this.#follow(word);
      case "asked":
        return this.#workFor(word);
      case "heard":
        return this.#wait(word.id);
      case "progress":
        return this.#open.get(word.id)?.progress?.(word.step);
      case "answered":
        return this.#hearAnswer(word.id, word.from, word.outcome);
      case "changed":
        return this.#changed(word.what);
    }
  }

  #follow({ key, like }: Leads): void {
    if (this.#lead) return;
    const differs = difference(this.#own.likeness, like);
    this.#leader = differs ? undefined : key;
    if (differs) this.#refuseAll(differs);
    else this.#askAll();
  }

  #wait(id: string): void {
    const open = this.#open.get(id);
    if (!open) return;
    open.unheard = 0;
    clearTimeout(open.timer);
    open.timer = setTimeout(() => this.#ask(open), HEARD_MS);
  }

  async #hearAnswer(id: string, from: PublicKey, outcome: Outcome): Promise<void> {
    const open = this.#open.get(id);
    if (!open || "refused" in outcome) return this.#answer(id, outcome);
    const done = await this.#own.secrets.openedAnswer(from, id, open.method, outcome.done);
    this.#answer(id, { done });
  }

  /** In the tab that leads: calls its worker, and tells whoever asked. */
  #workFor({ id, from, method, args }: Asked): void {
    if (!this.#lead) return;
    const { keeper, working } = this.#lead;
    const { secrets } = this.#own;
    this.#channel.say({ kind: "heard", id });
    const does = async () => {
      const opened = await secrets.openedArgs(from, id, method, args);
      try {
        const done = await keeper.call(method, opened, (step) => this.#channel.say({ kind: "progress", id, step }));
        return await secrets.sealedAnswer(from, id, method, done);
      } finally {
        wipe(opened);
      }
    };
    working.begin(id, does, (outcome) => this.#channel.say({ kind: "answered", id, from: secrets.own, outcome }));
  }

  #sayLeads(): void {
    const { secrets, likeness } = this.#own;
    this.#channel.say({ kind: "leads", key: secrets.own, like: likeness });
  }

  #begin(): void {
    const keeper = new Keeper(this.#own.config, (what) => {
      this.#changed(what);
      this.#channel.say({ kind: "changed", what });
    });
    this.#lead = { keeper, working: new Working() };
    this.#leader = undefined;
    this.#sayLeads();
    this.#askAll();
  }

  #end(): void {
    this.#lead?.keeper.end();
    this.#lead = undefined;
    // A frozen tab's timers run when it is awake again.
    for (const open of this.#open.values()) open.timer = setTimeout(() => this.#ask(open));
  }

  #askAll(): void {
    for (const open of this.#open.values()) {
      open.unheard = 0;
      this.#ask(open);
    }
  }

  #refuseAll(why: PinpointError): void {
    for (const id of [...this.#open.keys()]) this.#answer(id, { refused: why.toJSON() });
  }
}
