// A decoder that panics or hangs takes its worker with it, and nothing else.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { load } from './module.mjs';

test('a panic tells the console where it was, and not what was being read', async (t) => {
  const module = await load('decode-testing');
  const lines = [];
  t.mock.method(console, 'error', (line) => lines.push(line));
  assert.throws(module.panicNow, WebAssembly.RuntimeError);
  assert.equal(lines.length, 1);
  assert.match(lines[0], /^pinpoint: the decode module died at bindings\/wasm\/decode\/src\/testing\.rs:\d+:\d+$/);
});

test('a worker that hangs is ended, and the next one reads', async () => {
  const hanging = worker('hang');
  const answer = await Promise.race([hanging.answer, new Promise((resolve) => setTimeout(resolve, 2000, 'silence'))]);
  assert.equal(answer, 'silence');
  await hanging.end();
  const next = worker('read');
  assert.equal(await next.answer, 'picture-empty');
  await next.end();
});

/** A worker with a module of its own, asked for one thing. */
function worker(task) {
  const script = `
    import { parentPort } from 'node:worker_threads';
    import { load } from ${JSON.stringify(new URL('module.mjs', import.meta.url).href)};
    const module = await load('decode-testing');
    if (${JSON.stringify(task)} === 'hang') module.hang();
    try { module.photoFacts(new Uint8Array()); } catch ({ code }) { parentPort.postMessage(code); }
  `;
  const running = new Worker(new URL(`data:text/javascript,${encodeURIComponent(script)}`));
  const answer = new Promise((resolve, reject) => running.once('message', resolve).once('error', reject));
  return { answer, end: () => running.terminate() };
}
