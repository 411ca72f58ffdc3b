import type { Method } from "../surface.js";

/** Where a call has a secret: by its place among the arguments. */
const IN_ARGUMENTS = new Map<Method, number>([["sign_in", 1], ["start", 3], ["relabel", 2]]);
/** Whose answer is one: with access tokens. */
const IN_ANSWER: readonly Method[] = ["next_transfers"];

const CURVE = { name: "ECDH", namedCurve: "P-256" } as const;
const CIPHER = { name: "AES-GCM", length: 256 } as const;
const NONCE_BYTES = 12;

/** A tab's public key: an uncompressed point. */
export type PublicKey = Uint8Array<ArrayBuffer>;

/** What only the other tab can open. */
interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly bytes: ArrayBuffer;
  /** Bytes stay bytes, which can be overwritten; all else is JSON. */
  readonly as: "bytes" | "json";
}

/**
 * What two tabs tell each other in secret. Whatever is broadcast, every script of the origin may hear; so passwords and
 * tokens are sealed, by a key that the tabs agree on (ECDH, HKDF, AES-GCM). It ends with them.
 */
export class Secrets {
  readonly own: PublicKey;
  readonly #private: CryptoKey;

  private constructor(own: PublicKey, key: CryptoKey) {
    this.own = own;
    this.#private = key;
  }

  static async make(): Promise<Secrets> {
    const pair = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
    return new Secrets(new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey)), pair.privateKey);
  }

  /** A call's arguments as they may be heard by all. */
  async sealedArgs(to: PublicKey, call: string, method: Method, args: readonly unknown[]): Promise<readonly unknown[]> {
    const at = IN_ARGUMENTS.get(method);
    if (at === undefined) return args;
    const sealed = await this.#seal(to, call, args[at]);
    return args.map((arg, place) => (place === at ? sealed : arg));
  }

  /** The arguments that another tab sealed. Its password is a copy: {@link wipe} it. */
  async openedArgs(from: PublicKey, call: string, method: Method, args: readonly unknown[]): Promise<readonly unknown[]> {
    const at = IN_ARGUMENTS.get(method);
    if (at === undefined) return args;
    const opened = await this.#open(from, call, args[at] as Sealed);
    return args.map((arg, place) => (place === at ? opened : arg));
  }

  async sealedAnswer(to: PublicKey, call: string, method: Method, done: unknown): Promise<unknown> {
    return IN_ANSWER.includes(method) ? this.#seal(to, call, done) : done;
  }

  async openedAnswer(from: PublicKey, call: string, method: Method, done: unknown): Promise<unknown> {
    return IN_ANSWER.includes(method) ? this.#open(from, call, done as Sealed) : done;
  }

  async #seal(to: PublicKey, call: string, value: unknown): Promise<Sealed> {
    const as = value instanceof Uint8Array ? "bytes" : "json";
    const plain = value instanceof Uint8Array ? Uint8Array.from(value) : utf8(JSON.stringify(value ?? null));
    const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
    const bytes = await crypto.subtle.encrypt(within(call, iv), await this.#shared(to), plain);
    plain.fill(0);
    return { iv, bytes, as };
  }

  async #open(from: PublicKey, call: string, { iv, bytes, as }: Sealed): Promise<unknown> {
    const plain = new Uint8Array(await crypto.subtle.decrypt(within(call, iv), await this.#shared(from), bytes));
    if (as === "bytes") return plain;
    const value: unknown = JSON.parse(new TextDecoder().decode(plain));
    plain.fill(0);
    return value;
  }

  async #shared(other: PublicKey): Promise<CryptoKey> {
    const theirs = await crypto.subtle.importKey("raw", other, CURVE, false, []);
    const bits = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, this.#private, 256);
    const agreed = await crypto.subtle.importKey("raw", bits, "HKDF", false, ["deriveKey"]);
    const derived = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: utf8("pinpoint between tabs") };
    return crypto.subtle.deriveKey(derived, agreed, CIPHER, false, ["encrypt", "decrypt"]);
  }
}

/** Overwrites what can be: a password that nobody here needs any more. */
export function wipe(args: readonly unknown[]): void {
  for (const arg of args) if (arg instanceof Uint8Array) arg.fill(0);
}

/** What was sealed for one call opens in no other. */
function within(call: string, iv: Uint8Array<ArrayBuffer>): AesGcmParams {
  return { name: "AES-GCM", iv, additionalData: utf8(call) };
}

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;
}
