import { PinpointError, coded } from "./error.js";
import { bytesOf, type Picture } from "./picture.js";

/** A picture whose bytes are here: read once, so that a file that is moved meanwhile changes nothing. Kept when attached. */
export class Staged {
  readonly #bytes: Blob;

  private constructor(bytes: Blob) {
    this.#bytes = bytes;
  }

  /** @internal */
  static of(source: Picture): Promise<Staged> {
    return coded("picture-unreadable", async () => new Staged(new Blob([(await bytesOf(source)).bytes])));
  }

  /** @internal */
  static open(staged: Staged): Blob {
    if (typeof staged === "object" && staged !== null && #bytes in staged) return staged.#bytes;
    throw new PinpointError("argument-malformed", { argument: "staged", reason: "not what `stage` gave" });
  }

  /** Its length in bytes. */
  get size(): number {
    return this.#bytes.size;
  }
}
