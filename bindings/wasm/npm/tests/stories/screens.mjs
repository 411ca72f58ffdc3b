// What must be on a story's screens, as fixtures/stories/README.md says it.

/** A snapshot as JSON pointers and values; what is null, absent or empty is not in it. */
export function flatten(value, pointer = "", flat = new Map()) {
  if (value === null || value === undefined) return flat;
  if (typeof value !== "object") return flat.set(pointer, value);
  for (const [name, inner] of Object.entries(value)) {
    flatten(inner, `${pointer}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`, flat);
  }
  return flat;
}

/** Where jobs stand in a snapshot, and which: whatever has steps is one. */
export function jobsIn(flat) {
  const places = [...flat.keys()].filter((pointer) => pointer.endsWith("/steps/0/id"));
  return places.map((pointer) => pointer.slice(0, -"/steps/0/id".length)).map((place) => [place, flat.get(`${place}/id`)]);
}

/** The last expected snapshot of each kind, and of each job. */
export class Screens {
  #fresh;
  #jobs = new Map();
  #kinds = new Map();

  constructor(fresh) {
    this.#fresh = new Map(Object.entries(fresh));
  }

  /** What must be there: what was, and what the act gives. Jobs are looked for where they stand in what came. */
  expected(kind, came, gives) {
    const jobs = jobsIn(came);
    const screen = new Map(this.#kinds.get(kind));
    removeJobs(screen, jobs);
    for (const [place, id] of jobs) {
      for (const [pointer, value] of this.#jobs.get(id) ?? this.#fresh) screen.set(place + pointer, value);
    }
    for (const [pointer, value] of Object.entries(gives)) {
      if (value === null) screen.delete(pointer);
      else screen.set(pointer, value);
    }
    return screen;
  }

  remember(kind, screen) {
    const jobs = jobsIn(screen);
    const rest = new Map(screen);
    removeJobs(rest, jobs);
    this.#kinds.set(kind, rest);
    for (const [place, id] of jobs) {
      const own = [...screen].filter(([pointer]) => pointer.startsWith(`${place}/`));
      this.#jobs.set(id, new Map(own.map(([pointer, value]) => [pointer.slice(place.length), value])));
    }
  }
}

function removeJobs(screen, jobs) {
  for (const pointer of [...screen.keys()]) {
    if (jobs.some(([place]) => pointer.startsWith(`${place}/`))) screen.delete(pointer);
  }
}

/** How a screen differs from what it must be, in words; nothing when it does not. */
export function difference(expected, came) {
  const pointers = [...new Set([...expected.keys(), ...came.keys()])].sort();
  const different = pointers.filter((pointer) => expected.get(pointer) !== came.get(pointer));
  const shown = (flat, pointer) => (flat.has(pointer) ? JSON.stringify(flat.get(pointer)) : "nothing");
  return different
    .slice(0, 5)
    .map((pointer) => `${pointer}: expected ${shown(expected, pointer)}, came ${shown(came, pointer)}`)
    .concat(different.length > 5 ? `and ${different.length - 5} more` : [])
    .join("; ");
}
