/** A tab that is hidden for so long gives the store to another. */
const HIDDEN_MS = 30_000;

/** What a tab does with its turn. */
export interface Turn {
  /** The store is this tab's. */
  begin(): void;
  /** Returns when nothing is open, a sync last of all. */
  idle(): Promise<void>;
  /** It no longer is; nothing may be kept waiting. */
  end(): void;
  /** The tab was frozen and is not any more: what was said meanwhile, it may have missed. */
  awake(): void;
}

/**
 * Which tab has the store: the one that holds the lock of its name. A tab asks for it while somebody looks at it, or
 * when something wants the store. It gives it up when it was hidden for long, after what is open is finished, and at
 * once when it is frozen, because a frozen tab answers nobody. A tab that keeps it and answers nobody all the same, such as
 * one that its system put to sleep unasked, has it taken away.
 */
export class Leadership {
  readonly #name: string;
  readonly #turn: Turn;
  readonly #closed = new AbortController();
  /** The place in the queue for the lock, or the lock itself. */
  #asking: AbortController | undefined;
  /** From the freeze on until somebody is back: a lock that is granted meanwhile would be held by nobody awake. */
  #frozen = false;
  #release: (() => void) | undefined;
  #hidden: ReturnType<typeof setTimeout> | undefined;

  constructor(name: string, turn: Turn) {
    this.#name = name;
    this.#turn = turn;
    const { signal } = this.#closed;
    document.addEventListener("visibilitychange", () => this.#look(), { signal });
    document.addEventListener("freeze", () => this.#freeze(), { signal });
    document.addEventListener("resume", () => this.#thaw(), { signal });
    // Kept in the back-forward cache, a page is frozen too.
    addEventListener("pagehide", () => this.#freeze(), { signal });
    addEventListener("pageshow", () => this.#thaw(), { signal });
    this.#look();
  }

  /** Something waits for the store: this tab takes it if no other has it. */
  want(): void {
    if (this.#asking || this.#frozen) return;
    const asking = new AbortController();
    this.#request(asking, { signal: asking.signal });
  }

  /** Takes the store from a tab that answers nobody. */
  take(): void {
    if (this.#release || this.#frozen) return;
    this.#giveUp();
    this.#request(new AbortController(), { steal: true });
  }

  close(): void {
    this.#closed.abort();
    clearTimeout(this.#hidden);
    this.#freeze();
  }

  #request(asking: AbortController, options: LockOptions): void {
    this.#asking = asking;
    const lead = () => (asking.signal.aborted ? undefined : this.#lead());
    navigator.locks.request(this.#name, options, lead).catch(() => {
      // Another tab took it. Or `#giveUp` left the queue, or the page ends: then there is nothing to give up.
      if (this.#asking === asking) this.#giveUp();
    });
  }

  #lead(): Promise<void> {
    return new Promise<void>((release) => {
      this.#release = release;
      this.#turn.begin();
      this.#look();
    });
  }

  #look(): void {
    clearTimeout(this.#hidden);
    if (document.visibilityState === "visible") return this.want();
    if (this.#release) this.#hidden = setTimeout(() => void this.#giveUpWhenIdle(), HIDDEN_MS);
  }

  async #giveUpWhenIdle(): Promise<void> {
    const release = this.#release;
    await this.#turn.idle();
    // Meanwhile somebody may be back, or it was given up.
    if (release && release === this.#release && document.visibilityState !== "visible") this.#giveUp();
  }

  #freeze(): void {
    this.#frozen = true;
    this.#giveUp();
  }

  #thaw(): void {
    this.#frozen = false;
    this.#look();
    this.#turn.awake();
  }

  /** Leaves the queue, or the lead. */
  #giveUp(): void {
    const release = this.#release;
    this.#release = undefined;
    this.#asking?.abort();
    this.#asking = undefined;
    if (!release) return;
    this.#turn.end();
    release();
  }
}
