import { PinpointError } from "./error.js";

/** What a browser must have to keep an installer's work, by the name that a person can look up. */
const NEEDED: Readonly<Record<string, () => boolean>> = {
  "secure context": () => isSecureContext,
  "Web Workers": () => typeof Worker === "function",
  "Web Locks": () => "locks" in navigator,
  BroadcastChannel: () => typeof BroadcastChannel === "function",
  IndexedDB: () => typeof indexedDB === "object" && indexedDB !== null,
  "origin private file system": () => typeof navigator.storage?.getDirectory === "function",
};

/**
 * Refuses a browser that cannot keep what is saved, or does not want to (a private window, a setting), before anything
 * looks as if it were saved: `storage-denied`.
 */
export async function requireSupport(): Promise<void> {
  const missing = Object.keys(NEEDED).filter((name) => !NEEDED[name]?.());
  if (missing.length > 0) throw denied(`without ${missing.join(", ")}`);
  try {
    await navigator.storage.getDirectory();
  } catch (error) {
    throw denied(String(error));
  }
}

function denied(reason: string): PinpointError {
  return new PinpointError("storage-denied", { reason });
}
