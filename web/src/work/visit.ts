/** The visit that a job belongs to, and its other stations: the next one is beside them, and most often like them. */

import type { JobView } from "@pinpoint/installer";

import { app } from "../app/installer.svelte.js";
import { router } from "../app/router.svelte.js";

/** Shows the visit of a job. */
export async function toVisit(job: string): Promise<void> {
  router.go({ screen: "visit", visit: await app.installer.visitOf(job) });
}

/** The other jobs of its visit, in the order in which they began. One that cannot be read holds up no other. */
export async function othersOf(job: string): Promise<JobView[]> {
  const { stations } = await app.installer.board(await app.installer.visitOf(job));
  const others = stations.filter((row) => row.job !== job);
  const jobs = await Promise.all(others.map((row) => app.installer.job(row.job).catch(() => undefined)));
  return jobs.filter((view) => view !== undefined);
}
