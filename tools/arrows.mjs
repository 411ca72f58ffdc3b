#!/usr/bin/env node
// Holds the arrows of docs/adr/0001: who may depend on whom in this workspace, and that the domain stays pure.
//   node tools/arrows.mjs              reads `cargo metadata` and `cargo tree`, names every wrong arrow and the rule it breaks
//   node tools/arrows.mjs --self-test  feeds itself wrong arrows and fails unless each is found

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';

const FACES = ['pinpoint-domain', 'pinpoint-decode', 'pinpoint-engine'];

// For each crate: which crates of the workspace its normal and build dependencies may name, and why no others.
const MAY_USE = {
  'pinpoint-domain': { crates: [], because: 'the domain is pure and the same on phone and server' },
  'pinpoint-decode': { crates: ['pinpoint-domain'], because: 'decoding turns pixels into facts of the domain' },
  'pinpoint-engine': { crates: ['pinpoint-domain', 'pinpoint-decode'], because: 'the phone never holds server code' },
  'pinpoint-uniffi': { crates: FACES, because: 'a face only converts and delegates to the engine' },
  'pinpoint-wasm-store': { crates: ['pinpoint-domain', 'pinpoint-engine'], because: 'the module that keeps the work holds no decoders' },
  'pinpoint-wasm-decode': { crates: ['pinpoint-domain', 'pinpoint-decode'], because: 'the module that reads pixels may be killed, so it keeps nothing' },
  'g2p': { crates: [], because: 'it stands in for a crate of others, who know nothing of us' },
  'encoding': { crates: [], because: 'it stands in for a crate of others, who know nothing of us' },
  'pinpoint-wasm-tool': { crates: [], because: 'it knows modules, not what is in them' },
  'pinpoint-server': { crates: ['pinpoint-domain'], because: 'the server runs the rules of the domain, not the phone' },
  'pinpoint-fixtures': { crates: [], because: 'a fixture drawn with the code under test would share its mistakes' },
  'pinpoint-fuzz': { crates: ['pinpoint-domain'], because: 'every stranger\'s bytes are read in the domain' },
  'pinpoint-cli': { crates: [...FACES, 'pinpoint-server', 'pinpoint-fixtures'], because: 'nothing depends on what ties all together' },
  'pinpoint-recorder': { crates: [], because: 'it knows files, not what is in them' },
  'pinpoint-powercut': { crates: ['pinpoint-recorder'], because: 'it knows disks; only its tests know who writes on them' },
  'pinpoint-tests': { crates: [...FACES, 'pinpoint-server', 'pinpoint-cli', 'pinpoint-fixtures'], because: 'it sees every crate' },
};

// Dev-dependencies leave the shipped crates as they are, so they are free, except upon what stands at the top.
const NEVER_IN_DEV = ['pinpoint-cli', 'pinpoint-tests'];
const CROSS_COMPONENTS = ['pinpoint-tests', 'pinpoint-powercut'];

// What does I/O, runs futures, or holds pixels: none of it may reach the domain, however deep.
const IMPURE = ['async-std', 'hyper', 'image', 'libsqlite3-sys', 'mio', 'reqwest', 'rusqlite', 'rxing', 'smol', 'socket2', 'tokio', 'ureq'];

/** The wrong arrows between the crates of a workspace, given `cargo metadata --no-deps`. */
function wrongArrows({ packages }) {
  const ours = new Set(packages.map((crate) => crate.name));
  return packages.flatMap((crate) => {
    const rule = MAY_USE[crate.name];
    if (!rule) return [`${crate.name} has no place among the arrows: add it to MAY_USE in tools/arrows.mjs`];
    return crate.dependencies
      .filter((dependency) => ours.has(dependency.name))
      .flatMap(({ name, kind }) => {
        if (kind === 'dev') {
          if (!NEVER_IN_DEV.includes(name) || CROSS_COMPONENTS.includes(crate.name)) return [];
          return [`${crate.name} -> ${name} (dev): tests that cross components live in tests/, so no crate tests upon ${name}`];
        }
        if (rule.crates.includes(name)) return [];
        const allowed = rule.crates.join(', ') || 'no crate of the workspace';
        return [`${crate.name} -> ${name}: ${rule.because}; it may use ${allowed}`];
      });
  });
}

/** The impure crates in the domain's normal dependencies, each with who brings it, given `cargo tree --prefix depth`. */
function impurities(tree) {
  const path = [];
  return tree.split('\n').filter(Boolean).flatMap((line) => {
    const [, depth, name] = /^(\d+)(\S+)/.exec(line);
    path.length = Number(depth);
    path.push(name);
    return IMPURE.includes(name) ? [`${path.join(' -> ')}: the domain does no I/O, nothing async, and holds no pixels`] : [];
  });
}

function cargo(...args) {
  return execFileSync('cargo', args, { encoding: 'utf8', maxBuffer: 64 << 20, stdio: ['ignore', 'pipe', 'inherit'] });
}

function selfTest() {
  const crate = (name, ...dependencies) => ({ name, dependencies });
  const uses = (name, kind = null) => ({ name, kind });
  const found = (...packages) => wrongArrows({ packages });

  const server = crate('pinpoint-server');
  const tests = crate('pinpoint-tests', uses('pinpoint-server'));
  assert.deepEqual(found(crate('pinpoint-domain', uses('serde')), crate('pinpoint-server', uses('pinpoint-domain'))), []);
  assert.deepEqual(found(crate('pinpoint-engine', uses('pinpoint-server', 'dev')), server), []);
  assert.deepEqual(found(tests, server), []);
  for (const kind of [null, 'build']) {
    assert.match(found(crate('pinpoint-domain', uses('pinpoint-server', kind)), server).join(), /^pinpoint-domain -> pinpoint-server: .*pure/);
  }
  assert.match(found(crate('pinpoint-engine', uses('pinpoint-server')), server).join(), /^pinpoint-engine -> pinpoint-server: .*phone/);
  assert.match(found(crate('pinpoint-domain', uses('pinpoint-tests', 'dev')), tests, server).join(), /^pinpoint-domain -> pinpoint-tests \(dev\)/);
  assert.match(found(crate('pinpoint-newcomer')).join(), /^pinpoint-newcomer has no place/);

  assert.deepEqual(impurities('0pinpoint-domain v0.1.0\n1serde v1.0.0\n1uuid v1.0.0\n'), []);
  assert.match(
    impurities('0pinpoint-domain v0.1.0\n1a v1.0.0\n2b v1.0.0\n1c v1.0.0\n2tokio v1.0.0\n').join(),
    /^pinpoint-domain -> c -> tokio: /,
  );
  return 'arrows: every planted wrong arrow is found';
}

function check() {
  const metadata = JSON.parse(cargo('metadata', '--no-deps', '--format-version', '1', '--locked'));
  const tree = cargo('tree', '--locked', '-p', 'pinpoint-domain', '-e', 'normal', '--prefix', 'depth');
  const wrong = [...wrongArrows(metadata), ...impurities(tree)];
  if (wrong.length > 0) {
    wrong.forEach((arrow) => console.log(`wrong arrow: ${arrow}`));
    process.exit(1);
  }
  return `arrows: ${metadata.packages.length} crates, every arrow points the right way; the domain is pure`;
}

console.log(process.argv.includes('--self-test') ? selfTest() : check());
