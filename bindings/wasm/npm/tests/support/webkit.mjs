// WebKitGTK's MiniBrowser on a screen that nobody sees.

import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { createServer } from "node:net";

import { Builder, Capabilities } from "selenium-webdriver";

export class WebKit {
  #screen;
  #driver;
  #session;

  static async open() {
    const webkit = new WebKit();
    const display = `:${90 + (process.pid % 400)}`;
    const port = await freePort();
    webkit.#screen = spawn("Xvfb", [display, "-screen", "0", "1280x800x24"], { stdio: "ignore" });
    webkit.#driver = spawn("WebKitWebDriver", [`--port=${port}`], {
      stdio: "ignore",
      env: { ...process.env, DISPLAY: display, WEBKIT_DISABLE_COMPOSITING_MODE: "1" },
    });
    const capabilities = new Capabilities().set("browserName", "MiniBrowser").set("webkitgtk:browserOptions", {
      binary: miniBrowser(),
      args: ["--automation"],
    });
    const builder = () => new Builder().usingServer(`http://127.0.0.1:${port}`).withCapabilities(capabilities).build();
    webkit.#session = await patiently(builder);
    await webkit.#session.manage().setTimeouts({ script: 60_000 });
    return webkit;
  }

  async go(url) {
    await this.#session.get(url);
    await this.#session.wait(() => this.#session.executeScript("return window.ready === true"), 20_000);
  }

  /** Runs a function in the page, and gives what its promise becomes. */
  async evaluate(what, argument) {
    const outcome = await this.#session.executeAsyncScript(
      `const done = arguments[arguments.length - 1];
       Promise.resolve((${what})(arguments[0])).then((gave) => done({ gave }), (error) => done({ threw: String(error) }));`,
      argument,
    );
    if ("threw" in outcome) throw new Error(outcome.threw);
    return outcome.gave;
  }

  async close() {
    await this.#session?.quit().catch(() => {});
    this.#driver.kill();
    this.#screen.kill();
  }
}

function miniBrowser() {
  const places = readdirSync("/usr/lib").flatMap((machine) =>
    ["4.1", "4.0"].map((version) => `/usr/lib/${machine}/webkit2gtk-${version}/MiniBrowser`),
  );
  const found = places.find((place) => existsSync(place));
  if (!found) throw new Error("no MiniBrowser: install webkit2gtk-driver");
  return found;
}

/** The driver takes a moment until it listens. */
async function patiently(begin) {
  for (let tries = 0; ; tries++) {
    try {
      return await begin();
    } catch (error) {
      if (tries === 40) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
