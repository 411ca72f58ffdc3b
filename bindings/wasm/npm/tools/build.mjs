// Builds the package: both modules by cargo, then the TypeScript around them.
//   npm run build                  dist/, what is packed
//   npm run build -- --testing     dist-testing/, the same with modules that can be made to panic; never packed. They are
//                                  built quickly and larger, unless --as-shipped is said, too

import { execFileSync } from "node:child_process";
import { cpSync, rmSync } from "node:fs";
import path from "node:path";

const PACKAGE = path.resolve(import.meta.dirname, "..");
const ROOT = path.resolve(PACKAGE, "../../..");

const testing = process.argv.includes("--testing");
const kind = testing ? ["--testing", ...(process.argv.includes("--as-shipped") ? [] : ["--profile", "dev"])] : [];
const out = path.join(PACKAGE, testing ? "dist-testing" : "dist");

rmSync(out, { recursive: true, force: true });
const modules = ["decode", "store"];
run("tools/wasm-build", [...kind, ...modules], ROOT);
for (const module of modules) {
  const target = path.resolve(ROOT, process.env.CARGO_TARGET_DIR ?? "target");
  const built = path.join(target, "wasm-pkg", testing ? `${module}-testing` : module);
  const parts = [`${module}.js`, `${module}.d.ts`, `${module}_bg.wasm`];
  for (const part of parts) cpSync(path.join(built, part), path.join(out, "wasm", module, part));
  cpSync(path.join(built, `${module}.d.ts`), path.join(PACKAGE, "src/wasm", module, `${module}.d.ts`)); // what tsc reads
}
for (const project of [".", "src/worker"]) {
  run(path.join(PACKAGE, "node_modules/.bin/tsc"), ["--project", project, "--outDir", out], PACKAGE);
}

function run(program, args, cwd) {
  execFileSync(program, args, { cwd, stdio: "inherit" });
}
