// Debian's Firefox ESR over WebDriver BiDi.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import puppeteer from "puppeteer-core";

const PROGRAM = process.env.FIREFOX ?? "/usr/bin/firefox-esr";

/** One person's browser: its profile outlives the process. */
export class Firefox {
  #folder;
  #browser;

  static async open() {
    const firefox = new Firefox();
    firefox.#folder = await mkdtemp(path.join(tmpdir(), "pinpoint-firefox-"));
    await firefox.start();
    return firefox;
  }

  async start() {
    this.#browser = await puppeteer.launch({
      browser: "firefox",
      executablePath: PROGRAM,
      headless: true,
      userDataDir: this.#folder,
    });
  }

  /** A tab with the page of the tests. */
  async tab(url) {
    const tab = await this.page(url);
    await tab.waitForFunction(() => window.ready);
    return tab;
  }

  /** A tab with any page, as large as a phone. */
  async page(url) {
    const page = await this.#browser.newPage();
    await page.setViewport({ width: 390, height: 844 });
    await page.goto(url);
    return page;
  }

  /** SIGKILL, as a phone's battery would. */
  async kill() {
    const process = this.#browser.process();
    const ended = new Promise((resolve) => process.once("exit", resolve));
    process.kill("SIGKILL");
    await ended;
  }

  async close() {
    await this.#browser.close().catch(() => {});
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 10 });
  }
}
