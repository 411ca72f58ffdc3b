/** The store's worker. It exists in the tab that leads, once for each `data`. */

import init, { Store, type Config } from "../wasm/store/store.js";
import { DeviceKeys } from "./keys.js";
import { say, serve } from "./serve.js";

type Call = (this: Store, ...args: unknown[]) => unknown;

// Begun by the first call, which waits for it, as do those that come meanwhile.
let opening: Promise<Store>;

serve(async (method, args, progress) => {
  if (method === "open") {
    opening = open(args[0] as Config, args[1] as WebAssembly.Module);
    await opening;
    return undefined;
  }
  const store = await opening;
  const given = await Promise.all(args.map((arg) => (arg instanceof Blob ? bytes(arg) : arg)));
  return (store[method as keyof Store] as Call).call(store, ...given, ...(method === "sync" ? [progress] : []));
});

async function open(config: Config, compiled: WebAssembly.Module): Promise<Store> {
  const opened = DeviceKeys.open(`pinpoint/${config.data ?? "pinpoint"}`).catch((error: unknown) => {
    throw { code: "key-store", fields: { reason: String(error) } };
  });
  const [keys] = await Promise.all([opened, init({ module_or_path: compiled })]);
  return Store.open(config, keys, (changed: unknown) => say({ changed }));
}

async function bytes(file: Blob): Promise<Uint8Array> {
  return new Uint8Array(await file.arrayBuffer());
}
