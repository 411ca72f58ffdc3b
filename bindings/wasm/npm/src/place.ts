import type { Config } from "./types.js";
import { PinpointError, coded } from "./error.js";
import { VERSION } from "./version.js";

/** The folder that everything is kept in, spelled in one way: what lies in one folder is one store. */
export function folderOf({ data = "pinpoint" }: Config): string {
  if (typeof data !== "string") throw new PinpointError("argument-malformed", { argument: "data", reason: typeof data });
  const names = data.split("/").filter((name) => !["", ".", ".."].includes(name));
  return names.join("/") || "pinpoint";
}

/** What tabs must have in common to share a store. */
export interface Likeness {
  readonly version: string;
  /** A digest of the network and the server's address. */
  readonly config: string;
}

export function likenessOf({ network, server }: Config): Promise<Likeness> {
  return coded("argument-unsent", async () => {
    const text = JSON.stringify([network, hrefOf(server)], sorted);
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
    return { version: VERSION, config: [...new Uint8Array(digest)].join(".") };
  });
}

/** Why this tab cannot work through the other one. */
export function difference(here: Likeness, there: Likeness): PinpointError | undefined {
  if (here.version !== there.version) {
    return new PinpointError("tab-version-differs", { here: here.version, there: there.version });
  }
  return here.config === there.config ? undefined : new PinpointError("tab-config-differs");
}

/** `https://example.com` and `https://example.com/` are one address. What is none, the store refuses. */
function hrefOf(address: string): string {
  try {
    return new URL(address).href;
  } catch {
    return address;
  }
}

/** Fields by name: the same network is the same text, whoever wrote it down. */
function sorted(_: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
