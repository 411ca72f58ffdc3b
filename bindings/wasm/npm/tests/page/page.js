// What the stories' steps are made of, in the page. `window.pinpoint` is the package.

import * as pinpoint from "/package/index.js";
import * as testing from "/package/testing.js";
import * as day from "/day.js";
import * as stories from "/stories.js";

Object.assign(window, { pinpoint, testing, day, stories, ready: true });

window.open_installer = async (more = {}) => {
  const config = { network: "demo", server: location.origin, app: "pinpoint-test/1", ...more };
  window.installer = await pinpoint.Installer.open(config);
  return window.installer;
};
