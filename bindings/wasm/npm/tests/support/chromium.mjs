// Debian's Chromium, as a process of ours: it can be killed as a phone's battery would.

import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";

import { chromium } from "playwright-core";

export const PROGRAM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const ARGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--remote-debugging-port=0",
];

/** One person's browser: its profile outlives the process. */
export class Chromium {
  #folder;
  #process;
  #browser;
  #args;
  /** Everything that any page said to its console, and every exception that nobody caught. */
  said = [];

  static async open(...args) {
    const chromium = new Chromium();
    chromium.#args = args;
    chromium.#folder = await mkdtemp(path.join(tmpdir(), "pinpoint-chromium-"));
    await chromium.start();
    return chromium;
  }

  async start() {
    const args = [...ARGS, ...this.#args, `--user-data-dir=${this.#folder}`, "about:blank"];
    this.#process = spawn(PROGRAM, args, { stdio: ["ignore", "ignore", "pipe"], detached: true });
    for await (const line of createInterface(this.#process.stderr)) {
      const address = line.match(/DevTools listening on (ws:\S+)/)?.[1];
      if (!address) continue;
      this.#browser = await chromium.connectOverCDP(address);
      break;
    }
    // Nobody reads on, and a full pipe would hold it up.
    this.#process.stderr.resume();
  }

  /** A tab with the page of the tests. */
  async tab(url) {
    const tab = await this.#browser.contexts()[0].newPage();
    tab.on("console", (message) => this.said.push(message.text()));
    tab.on("pageerror", (error) => this.said.push(String(error.stack)));
    await tab.goto(url);
    await tab.waitForFunction(() => window.ready);
    return tab;
  }

  /** The protocol below the library, for what the library has no word for. */
  protocol(tab) {
    return tab.context().newCDPSession(tab);
  }

  get context() {
    return this.#browser.contexts()[0];
  }

  /** SIGKILL to all of its processes at once. */
  async kill() {
    const ended = new Promise((resolve) => this.#process.once("exit", resolve));
    process.kill(-this.#process.pid, "SIGKILL");
    await ended;
    await this.#browser.close().catch(() => {});
  }

  async close() {
    await this.kill();
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 10 });
  }
}
