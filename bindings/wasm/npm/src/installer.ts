import type {
  AddressSuggestion,
  Answer,
  Board,
  Catalog,
  Changed,
  CheckedText,
  Config,
  Coordinate,
  Correction,
  Diagnosis,
  Effort,
  IdentityQuestion,
  JobFilter,
  JobKind,
  JobList,
  JobView,
  NetworkProfile,
  NetworkState,
  NetworkView,
  NeverChanges,
  Observed,
  ExportPiece,
  ExportPlan,
  ExportScope,
  OutboxView,
  TakenIn,
  PasteReading,
  Playbook,
  Progress,
  SealConfirmation,
  SealedView,
  SessionView,
  SyncReport,
  TextKind,
  TransferState,
  VisitList,
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
  readonly #listeners = new Set<(changed: Changed) => void>();
  #profile: NetworkProfile;

  private constructor(store: Store, profile: NetworkProfile) {
    this.#store = store;
    this.#profile = profile;
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
    let installer: Installer | undefined;
    const store = await Store.open(config, (changed) => {
      if (installer) void installer.#hear(changed as Changed);
    });
    try {
      return (installer = new Installer(store, await store.call("profile", [])));
    } catch (error) {
      store.close();
      throw error;
    }
  }

  /** The network's profile: label forms, support phones, where to train, what to download, the regions of a diagnosis. */
  profile(): NetworkProfile {
    return this.#profile;
  }

  /** The catalog to choose a station's model from, where there is one. */
  async catalog(): Promise<Catalog | null> {
    return (await this.#store.call("catalog", [])) ?? null;
  }

  /** The drawing of a model as an SVG, to hold beside the station, if the catalog names one and it came with the package. */
  async drawing(manufacturer: string, model: string): Promise<Blob | null> {
    const drawing = await this.#store.call("drawing", [manufacturer, model]);
    return drawing ? new Blob([drawing as Uint8Array<ArrayBuffer>], { type: "image/svg+xml" }) : null;
  }

  /** The network, and how fresh what is known of it is. */
  network(): Promise<NetworkView> {
    return this.#store.call("network", []);
  }

  /**
   * The network's addresses that have the words of `query`, the last one as it begins; capitals and accents do not matter. Where
   * `near` says where the installer is, the nearest come first, also before a word is typed. None when the network has no list,
   * or it has not come yet.
   */
  async addresses(query: string, near: Coordinate | null = null): Promise<AddressSuggestion[]> {
    const { addresses } = await this.#store.call("addresses", [query, near]);
    return addresses;
  }

  /**
   * Asks the server whether there is a newer profile, a newer catalog, and newer addresses for whoever is signed in. What is not
   * believed, older than what is kept, or out of its time changes nothing and is shown in `refused`. {@link sync} does this, too.
   */
  renewNetwork(): Promise<NetworkView> {
    return this.#store.call("renew_network", []);
  }

  /** The steps of a kind of job as one begins with them now: what to fetch, whom to ask and what to bring, before there is a job. */
  async playbook(kind: JobKind): Promise<Playbook | null> {
    return (await this.#store.call("playbook", [kind])) ?? null;
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

  /**
   * Checks a text against the rules of its field, as often as somebody types. An answer is checked again when it is given;
   * this is for saying sooner what is wrong with it.
   */
  checkText(kind: TextKind, text: string): Promise<CheckedText> {
    return this.#store.call("check_text", [kind, text]);
  }

  /**
   * Checks a serial number, and warns where it has none of the shapes that the catalog knows of its maker and model. Of a
   * model that nobody chose yet, or that the catalog does not list, every shape will do.
   */
  checkSerial(text: string, manufacturer: string, model: string): Promise<CheckedText> {
    return this.#store.call("check_serial", [text, manufacturer, model]);
  }

  /** What the station's network-signal page means, what to do in order and by whom, and what to measure next. */
  diagnose(observed: Observed): Promise<Diagnosis> {
    return this.#store.call("diagnose", [observed]);
  }

  /**
   * What `ipconfig`, `nslookup` or their like printed on a laptop at the station's cable: a text, or a file's bytes in any
   * encoding. `region` is the one whose VPN server counts.
   */
  readPaste(paste: string | Blob | Uint8Array<ArrayBuffer>, region: string | null = null): Promise<PasteReading> {
    return this.#store.call("read_paste", [typeof paste === "string" ? new TextEncoder().encode(paste) : paste, region]);
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

  /**
   * Asks the network what it knows of a station that is not sealed yet, and says what each answer leads to. Whoever has no
   * network is asked all the same; a label that is not proved is refused here, before the seal, where it is mended by reading
   * the label again.
   */
  askStation(job: string): Promise<IdentityQuestion> {
    return this.#store.call("ask_station", [job]);
  }

  /** What can never change after the seal, for the screen that asks for it. */
  neverChanges(job: string): Promise<NeverChanges> {
    return this.#store.call("never_changes", [job]);
  }

  /** Seals: writes the bytes once, signs and stores them. Repeated, it gives the same record again. */
  seal(job: string, confirmation: SealConfirmation): Promise<SealedView> {
    return this.#store.call("seal", [job, confirmation]);
  }

  /**
   * Asks the network to correct a fact of a sealed record. The bytes stay as they were sealed; the request goes out with the
   * next sync, and what the network decides comes back as the job's `amended`.
   */
  requestCorrection(job: string, correction: Correction): Promise<JobView> {
    return this.#store.call("request_correction", [job, correction]);
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

  /**
   * The visits of this device, the newest first. One that cannot be read is named and holds up no other. A visit begins with
   * its first job; another job joins it by {@link start} with its name.
   */
  visits(): Promise<VisitList> {
    return this.#store.call("visits", []);
  }

  /** A visit at a glance: stations by phases, lockouts, and what this person does best next. */
  board(visit: string): Promise<Board> {
    return this.#store.call("board", [visit]);
  }

  /** What is saved where, held and why. */
  async outbox(): Promise<OutboxView> {
    const view = await this.#store.call("outbox", []);
    const persisted = await navigator.storage.persisted().catch(() => false);
    return { ...view, storage_persisted: view.storage_persisted || persisted };
  }

  /**
   * What is here and not on the server, or everything, as one file (a tar archive) for another phone to take in: records with
   * what was said after their seals, photos, and passwords only as capsules.
   */
  async exportFile(scope: ExportScope = "unsent"): Promise<Blob> {
    const file: Blob[] = [];
    // A blob each, so that the browser may keep what is long on its disk.
    for (const piece of (await this.export(scope)).pieces) file.push(new Blob([await this.exportPiece(piece)]));
    return new Blob(file, { type: "application/x-tar" });
  }

  /** The pieces of such a file, to be written one after the other. */
  export(scope: ExportScope = "unsent"): Promise<ExportPlan> {
    return this.#store.call("export", [scope]);
  }

  /** The bytes of one piece; none for a photo that is here no more. */
  exportPiece(piece: ExportPiece): Promise<Uint8Array<ArrayBuffer>> {
    return this.#store.call("export_piece", [piece]) as Promise<Uint8Array<ArrayBuffer>>;
  }

  /**
   * Takes in what another phone of the same company exported, to carry it to the server. Whoever sealed it stays its author;
   * repeated, it takes nothing twice.
   */
  takeIn(file: Blob): Promise<TakenIn> {
    return this.#store.call("take_in", [file]);
  }

  /** How the outbox stands and what was tried, as one JSON file for whoever helps; it names no person, station or place. */
  async supportReport(): Promise<Blob> {
    return json(await this.#store.call("support_report", []));
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

  /** What anybody hears of is here already: a newer profile, and with it other forms of labels. */
  async #hear(changed: Changed): Promise<void> {
    if (changed === "network") {
      this.#profile = await this.#store.call("profile", []).catch(() => this.#profile);
      this.#decoder.use(this.#profile.label_forms);
    }
    for (const listener of this.#listeners) tell(listener, changed);
  }

  /** @internal */
  [inside](): { store: Store; decoder: Decoder } {
    return { store: this.#store, decoder: this.#decoder };
  }
}

/** A file of JSON, as the worker wrote it. */
function json(bytes: unknown): Blob {
  return new Blob([bytes as Uint8Array<ArrayBuffer>], { type: "application/json" });
}

/** A picture's copy for drivers, as the decode worker made it. */
interface Prepared {
  readonly jpeg: Blob;
  readonly width_px: number;
  readonly height_px: number;
  readonly warnings: readonly Notice[];
}

