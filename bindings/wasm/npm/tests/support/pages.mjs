// Serves the package as any static server would, under a strict policy, and passes the server's interface through, as a
// network's own host does: the page and the interface share an origin.

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer, request } from "node:http";
import path from "node:path";

const HERE = import.meta.dirname;
const ROOMS = {
  "/package/": path.resolve(HERE, "../../dist-testing"),
  "/shipped/": path.resolve(HERE, "../../dist"),
  "/photos/": path.resolve(HERE, "../../../../../fixtures/stories/photos"),
  "/": path.resolve(HERE, "../page"),
};
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".wasm": "application/wasm",
  ".png": "image/png",
  ".svg": "image/svg+xml",
};
const HEADERS = {
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:",
  "X-Content-Type-Options": "nosniff",
};
/** A release's files are kept, as by a host that has its name in their addresses. */
const KEPT = { "Cache-Control": "public, max-age=31536000, immutable" };
const NOT_KEPT = { "Cache-Control": "no-cache" };
const RELEASES = ["/package/", "/shipped/"];

/** Listens on a free port of the loopback. `site` is asked at each request, so a server may come and go. */
export async function servePages(site) {
  const server = createServer((asked, reply) => {
    if (asked.url.startsWith("/v1/")) return passOn(asked, reply, site?.url);
    void page(asked, reply);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    // A name, because some browsers think of "localhost" alone as secure.
    url: `http://localhost:${server.address().port}`,
    close: () => new Promise((resolve) => (server.close(resolve), server.closeAllConnections())),
  };
}

async function page(asked, reply) {
  const { pathname } = new URL(asked.url, "http://localhost");
  const [prefix, room] = Object.entries(ROOMS).find(([prefix]) => pathname.startsWith(prefix));
  const file = path.join(room, path.normalize(`/${pathname.slice(prefix.length)}`), pathname.endsWith("/") ? "index.html" : "");
  const found = await stat(file).catch(() => undefined);
  const type = TYPES[path.extname(file)];
  if (!found?.isFile() || !type) return reply.writeHead(404).end();
  reply.writeHead(200, { ...HEADERS, ...(RELEASES.includes(prefix) ? KEPT : NOT_KEPT), "Content-Type": type, "Content-Length": found.size });
  createReadStream(file).pipe(reply);
}

function passOn(asked, reply, to) {
  if (!to) return reply.destroy();
  const { hostname, port } = new URL(to);
  const { method, url: where, headers } = asked;
  const onward = request({ hostname, port, method, path: where, headers }, (answer) => {
    reply.writeHead(answer.statusCode, answer.headers);
    answer.pipe(reply);
  });
  // No server there: the browser sees a broken connection, as underground.
  onward.on("error", () => reply.destroy());
  asked.pipe(onward);
}
