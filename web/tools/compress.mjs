// Compresses what was built, once and as well as it goes, so that the server only hands it over.

import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const DIST = path.resolve(import.meta.dirname, "../dist");
const WORTH = /\.(?:html|js|mjs|css|wasm|svg|json|webmanifest)$/;

for (const file of readdirSync(DIST, { recursive: true, encoding: "utf8" })) {
  const from = path.join(DIST, file);
  if (!statSync(from).isFile() || !WORTH.test(file)) continue;
  const bytes = readFileSync(from);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  writeFileSync(`${from}.br`, brotliCompressSync(bytes, { params }));
}
