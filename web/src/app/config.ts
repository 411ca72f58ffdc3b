/** What this build of the page is, and for which network. */

import type { Config } from "@pinpoint/installer";

import { version } from "../../package.json";

/** Part of each record that is sealed here. */
export const APP = `pinpoint-web/${version}`;

/** The network whose server serves this page. */
export const NETWORK: Config["network"] = "demo";
