// What may stand between a phone and the server, on the page's own origin: a Wi-Fi that wants a login, a server in trouble, or
// somebody who changes answers. It passes everything on until it is told otherwise.

import { createServer, request } from "node:http";
import { text as textOf } from "node:stream/consumers";

export async function between(story, site) {
  const it = new Between(site);
  await it.listen();
  story.after(() => it.close());
  return it;
}

class Between {
  #site;
  #server = createServer((asked, reply) => void this.#pass(asked, reply));
  /** All that was asked, as it came. */
  asked = [];
  /** Answers in place of the server: `{ status, headers, body }`, or nothing where it may speak for itself. */
  answer = () => undefined;
  /** Changes what the server says: the text of its JSON. */
  change = (text) => text;

  constructor(site) {
    this.#site = site;
  }

  async listen() {
    await new Promise((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    this.url = `http://127.0.0.1:${this.#server.address().port}`;
  }

  close() {
    return new Promise((resolve) => (this.#server.close(resolve), this.#server.closeAllConnections()));
  }

  async #pass(asked, reply) {
    const { method, url, headers } = asked;
    this.asked.push({ method, url, headers });
    const own = this.answer(asked);
    if (own) {
      asked.resume();
      reply.writeHead(own.status, own.headers).end(own.body);
      return;
    }
    const { hostname, port } = new URL(this.#site.url);
    const onward = request({ hostname, port, method, path: url, headers }, async (answer) => {
      const said = { ...answer.headers };
      if (!/json/.test(said["content-type"] ?? "") || said["content-encoding"]) {
        reply.writeHead(answer.statusCode, said);
        answer.pipe(reply);
        return;
      }
      const text = this.change(await textOf(answer), asked);
      delete said["transfer-encoding"];
      reply.writeHead(answer.statusCode, { ...said, "content-length": Buffer.byteLength(text) }).end(text);
    });
    // No server there: the browser sees a broken connection, as underground.
    onward.on("error", () => reply.destroy());
    asked.pipe(onward);
  }
}
