/** The store's worker. It exists in the tab that leads, once for each `data`. */

import init, { Store, type Config } from "../wasm/store/store.js";
import { DeviceKeys } from "./keys.js";
import { say, serve } from "./serve.js";

// The messages that come while the module loads wait here.
let store: Promise<Store> | undefined;

serve(async (method, args, progress) => {
  if (method === "open") {
    store = open(args[0] as Config);
    await store;
    return undefined;
  }
  const open_store = await store;
  const call = open_store?.[method as keyof Store] as ((...args: unknown[]) => unknown) | undefined;
  const given = await Promise.all(args.map((arg) => (arg instanceof Blob ? bytes(arg) : arg)));
  return call?.call(open_store, ...given, ...(method === "sync" ? [progress] : []));
});

async function open(config: Config): Promise<Store> {
  await init();
  const keys = await DeviceKeys.open(`pinpoint/${config.data ?? "pinpoint"}`).catch((error: unknown) => {
    throw { code: "key-store", fields: { reason: String(error) } };
  });
  return Store.open(config, keys, (changed: unknown) => say({ changed }));
}

async function bytes(file: Blob): Promise<Uint8Array> {
  return new Uint8Array(await file.arrayBuffer());
}
