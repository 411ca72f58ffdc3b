import type { Outcome } from "../crossing.js";

/** A call of a tab that does not lead. It may be repeated: all calls are idempotent by names that the caller made. */
export interface Asked {
  readonly kind: "asked";
  readonly id: string;
  readonly method: string;
  readonly args: readonly unknown[];
}

/** What tabs say to each other. */
export type Word =
  /** This tab has the store now: what is open elsewhere is to be asked again. */
  | { readonly kind: "leads" }
  | Asked
  /** The one that leads works on it. */
  | { readonly kind: "heard"; readonly id: string }
  | { readonly kind: "progress"; readonly id: string; readonly step: unknown }
  | { readonly kind: "answered"; readonly id: string; readonly outcome: Outcome }
  | { readonly kind: "changed"; readonly what: unknown };

/** The tabs of one origin that share a store. A tab does not hear itself. */
export class Channel {
  readonly #channel: BroadcastChannel;

  constructor(name: string, hear: (word: Word) => void) {
    this.#channel = new BroadcastChannel(name);
    this.#channel.onmessage = ({ data }: MessageEvent<Word>) => hear(data);
  }

  say(word: Word): void {
    this.#channel.postMessage(word);
  }

  close(): void {
    this.#channel.close();
  }
}
