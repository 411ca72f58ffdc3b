/** What the pin is put on, whichever way it is drawn. */

import type { Coordinate } from "@pinpoint/installer";

import type { IconName } from "../design/Icon.svelte";

export interface GroundProps {
  /** Where the pin stands until it is moved. */
  start: Coordinate;
  fix: { readonly at: Coordinate; readonly metres: number } | undefined;
  /** Where other stations of the visit stand. */
  others: readonly Coordinate[];
  /** Where the pin stands, once it was moved. */
  at?: Coordinate | undefined;
}

/** The other ground, where there are two. */
export interface OtherGround {
  readonly name: string;
  readonly icon: IconName;
  readonly show: () => void;
}
