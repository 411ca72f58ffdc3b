/**
 * The browser's key store: the device's key, and secrets wrapped by another key. Both keys live in IndexedDB as objects
 * that no script can export; what is stolen from the disk signs nothing and opens nothing elsewhere.
 */

const DEVICE_KEY = "device";
const WRAPPING_KEY = "wrapping";
const ECDSA = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const NONCE_BYTES = 12;

type Room = "keys" | "secrets";

/** What the engine asks of a platform's key store. */
export class DeviceKeys {
  readonly #database: IDBDatabase;
  readonly #device: CryptoKeyPair;
  readonly #wrapping: CryptoKey;

  private constructor(database: IDBDatabase, device: CryptoKeyPair, wrapping: CryptoKey) {
    this.#database = database;
    this.#device = device;
    this.#wrapping = wrapping;
  }

  /** Opens the keys of this name; makes them the first time. */
  static async open(name: string): Promise<DeviceKeys> {
    const database = await openDatabase(name);
    const device = await keptOrMade(database, DEVICE_KEY, () =>
      crypto.subtle.generateKey(ECDSA, false, ["sign", "verify"]),
    );
    const wrapping = await keptOrMade(database, WRAPPING_KEY, () =>
      crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]),
    );
    return new DeviceKeys(database, device, wrapping);
  }

  /** The device's public key: an uncompressed point, 65 bytes. */
  async publicKey(): Promise<Uint8Array> {
    return new Uint8Array(await crypto.subtle.exportKey("raw", this.#device.publicKey));
  }

  /** ECDSA P-256 with SHA-256, as 64 bytes `r || s`. */
  async sign(message: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
    return new Uint8Array(await crypto.subtle.sign(ECDSA, this.#device.privateKey, message));
  }

  async put(name: string, secret: Uint8Array<ArrayBuffer>): Promise<void> {
    const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
    const sealed = await crypto.subtle.encrypt(this.#wrap(nonce, name), this.#wrapping, secret);
    await this.#write((secrets) => secrets.put({ nonce, sealed }, name));
  }

  async get(name: string): Promise<Uint8Array | undefined> {
    const kept = await read<{ nonce: Uint8Array<ArrayBuffer>; sealed: ArrayBuffer }>(this.#database, "secrets", name);
    if (!kept) return undefined;
    return new Uint8Array(await crypto.subtle.decrypt(this.#wrap(kept.nonce, name), this.#wrapping, kept.sealed));
  }

  async forget(name: string): Promise<void> {
    await this.#write((secrets) => secrets.delete(name));
  }

  /** A secret opens under the name that it was kept by, and under no other. */
  #wrap(iv: Uint8Array<ArrayBuffer>, name: string): AesGcmParams {
    return { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(name) };
  }

  #write(change: (secrets: IDBObjectStore) => void): Promise<void> {
    return write(this.#database, "secrets", change);
  }
}

function openDatabase(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    for (const room of ["keys", "secrets"] satisfies Room[]) request.result.createObjectStore(room);
  };
  return answered(request);
}

/** Of two workers that make a key at once, the first one's stays and serves both. */
async function keptOrMade<Key>(database: IDBDatabase, name: string, make: () => Promise<Key>): Promise<Key> {
  const kept = await read<Key>(database, "keys", name);
  if (kept) return kept;
  const made = await make();
  await write(database, "keys", (keys) => {
    const there = keys.count(name);
    there.onsuccess = () => {
      if (there.result === 0) keys.put(made, name);
    };
  });
  return (await read<Key>(database, "keys", name)) ?? made;
}

function read<Value>(database: IDBDatabase, room: Room, name: string): Promise<Value | undefined> {
  return answered(database.transaction(room).objectStore(room).get(name) as IDBRequest<Value | undefined>);
}

/** Durable when it returns, as far as a browser can promise. */
function write(database: IDBDatabase, room: Room, change: (store: IDBObjectStore) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(room, "readwrite", { durability: "strict" });
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
    change(transaction.objectStore(room));
  });
}

function answered<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
