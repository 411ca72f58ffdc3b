// A site of the demo network whose records are delivered and whose photos are not: other clients bring them.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { EMAIL, PASSWORD, Site } from "../../../../bindings/wasm/npm/tests/support/site.mjs";

const ROOT = path.resolve(import.meta.dirname, "../../../..");

export class Stage {
  #site;
  #photos;

  /** Opens with so many records, of two photos each. */
  static async open(records) {
    const stage = new Stage();
    stage.#site = await Site.open(1);
    stage.token = await signIn(stage.url, EMAIL);
    stage.#photos = await stage.#announce(records);
    return stage;
  }

  close() {
    return this.#site.close();
  }

  get url() {
    return this.#site.url;
  }

  /** Where uploads are created, by the way that leads over `url`. */
  endpoint(url = this.url) {
    return `${url}/v1/uploads`;
  }

  get headers() {
    return { Authorization: `Bearer ${this.token}` };
  }

  path(name) {
    return this.#site.path(name);
  }

  /** A photo that nobody has brought yet. */
  take() {
    const photo = this.#photos.pop();
    if (!photo) throw new Error("all photos are taken");
    return photo;
  }

  /** The photo's receipt, if all of it is there. */
  async receipt({ id }) {
    const reply = await this.ask("GET", `/v1/photos/${id}/receipt`);
    return reply.ok ? reply.text() : undefined;
  }

  /** The photo as the server hands it out. */
  async stored({ id }) {
    return Buffer.from(await (await this.ask("GET", `/v1/photos/${id}`)).arrayBuffer());
  }

  /** How far an upload is; the whole reply. */
  head({ id }) {
    return this.ask("HEAD", `/v1/uploads/${id}`, { "Tus-Resumable": "1.0.0" });
  }

  ask(method, path, headers = {}) {
    return fetch(`${this.url}${path}`, { method, headers: { ...this.headers, ...headers } });
  }

  /** The published copies that the records name, each with its bytes. */
  async #announce(records) {
    const [label] = this.#site.labels;
    const phone = this.path("phone");
    const program = path.join(ROOT, "target/debug/examples/announced");
    const said = execFileSync(program,
      [new URL(this.url).host, EMAIL, PASSWORD, label.mac, label.password, phone, String(records)], { encoding: "utf8" });
    const photos = await announced({ url: this.url, headers: this.headers, records: said.trim().split("\n"), phone });
    return photos.map(({ pinpoint, published: { id, bytes } }) =>
      ({ id, bytes, metadata: { photo_id: id, pinpoint_id: pinpoint, filename: "station.jpg" } }));
  }
}

export async function signIn(url, email, password = PASSWORD) {
  const headers = { "Content-Type": "application/json" };
  const reply = await fetch(`${url}/v1/sessions`, { method: "POST", headers, body: JSON.stringify({ email, password }) });
  return (await reply.json()).access_token;
}

/** The photos that stored records name: each with its pinpoint, its step, and the bytes of both files from the phone's folder. */
export async function announced({ url, headers, records, phone }) {
  const files = await filesByDigest(phone);
  const file = ({ id, digest }) => ({ id, bytes: files.get(digest) });
  const named = records.map(async (pinpoint) => {
    const { sealed } = await (await fetch(`${url}/v1/pinpoints/${pinpoint}`, { headers })).json();
    const { photos } = JSON.parse(Buffer.from(sealed.payload, "base64"));
    return photos.map(({ step, published, original }) => ({ pinpoint, step, published: file(published), original: file(original) }));
  });
  return (await Promise.all(named)).flat();
}

async function filesByDigest(folder) {
  const files = new Map();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.parentPath.endsWith("photos")) continue;
    const bytes = await readFile(path.join(entry.parentPath, entry.name));
    files.set(`sha256:${createHash("sha256").update(bytes).digest("hex")}`, bytes);
  }
  return files;
}
