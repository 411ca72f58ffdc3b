import { PinpointError } from "../error.js";

const compiled = new Map<string, Promise<WebAssembly.Module>>();

/**
 * A module, compiled while its worker starts and kept, so that the worker after a crash has it at once. Nothing is kept of
 * one that could not be had.
 */
export function compiledOnce(url: URL): Promise<WebAssembly.Module> {
  const known = compiled.get(url.href);
  if (known) return known;
  const begun = compile(url);
  compiled.set(url.href, begun);
  begun.catch(() => compiled.delete(url.href));
  return begun;
}

/** Compiles while the bytes come, where the host says what they are. */
async function compile(url: URL): Promise<WebAssembly.Module> {
  try {
    const reply = await fetch(url);
    if (!reply.ok) throw new Error(`HTTP ${reply.status}`);
    if (reply.headers.get("content-type") === "application/wasm") return await WebAssembly.compileStreaming(reply);
    return await WebAssembly.compile(await reply.arrayBuffer());
  } catch (error) {
    throw new PinpointError("module-unavailable", { address: url.href, reason: String(error) });
  }
}
