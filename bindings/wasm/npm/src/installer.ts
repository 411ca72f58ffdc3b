import type {
  Answer,
  Changed,
  Config,
  Effort,
  JobFilter,
  JobKind,
  JobList,
  JobView,
  NetworkProfile,
  NetworkState,
  NeverChanges,
  OutboxView,
  Progress,
  SealConfirmation,
  SealedView,
  SessionView,
  SyncReport,
  TransferState,
} from "./types.js";
import type { Fields, Notice } from "./error.js";
import { inside } from "./inside.js";
import { crossing, type Frame } from "./frame.js";
import { ActivationLabel } from "./label.js";
import { Staged } from "./photo.js";
import { bytesOf, type Picture } from "./picture.js";
import { labelOf, readingOf, type LabelReading, type ReadInWorker } from "./reading.js";
import { requireSupport } from "./support.js";
import { tell } from "./tell.js";
import { Transfer } from "./transfer.js";
import { Store } from "./tabs/store.js";
import { Decoder } from "./workers/decoder.js";

/** What became of a picture. */
export interface PhotoReport {
  /** The job as it is now. */
  readonly job: JobView;
  /** Width of the published copy in pixels. */
  readonly width_px: number;
  /** Height of the published copy in pixels. */
  readonly height_px: number;
  /** What a better picture would mend. */
  readonly warnings: readonly Notice[];
}

/** How to sync. */
export interface SyncOptions {
  /** When to stop, as an ISO 8601 moment; what is under way goes on another time. */
  readonly deadline?: string;
  /** Called while it runs. */
  readonly progress?: (step: Progress) => void;
  /** Stops it. */
  readonly signal?: AbortSignal;
}

/**
 * An installer's tool. All tabs of an origin that open the same `data` share one store; which of them has it, and the
 * workers that do the work, are this object's business. What a method promises is saved when it returns. Whatever fails
 * is a {@link PinpointError}.
 */
export class Installer {
  readonly #store: Store;
  readonly #decoder: Decoder;
  readonly #profile: NetworkProfile;
  readonly #listeners: Set<(changed: Changed) => void>;

  private constructor(store: Store, profile: NetworkProfile, listeners: Set<(changed: Changed) => void>) {
    this.#store = store;
    this.#profile = profile;
    this.#listeners = listeners;
    this.#decoder = new Decoder(profile.label_forms);
  }

  /**
   * Opens what was kept, with the account that was last signed in. Needs no network. A browser that cannot keep anything
   * is refused with `storage-denied`.
   */
  static async open(config: Config): Promise<Installer> {
    await requireSupport();
    // Firefox asks the person; `OutboxView.storage_persisted` says what was answered, whenever that is.
    navigator.storage.persist().catch(() => {});
    const listeners = new Set<(changed: Changed) => void>();
    const store = await Store.open(config, (changed) => {
      for (const listener of listeners) tell(listener, changed as Changed);
    });
    try {
      return new Installer(store, await store.call("profile", []), listeners);
    } catch (error) {
      store.close();
      throw error;
    }
  }

  /** The network's profile: models to choose from, support phones, where to train. */
  profile(): NetworkProfile {
    return this.#profile;
  }

  /** The words for a code, in the best locale at hand for the one asked for. */
  text(code: string, fields: Fields, locale: string): Promise<string> {
    return this.#store.call("text", [{ code, fields }, locale]);
  }

  /** Who is signed in, or was last; none on a new device. */
  async session(): Promise<SessionView | null> {
    return (await this.#store.call("session", [])) ?? null;
  }

  /** Signs in: takes a network once. */
  signIn(email: string, password: string): Promise<SessionView> {
    return this.#store.call("sign_in", [email, password]);
  }

  /** Signs out: forgets the tokens. Work that was saved stays, and goes out after the next sign-in. */
  signOut(): Promise<void> {
    return this.#store.call("sign_out", []);
  }

  /** A fresh name for a job, to {@link start} it with. */
  newJob(): Promise<string> {
    return this.#store.call("new_job", []);
  }

  /** Looks for a label in lines of text: pasted, or recognised by somebody else. */
  async interpretText(lines: readonly string[]): Promise<LabelReading> {
    return readingOf((await this.#decoder.call("interpret_text", [lines], "frame")) as ReadInWorker);
  }

  /** A label from what a person typed; a mistake in it is named. */
  async typedLabel(mac: string, password: string): Promise<ActivationLabel> {
    return labelOf((await this.#decoder.call("typed_label", [mac, password], "frame")) as ReadInWorker);
  }

  /** Reads a camera's frame: effort `frame` while the camera runs, `still` for one that is worth a second. */
  async read(frame: Frame, effort: Effort = "frame"): Promise<LabelReading> {
    const { frame: crossed, transfer } = await crossing(frame);
    return readingOf((await this.#decoder.call("read", [crossed, effort], "frame", transfer)) as ReadInWorker);
  }

  /** Reads a picture file: PNG or JPEG. */
  async readPicture(picture: Picture): Promise<LabelReading> {
    const { bytes, transfer } = await bytesOf(picture);
    return readingOf((await this.#decoder.call("read_picture", [bytes], "picture", transfer)) as ReadInWorker);
  }

  /** Starts a job at a station whose label was read. Repeated with the same name, it gives the same job. */
  async start(
    job: string,
    kind: JobKind,
    label: ActivationLabel,
    circuit: string,
    visit: string | null = null,
  ): Promise<JobView> {
    const { mac, password } = ActivationLabel.open(label);
    return this.#store.call("start", [job, kind, mac, password, circuit, visit]);
  }

  /** Does a step, or one item of it. */
  apply(job: string, step: string, answer: Answer): Promise<JobView> {
    return this.#store.call("apply", [job, step, answer]);
  }

  /** Takes back a step, or one item of it, in any order. */
  undo(job: string, step: string, item: string | null = null): Promise<JobView> {
    return this.#store.call("undo", [job, step, item]);
  }

  /** Reads the label again: before the seal another sticker, after it a new capsule for the same MAC. */
  async relabel(job: string, label: ActivationLabel): Promise<JobView> {
    const { mac, password } = ActivationLabel.open(label);
    return this.#store.call("relabel", [job, mac, password]);
  }

  /** Takes a picture over the border: a file, a camera's capture. */
  stage(source: Picture): Promise<Staged> {
    return Staged.of(source);
  }

  /** Attaches a picture to a step: makes the copy for drivers, and stores both files durably before their rows. */
  async attach(job: string, step: string, staged: Staged): Promise<PhotoReport> {
    const original = Staged.open(staged);
    const { bytes, transfer } = await bytesOf(original);
    const prepared = (await this.#decoder.call("prepare", [bytes], "picture", transfer)) as Prepared;
    const { jpeg, width_px, height_px, warnings } = prepared;
    const view = await this.#store.call("attach_prepared", [job, step, original, jpeg]);
    return { job: view, width_px, height_px, warnings };
  }

  /** What can never change after the seal, for the screen that asks for it. */
  neverChanges(job: string): Promise<NeverChanges> {
    return this.#store.call("never_changes", [job]);
  }

  /** Seals: writes the bytes once, signs and stores them. Repeated, it gives the same record again. */
  seal(job: string, confirmation: SealConfirmation): Promise<SealedView> {
    return this.#store.call("seal", [job, confirmation]);
  }

  /** One job as a screen shows it. */
  job(job: string): Promise<JobView> {
    return this.#store.call("job", [job]);
  }

  /** Jobs, the newest first. */
  jobs(filter: JobFilter = "open"): Promise<JobList> {
    return this.#store.call("jobs", [filter]);
  }

  /** The visit that a job belongs to, for starting another job in it. */
  visitOf(job: string): Promise<string> {
    return this.#store.call("visit_of", [job]);
  }

  /** What is saved where, held and why. */
  async outbox(): Promise<OutboxView> {
    const view = await this.#store.call("outbox", []);
    const persisted = await navigator.storage.persisted().catch(() => false);
    return { ...view, storage_persisted: view.storage_persisted || persisted };
  }

  /** Everything sealed on this device and said after it, as one JSON file. Photos are not in it. */
  async export(): Promise<Blob> {
    return new Blob([(await this.#store.call("export", [])) as Uint8Array<ArrayBuffer>], { type: "application/json" });
  }

  /** Delivers what can be delivered. One runs at a time, whichever tab began it; safe to stop at any moment. */
  async sync({ deadline, progress, signal }: SyncOptions = {}): Promise<SyncReport> {
    const stop = () => void this.cancelSync().catch(() => {});
    signal?.addEventListener("abort", stop);
    try {
      const syncing = this.#store.call("sync", [deadline ?? null], (step) => tell(progress, step as Progress));
      if (signal?.aborted) stop();
      return await syncing;
    } finally {
      signal?.removeEventListener("abort", stop);
    }
  }

  /** Stops the sync that is running. */
  cancelSync(): Promise<void> {
    return this.#store.call("cancel_sync", []);
  }

  /** Uploads for somebody else to carry, at most so many: theirs for an hour, or until {@link transferFinished}. */
  async nextTransfers(limit: number): Promise<Transfer[]> {
    const { transfers } = await this.#store.call("next_transfers", [limit]);
    return transfers.map((parts) => new Transfer(parts));
  }

  /** What became of one; without a response, or with one whose body did not come, it was lost, and goes out again. */
  async transferFinished(photo: string, response?: Response): Promise<TransferState> {
    const body = await response?.text().catch(() => undefined);
    if (!response || body === undefined) return this.#store.call("transfer_finished", [photo, null]);
    const headers = [...response.headers].map(([name, value]) => ({ name, value }));
    return this.#store.call("transfer_finished", [photo, { status: response.status, headers, body }]);
  }

  /** The connection came or went. */
  networkChanged(state: NetworkState): Promise<void> {
    return this.#store.call("network_changed", [state]);
  }

  /** Calls back after each change, whichever tab made it: what changed, never the data. The answer ends it. */
  observe(listener: (changed: Changed) => void): () => void {
    // The same function may be given twice.
    const own = (changed: Changed) => listener(changed);
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }

  /** Ends the workers; another tab may have the store. What was saved is there at the next {@link open}. */
  close(): void {
    this.#listeners.clear();
    this.#decoder.end();
    this.#store.close();
  }

  /** @internal */
  [inside](): { store: Store; decoder: Decoder } {
    return { store: this.#store, decoder: this.#decoder };
  }
}

/** A picture's copy for drivers, as the decode worker made it. */
interface Prepared {
  readonly jpeg: Blob;
  readonly width_px: number;
  readonly height_px: number;
  readonly warnings: readonly Notice[];
}

