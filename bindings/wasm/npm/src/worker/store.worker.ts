/** The store's worker. It exists in the tab that leads, once for each `data`. */

import init, { Store, type Config } from "../wasm/store/store.js";
import { DeviceKeys } from "./keys.js";
import { say, serve, unknownMethod } from "./serve.js";

type Call = (this: Store, ...args: unknown[]) => unknown;
/** What the class has for its own sake. */
const NOT_CALLS = ["constructor", "free", "__destroy_into_raw"];

// Begun by the first call, which waits for it, as do those that come meanwhile.
let opening: Promise<Store> | undefined;

serve(async (method, args, progress) => {
  if (!opening) {
    opening = open(args[0] as Config, args[1] as WebAssembly.Module);
    await opening;
    return undefined;
  }
  const store = await opening;
  // Other tabs ask too, and what runs there is not known here.
  if (!Object.hasOwn(Store.prototype, method) || NOT_CALLS.includes(method)) throw unknownMethod(method);
  const given = await Promise.all(args.map((arg) => (arg instanceof Blob ? bytesOf(arg) : arg)));
  try {
    return await (store[method as keyof Store] as Call).call(store, ...given, ...(method === "sync" ? [progress] : []));
  } finally {
    // The module has its own copy, and wipes what is a password.
    for (const arg of given) if (arg instanceof Uint8Array) arg.fill(0);
  }
});

async function open(config: Config, compiled: WebAssembly.Module): Promise<Store> {
  const opened = DeviceKeys.open(`pinpoint/${config.data}`).catch((error: unknown) => {
    throw { code: "key-store", fields: { reason: String(error) } };
  });
  const [keys] = await Promise.all([opened, init({ module_or_path: compiled })]);
  return Store.open(config, keys, (changed: unknown) => say({ changed }));
}

/** A browser may keep a long picture on the disk, and lose it there. */
async function bytesOf(file: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (error) {
    throw { code: "picture-unreadable", fields: { reason: (error as DOMException).name } };
  }
}
