import type { Outcome } from "../crossing.js";
import type { Likeness } from "../place.js";
import type { Method } from "../surface.js";
import type { PublicKey } from "./secrets.js";

/** A call of a tab that does not lead. It may be repeated: all calls are idempotent by names that the caller made. */
export interface Asked {
  readonly kind: "asked";
  readonly id: string;
  /** Who asks, for secrets in the arguments and in the answer. */
  readonly from: PublicKey;
  readonly method: Method;
  readonly args: readonly unknown[];
}

/** This tab has the store: what is open elsewhere is to be asked of it. Said when it begins, and to whoever asks. */
export interface Leads {
  readonly kind: "leads";
  readonly key: PublicKey;
  readonly like: Likeness;
}

/** What tabs say to each other. Every script of the origin may hear it: no word has a secret that is not sealed. */
export type Word =
  | { readonly kind: "who-leads" }
  | Leads
  | Asked
  /** The one that leads works on it, and is alive. */
  | { readonly kind: "heard"; readonly id: string }
  | { readonly kind: "progress"; readonly id: string; readonly step: unknown }
  | { readonly kind: "answered"; readonly id: string; readonly from: PublicKey; readonly outcome: Outcome }
  | { readonly kind: "changed"; readonly what: unknown };

/** The tabs of one origin that share a store. A tab does not hear itself. */
export class Channel {
  readonly #channel: BroadcastChannel;
  #closed = false;

  constructor(name: string, hear: (word: Word) => void) {
    this.#channel = new BroadcastChannel(name);
    this.#channel.onmessage = ({ data }: MessageEvent<Word>) => hear(data);
  }

  say(word: Word): void {
    if (!this.#closed) this.#channel.postMessage(word);
  }

  close(): void {
    this.#closed = true;
    this.#channel.close();
  }
}
