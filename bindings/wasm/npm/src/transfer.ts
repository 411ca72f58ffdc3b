import type { CarriedPhoto } from "./wasm/store/store.js";
import { PinpointError, coded } from "./error.js";

/**
 * An upload of a photo for somebody else to carry, such as a service worker by Background Fetch: nothing sends it
 * meanwhile. Its access token is in the request alone.
 */
export class Transfer {
  /** The record that names the photo. */
  readonly pinpoint: string;
  /** The photo, for `transferFinished`. */
  readonly photo: string;
  readonly #parts: CarriedPhoto;

  /** @internal */
  constructor(parts: CarriedPhoto) {
    this.pinpoint = parts.pinpoint;
    this.photo = parts.photo;
    this.#parts = parts;
  }

  /** The request to send, once. A photo that is gone, such as with the site's data, is `photo-not-here`. */
  async request(): Promise<Request> {
    const { photo, method, url, headers, bearer, file, from, length } = this.#parts;
    const body = await coded("storage-file", async () => {
      const whole = await kept(file).catch((error: unknown) => {
        throw isMissing(error) ? new PinpointError("photo-not-here", { photo }) : error;
      });
      return whole.slice(from, from + length).arrayBuffer();
    });
    const all = new Headers({ authorization: bearer });
    for (const { name, value } of headers) all.set(name, value);
    return new Request(url, { method, headers: all, body });
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof DOMException && error.name === "NotFoundError";
}

/** A file below the origin's root. */
async function kept(path: string): Promise<File> {
  const names = path.split("/").filter((name) => name !== "");
  let folder = await navigator.storage.getDirectory();
  for (const name of names.slice(0, -1)) folder = await folder.getDirectoryHandle(name);
  return (await folder.getFileHandle(names.at(-1) ?? "")).getFile();
}
