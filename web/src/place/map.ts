/** The network's map, where its server has one and answers now. */

import type { StyleSpecification } from "maplibre-gl";

import type StreetMap from "./StreetMap.svelte";

/** Nobody stands before a plan longer than this for a map that may come. */
const PATIENCE_MS = 5_000;
const STYLE = "/v1/map/style.json";

export interface NetworkMap {
  readonly style: StyleSpecification;
  readonly View: typeof StreetMap;
}

/** Fetches what it needs, its program as well: most of the work is done where there is no connection, and without it. */
export async function networkMap(): Promise<NetworkMap | undefined> {
  try {
    const answer = await fetch(STYLE, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (!answer.ok) return undefined;
    const style = (await answer.json()) as StyleSpecification;
    const { default: View } = await import("./StreetMap.svelte");
    return { style, View };
  } catch {
    // No connection, or no map: the plan to scale is always there.
    return undefined;
  }
}
