import { PinpointError, coded } from "./error.js";

/** A picture file: what a person chose, or a camera captured. */
export type Picture = Blob | Uint8Array<ArrayBuffer>;

/** A picture's bytes, for a worker. A file that was moved meanwhile, or that the system keeps back, cannot be read. */
export async function bytesOf(picture: Picture): Promise<{ bytes: Uint8Array<ArrayBuffer>; transfer: Transferable[] }> {
  // What is the app's stays the app's, and is copied.
  if (picture instanceof Uint8Array) return { bytes: picture, transfer: [] };
  if (!(picture instanceof Blob)) {
    throw new PinpointError("argument-malformed", { argument: "picture", reason: "neither a file nor bytes" });
  }
  const buffer = await coded("picture-unreadable", () => picture.arrayBuffer());
  return { bytes: new Uint8Array(buffer), transfer: [buffer] };
}
