// The design's tokens: every colour, size of type, distance and corner of the style sheet is one of them, each is
// used and described, and nothing in the file turns its back on right-to-left.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import test from 'node:test';
import { declarations, strayValues } from './lib/css.mjs';
import { assertNone } from './lib/faults.mjs';

const repository = new URL('../../', import.meta.url);
const read = name => readFileSync(new URL(name, repository), 'utf8');
const sheet = read('themes/lykta/assets/lykta.css');
const tokens = new Set(declarations(sheet).filter(({ within, property }) => within.at(-1) === ':root' && property.startsWith('--')).map(({ property }) => property));

test(`every value is one of ${tokens.size} tokens, and every side logical`, () => {
  assert.ok(tokens.size > 40, 'the tokens are not found');
  assertNone(strayValues(sheet));
});

/** What moves without having asked whether the reader wants that. */
const moving = sheet => declarations(sheet)
  .filter(({ property, value }) => /^(transition|animation|scroll-behavior|view-transition)/.test(property) && !/^(none|auto)$/.test(value))
  .filter(({ within }) => !within.some(around => around.includes('prefers-reduced-motion: no-preference')))
  .map(({ within, property, line }) => `line ${line}: ${property} of ${within.at(-1)}`);

test('nothing moves for a reader who asks for less motion', () => {
  assertNone(moving(sheet));
  assert.deepEqual(moving('a { transition: color 1s } @media (prefers-reduced-motion: no-preference) { a { animation: b 1s } }'), ['line 1: transition of a']);
  for (const name of ['lykta.js', 'quick-exit.js', 'search-ui.js', 'finder-loader.js', 'finder.js']) {
    const path = new URL(`themes/lykta/assets/${name}`, repository);
    const files = statSync(path).isDirectory() ? readdirSync(path).map(file => new URL(`${path}/${file}`)) : [path];
    for (const file of files) assert.doesNotMatch(readFileSync(file, 'utf8'), /smooth|\.animate\(/, String(file));
  }
});

test('every token is used, and every one used is there', () => {
  const used = new Set([...sheet.matchAll(/var\((--[-a-z0-9]+)/g)].map(([, name]) => name));
  const local = new Set(declarations(sheet).filter(({ property }) => property.startsWith('--')).map(({ property }) => property));
  assert.deepEqual([...tokens].filter(name => !used.has(name)), [], 'not used');
  assert.deepEqual([...used].filter(name => !local.has(name)), [], 'not there');
});

test('the manual describes every token', () => {
  const manual = read('docs/content/manual/design.md');
  assert.deepEqual([...tokens].filter(name => !manual.includes(`\`${name}\``)), []);
});

test('a value past the tokens is found out', () => {
  const faults = strayValues(':root { --ink: #000 } a { color: #123456; font: 600 17px/1.2 var(--sans); margin-left: 0; padding: 5px var(--space-2) }').join('\n');
  for (const expected of [/#123456: a colour/, /17px.*size of type/, /margin-left: 0: a physical/, /5px is no token/]) assert.match(faults, expected);
  assert.deepEqual(strayValues('a { color: var(--ink); margin: 0 calc(-1 * var(--space-2)); inset-inline-start: 100% }'), []);
});
