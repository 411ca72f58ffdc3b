// The line between a client and the server: it breaks, or goes silent, after so many bytes of what the client sends.

import { connect, createServer } from "node:net";

export class Line {
  #server;
  #sockets = new Set();
  #silent = [];
  /** Bytes that the client has sent. */
  sent = 0;
  /** What happens to each next connection: `{ after: bytes, then: "break" | "silence" }`; nothing: it holds. */
  plan = [];

  static async open(story, url) {
    const line = new Line();
    const { hostname, port } = new URL(url);
    line.#server = createServer((client) => line.#lead(client, connect(port, hostname)));
    await new Promise((resolve) => line.#server.listen(0, "127.0.0.1", resolve));
    line.url = `http://127.0.0.1:${line.#server.address().port}`;
    story.after(() => line.close());
    return line;
  }

  close() {
    this.#sockets.forEach((socket) => socket.destroy());
    return new Promise((resolve) => this.#server.close(resolve));
  }

  /** What was silent is noticed to be dead. */
  breakSilence() {
    this.#silent.splice(0).forEach((socket) => socket.destroy());
  }

  #lead(client, server) {
    const both = [client, server];
    const end = () => both.forEach((socket) => socket.destroy());
    both.forEach((socket) => (this.#sockets.add(socket), socket.on("error", end).on("close", end).setNoDelay()));
    server.on("data", (bytes) => client.write(bytes));
    let plan;
    let passed = 0;
    client.on("data", (bytes) => {
      this.sent += bytes.length;
      // Only a request that carries bytes uses the plan up: one that asks is not worth breaking.
      if (!plan && /^(PATCH|POST)/.test(bytes.subarray(0, 5).toString("latin1")) && carries(bytes)) plan = this.plan.shift();
      const left = Math.max((plan?.after ?? Infinity) - passed, 0);
      passed += bytes.length;
      server.write(bytes.subarray(0, left));
      if (bytes.length < left) return;
      both.forEach((socket) => socket.pause());
      if (plan.then === "break") setTimeout(end, 50);
      else this.#silent.push(client);
    });
  }
}

function carries(head) {
  return !/content-length: 0\r\n/i.test(head.toString("latin1").split("\r\n\r\n")[0]);
}
