/** The one installer of this page, and what every screen needs of it: who is signed in, what waits to go out, and whether it goes. */

import {
  Installer,
  PinpointError,
  type Changed,
  type Notice,
  type OutboxView,
  type Progress,
  type SessionView,
} from "@pinpoint/installer";

import { APP, NETWORK } from "./config.js";
import { speakBy } from "./words.svelte.js";

/** What can be said of any failure. */
export function noticeOf(error: unknown): Notice {
  if (error instanceof PinpointError) return { code: error.code, fields: error.fields };
  const reason = error instanceof Error ? error.name : typeof error;
  return { code: "page-defect", fields: { reason } };
}

/** Deliveries that are not done and go by themselves. */
const UNDER_WAY = ["ready", "sending", "blocked", "waiting", "carried"] as const;
/** Deliveries that somebody has to do something about. */
const HELD = ["held-auth", "held-storage", "held-version", "held-clock", "needs-you"] as const;

/** Set once somebody signed in here: who comes back waits for what was kept, who is new can begin to type at once. */
const KNOWN = "pinpoint-known";

/** Between two runs, so that taps in a row go out together. */
const BREATH_MS = 1000;
/** A rule decides a moment after a record has arrived: the page asks for that so often. What a person decides is heard with a later look. */
const DECIDED_MS = [1500, 5000, 15_000] as const;
/** Nobody waits for what changed beside a tap, and the core should be free for the next one. */
const SOON_MS = 400;

class App {
  /** Opened, once it is. */
  #installer = $state.raw<Installer>();
  /** Why nothing can be opened here. */
  refused = $state.raw<Notice>();
  session = $state.raw<SessionView | null>(null);
  outbox = $state.raw<OutboxView>();
  online = $state(navigator.onLine);
  #running = false;
  /** Bytes of the photo that is under way, of so many. */
  progress = $state.raw<{ readonly sent: number; readonly total: number }>();
  /** How far this device's clock is off, when the server said so. */
  clockSkew = $state<number | null>(null);
  /** Counts up when a snapshot of this job, or of anything, may be another one. */
  #versions = $state<Record<string, number>>({});
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** How often the page has asked what was decided of what arrived last. */
  #asked = 0;
  /** A look at the outbox that is about to be taken. */
  #soon: ReturnType<typeof setTimeout> | undefined;

  get installer(): Installer {
    if (!this.#installer) throw new Error("the installer is not open yet");
    return this.#installer;
  }

  get opened(): boolean {
    return this.#installer !== undefined;
  }

  /** Whether opening has come to an end, good or bad. */
  get settled(): boolean {
    return this.opened || this.refused !== undefined;
  }

  get underWay(): number {
    return this.#count(UNDER_WAY);
  }

  /** Whether something goes over the connection just now. */
  get sending(): boolean {
    return this.#count(["sending"]) > 0;
  }

  get held(): number {
    return this.#count(HELD);
  }

  /** Whether there may be work here: then no screen is shown before it is known. */
  readonly known = localStorage.getItem(KNOWN) !== null;
  #opening: Promise<void> | undefined;

  /** Opens what was kept, and begins to deliver what waits. */
  open(): Promise<void> {
    this.refused = undefined;
    return (this.#opening = this.#open());
  }

  async #open(): Promise<void> {
    try {
      const installer = await Installer.open({ network: NETWORK, server: location.origin, app: APP });
      speakBy((code, fields, locale) => installer.text(code, fields, locale));
      installer.observe((changed) => void this.#heard(changed));
      this.session = await installer.session();
      this.#installer = installer;
      await this.#look();
    } catch (error) {
      this.refused = noticeOf(error);
      return;
    }
    addEventListener("online", () => this.#connection(true));
    addEventListener("offline", () => this.#connection(false));
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") void this.#awake();
    });
    this.deliver();
  }

  /** Reads the number of changes of a job, so that whoever reads it in an effect runs again after the next. */
  changesOf(job: string): number {
    return this.#versions[job] ?? 0;
  }

  async signIn(email: string, password: string): Promise<void> {
    await this.#opening;
    if (this.refused) throw new PinpointError(this.refused.code, this.refused.fields);
    this.session = await this.installer.signIn(email, password);
    localStorage.setItem(KNOWN, "");
    await this.#look();
    this.deliver();
  }

  async signOut(): Promise<void> {
    await this.installer.signOut();
    this.session = await this.installer.session();
  }

  /** Delivers what can be delivered, and waits for what can be later. While it runs already, it tries at once. */
  deliver(): void {
    if (!this.#installer || !this.session?.signed_in) return;
    if (this.#running) void this.installer.networkChanged("online").catch(() => {});
    else void this.#sync();
  }

  async #sync(): Promise<void> {
    this.#running = true;
    try {
      const report = await this.installer.sync({ progress: (step) => this.#told(step) });
      this.clockSkew = report.clock_skew_s;
      if (report.delivered > 0) this.#asked = 0;
    } catch {
      // Whatever it was, the outbox shows where each delivery stands.
    } finally {
      this.#running = false;
      this.progress = undefined;
    }
    await this.#look();
  }

  #told(step: Progress): void {
    if (step.progress === "bytes") this.progress = { sent: step.sent, total: step.total };
    else void this.#look();
  }

  #connection(online: boolean): void {
    this.online = online;
    void this.#installer?.networkChanged(online ? "online" : "offline").catch(() => {});
    if (online) this.deliver();
  }

  /** A page that lay in a pocket for days looks anew: its sign-in may have expired meanwhile, or its connection come back. */
  async #awake(): Promise<void> {
    await this.#heard("session");
    this.deliver();
  }

  async #heard(changed: Changed): Promise<void> {
    if (typeof changed === "object") this.#versions[changed.job] = this.changesOf(changed.job) + 1;
    if (changed === "session") this.session = await this.installer.session().catch(() => this.session);
    if (changed === "outbox") await this.#look();
    // A tap that queues something says so apart; what was delivered from another tab can wait for a moment.
    else if (typeof changed === "object") this.#soon ??= setTimeout(() => void this.#look(), SOON_MS);
  }

  /** Shows what is where, and sees to it that what can go goes: at once, or when its time has come. */
  async #look(): Promise<void> {
    clearTimeout(this.#soon);
    this.#soon = undefined;
    if (!this.session || !this.#installer) return;
    this.outbox = await this.installer.outbox().catch(() => this.outbox);
    clearTimeout(this.#timer);
    const { counts, next_attempt } = this.outbox ?? {};
    const waits = next_attempt ? Math.max(0, Date.parse(next_attempt) - Date.now()) : undefined;
    const wait = counts?.["ready"] ? 0 : waits;
    if (this.#running) return;
    if (wait !== undefined) this.#timer = setTimeout(() => this.deliver(), wait + BREATH_MS);
    else this.#askSoon();
  }

  /** Asks for news once more while a decision is expected. */
  #askSoon(): void {
    const wait = DECIDED_MS[this.#asked];
    const undecided = this.outbox?.pinpoints.some(({ receipt, verdict }) => receipt && !verdict);
    if (wait === undefined || !undecided) return;
    this.#timer = setTimeout(() => {
      this.#asked += 1;
      this.deliver();
    }, wait);
  }

  #count(states: readonly string[]): number {
    const counts = this.outbox?.counts ?? {};
    return states.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
  }
}

export const app = new App();
