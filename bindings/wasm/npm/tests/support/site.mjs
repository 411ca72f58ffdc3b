// A site of the demo network: the real server as a process, an account, and labels in its inventory.

import { execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";

const ROOT = path.resolve(import.meta.dirname, "../../../../..");
const PROGRAM = path.join(ROOT, "target/debug/pinpoint");

export const EMAIL = "noor@nordwand.example";
export const PASSWORD = "correct horse";
/** What stands on the type plate. */
export const SERIAL = "NL50-2418-0306";

export class Site {
  #folder;
  #server;
  #listening;

  /** Opens for business with this many labels. */
  static async open(labels = 1) {
    if (!existsSync(PROGRAM)) throw new Error(`${PROGRAM} is missing: cargo build -p pinpoint-cli`);
    const site = new Site();
    site.#folder = await mkdtemp(path.join(tmpdir(), "pinpoint-site-"));
    site.operate(["user", "add", EMAIL, "--company", "Elektro Nordwand", "--name", "Noor Lindqvist",
      "--certified-until", "2099-12-31", "--password-stdin"], `${PASSWORD}\n`);
    site.operate(["labels", "issue", "--count", String(labels), "--out", site.path("labels.csv")]);
    const lines = (await readFile(site.path("labels.csv"), "utf8")).trim().split("\n").slice(1);
    site.labels = lines.map((line) => {
      const [printed, password] = line.split(",");
      const mac = printed.replaceAll(":", "");
      return { mac, password, link: `https://demo.pinpoint.example/l/${mac}#${password}` };
    });
    await site.start();
    return site;
  }

  /** The sheet of labels as it is printed: an SVG of fourteen labels at most. */
  async sheet() {
    this.operate(["labels", "print", this.path("labels.csv"), "--out", this.path("sheets")]);
    return readFile(this.path("sheets/labels-1.svg"), "utf8");
  }

  /** Where the server listens, or listened last. */
  get url() {
    return this.#listening;
  }

  path(name) {
    return path.join(this.#folder, name);
  }

  async start() {
    const address = this.#listening ? new URL(this.#listening).host : "127.0.0.1:0";
    const server = spawn(PROGRAM, ["server", "--json", "--until-stdin-closes", "--listen", address,
      "--data", this.path("server")], { stdio: ["pipe", "pipe", "ignore"], env: environment() });
    const [line] = await Promise.race([
      createInterface(server.stdout)[Symbol.asyncIterator]().next().then(({ value }) => [value]),
      new Promise((_, reject) => server.once("exit", (code) => reject(new Error(`the server ended with ${code}`)))),
    ]);
    this.#listening = JSON.parse(line).listening;
    this.#server = server;
  }

  async stop() {
    const server = this.#server;
    this.#server = undefined;
    if (!server) return;
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.stdin.end();
    await ended;
  }

  async close() {
    await this.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** Does what the network's own people do, and gives what was printed. */
  operate(args, input = "") {
    return execFileSync(PROGRAM, ["--data", this.path("server"), ...args], { input, env: environment(), stdio: "pipe", encoding: "utf8" });
  }
}

/** Nothing of this machine's settings. */
function environment() {
  return { PATH: process.env.PATH, HOME: process.env.HOME, LANG: "en_GB.UTF-8" };
}
