/** For the package's own tests, with modules that can be made to die. Never packed. */

import type { Installer } from "./installer.js";
import { inside } from "./inside.js";

/** Makes the store's module die, and tells how that call ended. */
export function breakStore(installer: Installer): Promise<unknown> {
  return installer[inside]().store.call("panic_now" as "cancel_sync", []);
}

/** Makes the decoders' module die, or never come back. */
export function breakDecoder(installer: Installer, how: "panicNow" | "hang"): Promise<unknown> {
  return installer[inside]().decoder.call(how, [], "frame");
}

export { Decoder } from "./workers/decoder.js";
