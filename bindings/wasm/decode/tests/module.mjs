// The module as a page has it, and the pictures with what the native core reads in them.
//
//   tools/face build                                  builds what tells how the native core reads them
//   tools/wasm-build --testing --profile dev decode   builds the module, which dies and hangs on request

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target');

/** Where a module's JavaScript lies: `decode` or `decode-testing`. */
const scriptOf = (name) => pathToFileURL(join(target, 'wasm-pkg', name, 'decode.js')).href;

/** Loads a module. A page fetches its bytes, here they come from the disk. */
export async function load(name) {
  const module = await import(scriptOf(name));
  module.initSync({ module: readFileSync(join(target, 'wasm-pkg', name, 'decode_bg.wasm')) });
  return module;
}

/** Draws the pictures, has the native core read them, and gives its answers and a way to the files. */
export function nativeReadings() {
  const folder = join(target, 'wasm-cases');
  execFileSync(join(target, 'debug/examples/native_readings'), [folder], { stdio: ['ignore', 'ignore', 'inherit'] });
  const cases = JSON.parse(readFileSync(join(folder, 'cases.json'), 'utf8'));
  return { ...cases, bytes: (file) => new Uint8Array(readFileSync(join(folder, file))) };
}
