// A new version of the page while an old one is open.

import { createServer, request } from "node:http";

/** The site on another port, which has a newer service worker as soon as it is told so. */
export async function released(site) {
  const release = { newer: false };
  const door = createServer((asked, reply) => {
    const { hostname, port } = new URL(site.url);
    const worker = asked.url === "/sw.js";
    const headers = { ...asked.headers, host: `${hostname}:${port}`, ...(worker ? { "accept-encoding": "identity" } : {}) };
    if (headers.origin) headers.origin = site.url;
    const onward = request({ hostname, port, path: asked.url, method: asked.method, headers }, (answer) => {
      const { "content-length": _, etag: __, ...rest } = answer.headers;
      reply.writeHead(answer.statusCode, worker ? rest : answer.headers);
      answer.pipe(reply, { end: !worker });
      if (worker) answer.on("end", () => reply.end(release.newer ? "\n// newer" : ""));
    });
    onward.on("error", () => reply.destroy());
    asked.pipe(onward);
  });
  await new Promise((listens) => door.listen(0, "127.0.0.1", listens));
  release.url = `http://127.0.0.1:${door.address().port}`;
  /** The newer one comes out, and this page asks for it. */
  release.update = async (hand) => {
    release.newer = true;
    await hand.tab.evaluate(() => navigator.serviceWorker.ready.then((worker) => worker.update()));
  };
  release.close = () => new Promise((closed) => (door.close(closed), door.closeAllConnections()));
  return release;
}
