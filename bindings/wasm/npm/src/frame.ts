import type { FrameShape } from "./types.js";
import { PinpointError, asCoded } from "./error.js";

/** One byte of brightness per pixel, as a camera gives them. Rows lie `width` bytes apart if `stride` is left out. */
export interface LumaFrame extends Omit<FrameShape, "stride">, Partial<Pick<FrameShape, "stride">> {
  readonly luma: Uint8Array<ArrayBuffer>;
}

/** A camera's frame, or anything that a canvas can draw: the running `<video>` itself. */
export type Frame = LumaFrame | ImageBitmapSource;

/** A frame as it crosses to the worker: pixels are handed over, not copied, where the tab has no more use for them. */
export async function crossing(frame: Frame): Promise<{ frame: LumaFrame | ImageBitmap; transfer: Transferable[] }> {
  if (typeof frame === "object" && frame !== null && "luma" in frame) return { frame, transfer: [] };
  try {
    const bitmap = await createImageBitmap(frame);
    return { frame: bitmap, transfer: [bitmap] };
  } catch (error) {
    // A video that runs, but not yet: the next frame is one.
    const notYet = error instanceof DOMException && error.name === "InvalidStateError";
    throw notYet ? new PinpointError("frame-empty") : asCoded("picture-unreadable", error);
  }
}
