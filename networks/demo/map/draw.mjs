// Draws the demo town's map around the addresses of its list, with a car park whose spaces an installer can tell apart:
// `node networks/demo/map/draw.mjs` writes town.geojson, `--check` says whether it is as drawn.

import { readFileSync, writeFileSync } from "node:fs";

const METRES_A_DEGREE = 111_320;
const E7 = 1e7;
const list = JSON.parse(readFileSync(new URL("../addresses.json", import.meta.url)));
const houses = list.addresses.map(({ address, position: { lat_e7, lon_e7 } }) => {
  const [number, ...street] = address.split(" ");
  return { number, street: street.join(" "), lat: lat_e7 / E7, lon: lon_e7 / E7 };
});

/** A place so many metres to the east and north of another. */
function beside({ lat, lon }, east, north) {
  const metresOfLongitude = METRES_A_DEGREE * Math.cos((lat * Math.PI) / 180);
  return [lon + east / metresOfLongitude, lat + north / METRES_A_DEGREE].map((degrees) => Number(degrees.toFixed(6)));
}

const feature = (kind, geometry, words = {}) => ({ type: "Feature", properties: { kind, ...words }, geometry });
const line = (...coordinates) => ({ type: "LineString", coordinates });

function block(at, east, north, width, depth) {
  const corners = [[0, 0], [width, 0], [width, depth], [0, depth], [0, 0]];
  return { type: "Polygon", coordinates: [corners.map(([x, y]) => beside(at, east + x, north + y))] };
}

const names = [...new Set(houses.map(({ street }) => street))];
const roads = names.map((name) => {
  const byLongitude = houses.filter(({ street }) => street === name).toSorted((a, b) => a.lon - b.lon);
  return { name, west: byLongitude[0], east: byLongitude.at(-1) };
});
const byLatitude = roads.toSorted((a, b) => a.west.lat - b.west.lat);
const [south, north] = [byLatitude[0], byLatitude.at(-1)];

/** How far a street passes south of its houses, and how far it goes on behind the last of them. */
const [FRONT, BEYOND] = [18, 35];
const drawn = [
  feature("ground", {
    type: "Polygon",
    coordinates: [
      [
        beside(south.west, -200, -200),
        beside(south.east, 200, -200),
        beside(north.east, 200, 200),
        beside(north.west, -200, 200),
        beside(south.west, -200, -200),
      ],
    ],
  }),
  feature("street", line(beside(south.west, -BEYOND, -FRONT), beside(north.west, -BEYOND, -FRONT))),
  feature("street", line(beside(south.east, BEYOND, -FRONT), beside(north.east, BEYOND, -FRONT))),
  ...roads.map(({ name, west, east }) => feature("street", line(beside(west, -BEYOND, -FRONT), beside(east, BEYOND, -FRONT)), { name })),
  ...houses.map((house) => feature("house", block(house, -9, -8, 18, 16), { number: house.number })),
];

// Behind the houses of every third street: two rows of spaces, and a lane between.
const [SPACES, WIDTH, DEPTH, LANE] = [40, 2.5, 5, 6];
for (const [index, { west }] of byLatitude.filter((_, street) => street % 3 === 0).entries()) {
  const [x, y] = [20, 30];
  const name = `P${index + 1}`;
  drawn.push(feature("car-park", block(west, x - 2, y - 2, SPACES * WIDTH + 4, 2 * DEPTH + LANE + 4), { name }));
  for (let space = 0; space < 2 * SPACES; space++) {
    const upper = space >= SPACES;
    const shape = block(west, x + (space % SPACES) * WIDTH, y + (upper ? DEPTH + LANE : 0), WIDTH, DEPTH);
    drawn.push(feature("space", shape, { name: `${space + 1}` }));
  }
}

const features = drawn.map((feature) => `  ${JSON.stringify(feature)}`).join(",\n");
const text = `{ "type": "FeatureCollection", "features": [\n${features}\n] }\n`;
const file = new URL("town.geojson", import.meta.url);
if (process.argv.includes("--check")) {
  if (readFileSync(file, "utf8") !== text) throw new Error("town.geojson is not what draw.mjs draws");
} else {
  writeFileSync(file, text);
}
