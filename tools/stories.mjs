#!/usr/bin/env node
// The table story x face. Each face's runner plays fixtures/stories/*.json and writes target/stories/<face>.json:
// {"<file name without .json>": "ok" | "what went wrong"}. A face or story that is missing counts as what went wrong.
//   node tools/stories.mjs              prints the table and every reason, fails unless every story is ok in every face
//   node tools/stories.mjs --self-test  feeds itself results with holes and fails unless each is found

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FACES = ['rust', 'cli', 'kotlin', 'swift', 'browser'];
const NOT_PLAYED = 'not played';

/**
 * The outcome of every story in every face, holes filled with "not played". A face beyond those asked for (a second
 * browser) is shown too; a result for a story that is not among the fixtures is a story that was lost, and fails.
 */
function table(stories, results) {
  const faces = [...FACES, ...Object.keys(results).filter((face) => !FACES.includes(face)).sort()];
  const named = Object.values(results).flatMap((played) => Object.keys(played));
  const rows = [...new Set([...stories, ...named])].sort().map((story) => ({
    story,
    outcomes: faces.map((face) => (stories.includes(story) ? (results[face]?.[story] ?? NOT_PLAYED) : 'no such story')),
  }));
  return { faces, rows };
}

/** The table as text, and below it the reason behind each cell that is not ok. */
function print({ faces, rows }) {
  const cell = (outcome) => (outcome === 'ok' ? 'ok' : outcome === NOT_PLAYED ? '-' : 'FAILED');
  const widths = faces.map((face) => Math.max(face.length, 'FAILED'.length));
  const first = Math.max(5, ...rows.map(({ story }) => story.length));
  const line = (head, cells) => [head.padEnd(first), ...cells.map((text, i) => text.padEnd(widths[i]))].join('  ').trimEnd();
  const wrong = rows.flatMap(({ story, outcomes }) =>
    outcomes.flatMap((outcome, i) => (outcome === 'ok' ? [] : [`  ${story}, ${faces[i]}: ${outcome}`])));
  const cells = rows.length * faces.length;
  return {
    ok: wrong.length === 0 && cells > 0,
    text: [
      line('story', faces),
      ...rows.map(({ story, outcomes }) => line(story, outcomes.map(cell))),
      '',
      `${rows.length} stories x ${faces.length} faces: ${cells - wrong.length} ok, ${wrong.length} not`,
      ...wrong,
    ].join('\n'),
  };
}

function selfTest() {
  const all = (outcome) => Object.fromEntries(FACES.map((face) => [face, { day: outcome, undo: outcome }]));
  const judge = (results, stories = ['day', 'undo']) => print(table(stories, results));

  assert.equal(judge(all('ok')).ok, true);
  assert.match(judge(all('ok')).text, /^2 stories x 5 faces: 10 ok, 0 not$/m);
  assert.equal(judge(Object.fromEntries(Object.entries(all('ok')).filter(([face]) => face !== 'swift'))).ok, false);
  assert.match(judge({ ...all('ok'), kotlin: { day: 'ok' } }).text, /undo, kotlin: not played$/m);
  assert.match(judge({ ...all('ok'), cli: { day: 'ok', undo: '/steps/3/status: "open"' } }).text, /undo, cli: \/steps\/3\/status: "open"$/m);
  assert.match(judge({ ...all('ok'), firefox: { day: 'ok' } }).text, /undo, firefox: not played$/m);
  assert.match(judge(all('ok'), ['day']).text, /undo, rust: no such story$/m);
  assert.equal(judge({}, []).ok, false);
  return 'stories: every hole in the table is found';
}

function read() {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const files = (folder, named) => {
    const path = join(root, folder);
    const names = existsSync(path) ? readdirSync(path).filter((name) => named.test(name)) : [];
    return names.map((name) => ({ name: basename(name, '.json'), path: join(path, name) }));
  };
  const results = files('target/stories', /\.json$/).map(({ name, path }) => [name, JSON.parse(readFileSync(path, 'utf8'))]);
  return table(files('fixtures/stories', /^\d+-.*\.json$/).map(({ name }) => name), Object.fromEntries(results));
}

if (process.argv.includes('--self-test')) {
  console.log(selfTest());
} else {
  const { ok, text } = print(read());
  console.log(text);
  process.exitCode = ok ? 0 : 1;
}
