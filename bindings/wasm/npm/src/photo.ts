/** A picture whose bytes are here: read once, so that a file that is moved meanwhile changes nothing. Kept when attached. */
export class Staged {
  readonly #bytes: Blob;

  private constructor(bytes: Blob) {
    this.#bytes = bytes;
  }

  /** @internal */
  static async of(source: Blob | Uint8Array<ArrayBuffer>): Promise<Staged> {
    return new Staged(new Blob([source instanceof Blob ? await source.arrayBuffer() : source]));
  }

  /** @internal */
  static open(staged: Staged): Blob {
    return staged.#bytes;
  }

  /** Its length in bytes. */
  get size(): number {
    return this.#bytes.size;
  }
}
