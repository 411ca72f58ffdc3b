// A network that publishes another profile. The keys of the demo network are public on purpose, so whoever likes can sign.

import { createHash, createPrivateKey, sign } from "node:crypto";
import { createServer } from "node:http";

const ROOT_KEY_ID = "demo-root-1";
/** What stands before a key of Ed25519 in PKCS #8 (RFC 8410). */
const PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex");

/** Publishes what `change` makes of the site's profile, under the demo network's root. Of all else there is nothing newer. */
export async function publishing(site, change) {
  const signed = await (await fetch(new URL("/v1/profile", site.url))).json();
  const profile = change(JSON.parse(Buffer.from(signed.payload, "base64")));
  const body = JSON.stringify(resigned(signed.payloadType, Buffer.from(JSON.stringify(profile))));
  const server = createServer(({ url }, reply) => {
    if (url !== "/v1/profile") return reply.writeHead(304).end();
    reply.writeHead(200, { "Content-Type": "application/json" }).end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () => new Promise((resolve) => (server.close(resolve), server.closeAllConnections())),
  };
}

/** DSSE: the signature covers the type and the exact bytes. */
function resigned(payloadType, payload) {
  const head = `DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${payload.length} `;
  const sig = sign(null, Buffer.concat([Buffer.from(head), payload]), rootKey()).toString("base64");
  return { payloadType, payload: payload.toString("base64"), signatures: [{ keyid: ROOT_KEY_ID, sig }] };
}

/** As `core/domain/src/demo.rs` makes it. */
function rootKey() {
  const seed = createHash("sha256").update(`pinpoint demo key, public on purpose\n${ROOT_KEY_ID}`).digest();
  return createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: "der", type: "pkcs8" });
}
