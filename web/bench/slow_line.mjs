// A line as slow as a phone's in a bad place: every byte goes through here, so the browser's own tools need not be believed.

import { connect, createServer } from "node:net";

/** Lighthouse's "slow 4G": 1.6 Mbit/s down, 750 kbit/s up, 150 ms there and back. */
export const SLOW_4G = { down: 200_000, up: 93_750, roundTripMs: 150 };
const SLICE = 1460;

/** Listens on a free port and passes all on to `to`, at this pace. The rate is shared by all connections, as a radio's is. */
export async function slowLine(to, { down, up, roundTripMs } = SLOW_4G) {
  const { hostname, port } = new URL(to);
  const [receiving, sending] = [new Rate(down), new Rate(up)];
  const open = new Set();
  const server = createServer({ noDelay: true }, (near) => {
    const far = connect({ host: hostname, port, noDelay: true });
    open.add(near).add(far);
    for (const [from, into, rate] of [[near, far, sending], [far, near, receiving]]) {
      from.on("data", (bytes) => rate.pass(from, into, bytes, roundTripMs / 2));
      from.on("end", () => rate.end(into, roundTripMs / 2));
      from.on("error", () => into.destroy());
      from.on("close", () => open.delete(from));
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () => new Promise((resolve) => (server.close(resolve), open.forEach((socket) => socket.destroy()))),
  };
}

/** So many bytes a second, one slice after the other, each arriving half a round trip later. */
class Rate {
  #free = 0;
  #bytesPerMs;

  constructor(bytesPerSecond) {
    this.#bytesPerMs = bytesPerSecond / 1000;
  }

  pass(from, into, bytes, latencyMs) {
    from.pause();
    let last = performance.now();
    for (let at = 0; at < bytes.length; at += SLICE) {
      const slice = bytes.subarray(at, at + SLICE);
      this.#free = Math.max(this.#free, performance.now()) + slice.length / this.#bytesPerMs;
      last = this.#free;
      later(last + latencyMs, () => into.destroyed || into.write(slice));
    }
    later(last, () => from.resume());
  }

  end(into, latencyMs) {
    later(Math.max(this.#free, performance.now()) + latencyMs, () => into.end());
  }
}

function later(moment, does) {
  setTimeout(does, Math.max(0, moment - performance.now()));
}
