/** Metres on the ground around a place, as a flat plan has them. A car park is small enough for that. */

import type { Coordinate } from "@pinpoint/installer";

const METRES_A_DEGREE = 111_320;
const E7 = 1e7;

export interface Metres {
  /** Towards the east. */
  readonly x: number;
  /** Towards the north. */
  readonly y: number;
}

function metresOfLongitude(at: Coordinate): number {
  return METRES_A_DEGREE * Math.max(0.01, Math.cos(((at.lat_e7 / E7) * Math.PI) / 180));
}

/** How far a place lies from another. */
export function from(origin: Coordinate, at: Coordinate): Metres {
  return {
    x: ((at.lon_e7 - origin.lon_e7) / E7) * metresOfLongitude(origin),
    y: ((at.lat_e7 - origin.lat_e7) / E7) * METRES_A_DEGREE,
  };
}

/** The place so far from another. */
export function moved(origin: Coordinate, { x, y }: Metres): Coordinate {
  const lon = origin.lon_e7 + Math.round((x / metresOfLongitude(origin)) * E7);
  const half = 180 * E7;
  return {
    lat_e7: Math.max(-90 * E7, Math.min(90 * E7, origin.lat_e7 + Math.round((y / METRES_A_DEGREE) * E7))),
    lon_e7: lon > half ? lon - 2 * half : lon < -half ? lon + 2 * half : lon,
  };
}

/** A ring so many metres around a place. */
export function around(at: Coordinate, metres: number): readonly Coordinate[] {
  const corners = 64;
  return Array.from({ length: corners + 1 }, (_, corner) => {
    const turn = ((corner % corners) / corners) * 2 * Math.PI;
    return moved(at, { x: metres * Math.cos(turn), y: metres * Math.sin(turn) });
  });
}

/** As maps take it: east, then north. */
export function degrees({ lat_e7, lon_e7 }: Coordinate): [number, number] {
  return [lon_e7 / E7, lat_e7 / E7];
}

/** As maps give it. One that went around the world is where it would be without. */
export function fromDegrees({ lng, lat }: { readonly lng: number; readonly lat: number }): Coordinate {
  const turns = Math.floor((lng + 180) / 360);
  return { lat_e7: Math.round(lat * E7), lon_e7: Math.round((lng - 360 * turns) * E7) };
}

/** Whether two places are one, but for what a map's own sums lose. */
export function isSame(one: Coordinate, other: Coordinate): boolean {
  return Math.abs(one.lat_e7 - other.lat_e7) <= 1 && Math.abs(one.lon_e7 - other.lon_e7) <= 1;
}

/** As people write it: decimal degrees. */
export function written({ lat_e7, lon_e7 }: Coordinate): string {
  return `${(lat_e7 / E7).toFixed(7)}, ${(lon_e7 / E7).toFixed(7)}`;
}
