/** For the package's own tests, with modules that can be made to die. Never packed. */

import type { Config } from "./types.js";
import { Installer } from "./installer.js";
import { inside } from "./inside.js";

/** Makes the store's module die, and tells how that call ended. */
export function breakStore(installer: Installer): Promise<unknown> {
  return asked(installer, "panic_now");
}

/** Asks the store for something that it has no method for. */
export function askForNonsense(installer: Installer, method: string): Promise<unknown> {
  return asked(installer, method);
}

/** Opens an installer in a story's world: one that begins at a moment, or one that was {@link saved}. */
export function openInWorld(world: string, data: string): Promise<Installer> {
  const config = { network: "demo", server: location.origin, app: "pinpoint-stories/1", data, world };
  return Installer.open(config as Config);
}

/** Lets something happen in the story's world: JSON, as it stands in the story. */
export async function act(installer: Installer, json: string): Promise<void> {
  await asked(installer, "world_act", json);
}

/** The time in the story's world. */
export async function now(installer: Installer): Promise<string> {
  return (await asked(installer, "world_now")) as string;
}

/** The story's world, written down: it outlives the installer that lives in it. */
export async function saved(installer: Installer): Promise<string> {
  return (await asked(installer, "world_saved")) as string;
}

/** What every platform's files and store must do, tried in this browser: each check with its problem, null when all is well. */
export async function conformance(installer: Installer): Promise<{ check: string; problem: string | null }[]> {
  return JSON.parse((await asked(installer, "conformance", `conformance-${crypto.randomUUID()}`)) as string);
}

/** Seals copies of a job that is ready, and queues them: a long queue. */
export async function copyJob(installer: Installer, job: string, count: number): Promise<void> {
  await asked(installer, "copy_job", job, String(count));
}

/** So many commits of one row, one after the other. */
export async function commit(installer: Installer, times: number): Promise<void> {
  await asked(installer, "commit", String(times));
}

/** Makes the decoders' module die, or never come back: a call with the patience of a frame, or of a picture. */
export function breakDecoder(
  installer: Installer,
  how: "panicNow" | "hang",
  limit: "frame" | "picture" = "frame",
): Promise<unknown> {
  return installer[inside]().decoder.call(how, [], limit);
}

export { Decoder } from "./workers/decoder.js";

/** Calls what only the modules of the tests have, and the types therefore need not know. */
function asked(installer: Installer, method: string, ...args: string[]): Promise<unknown> {
  return installer[inside]().store.call(method as "cancel_sync", args as []);
}
