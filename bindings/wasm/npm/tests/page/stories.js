// A story's acts, each one call on the surface that an app sees.

import { PinpointError } from "/package/index.js";
import { act as actOfWorld, now, openInWorld, saved } from "/package/testing.js";

let installer;
let data;
/** Ids by the story's names: a start that was refused is tried again under the same one. */
let jobs;

/** Opens the installer in a new world that begins now, with an empty folder. */
export async function begin(world, folder) {
  data = folder;
  jobs = {};
  installer = await openInWorld(world, data);
}

export function end() {
  installer.close();
}

export function world(json) {
  return actOfWorld(installer, json).then(() => "", (error) => JSON.stringify(error));
}

async function label(text) {
  const { label, problem } = await installer.interpretText([text]);
  if (!label) throw new PinpointError(problem.code, problem.fields);
  return label;
}

const DEEDS = {
  "sign-in": ["session", ({ email, password }) => installer.signIn(email, password)],
  session: ["session", () => installer.session()],
  "sign-out": ["nothing", () => installer.signOut()],
  start: [
    "job",
    async ({ job, kind, label: text, circuit, with: other }) => {
      const read = await label(text);
      const visit = other ? await installer.visitOf(other) : null;
      jobs[job] ??= await installer.newJob();
      return installer.start(jobs[job], kind, read, circuit, visit);
    },
  ],
  apply: ["job", ({ job, step, answer }) => installer.apply(job, step, answer)],
  undo: ["job", ({ job, step, item }) => installer.undo(job, step, item)],
  job: ["job", ({ job }) => installer.job(job)],
  relabel: ["job", async ({ job, label: text }) => installer.relabel(job, await label(text))],
  attach: [
    "photo",
    async ({ job, step, photo }) => {
      const file = await (await fetch(`/photos/${photo}`)).blob();
      return installer.attach(job, step, await installer.stage(file));
    },
  ],
  "never-changes": ["never-changes", ({ job }) => installer.neverChanges(job)],
  seal: ["sealed", ({ job, serial, mac }) => installer.seal(job, { serial, mac })],
  jobs: ["jobs", ({ all }) => installer.jobs(all ? "all" : "open")],
  visits: ["visits", () => installer.visits()],
  board: ["board", async ({ job }) => installer.board(await installer.visitOf(job))],
  diagnose: ["diagnose", (observed) => installer.diagnose(observed)],
  "read-paste": ["read-paste", ({ paste, region }) => installer.readPaste(paste, region)],
  "check-text": ["check-text", ({ kind, text }) => installer.checkText(kind, text)],
  outbox: ["outbox", () => installer.outbox()],
  sync: ["sync", async () => installer.sync({ deadline: await now(installer) })],
  text: ["text", ({ code, fields = {}, locale }) => installer.text(code, fields, locale)],
  kill: [
    "nothing",
    async () => {
      const world = await saved(installer);
      installer.close();
      installer = await openInWorld(world, data);
    },
  ],
};

/** Does it: the kind of screen and what came, or the refusal. */
export async function act(name, deed) {
  const [kind, does] = DEEDS[name];
  try {
    return { kind, came: (await does(deed)) ?? null };
  } catch (error) {
    if (!(error instanceof PinpointError)) throw error;
    return { refused: error.toJSON() };
  }
}
