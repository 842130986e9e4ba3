// The pages as they were when somebody last looked at them. What has changed fails here, with the expected, the actual
// and the difference in target/pictures/. Where the change is meant, look at them, and run scripts/pictures.sh.

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { assertNone } from './lib/faults.mjs';
import { pageOfEachKind } from './lib/kinds.mjs';
import { compare, folder, keep, openPainter, pictures, take, tolerance } from './lib/pictures.mjs';
import { kindsSite, listPages } from './lib/site.mjs';
import { partPages } from './lib/walk.mjs';

const renew = process.env.LYKTA_PICTURES === 'renew';
const told = fileURLToPath(new URL('../../target/pictures/', import.meta.url));
const all = pictures();
const fileOf = ({ name }) => path.join(folder, `${name}.webp`);
let browser;
before(async () => {
  browser = await openPainter();
  rmSync(told, { recursive: true, force: true });
  mkdirSync(told, { recursive: true });
});
after(() => browser.close());

/** Compares a page with its reference, or makes that anew; answers with what differs. */
async function look(picture) {
  const file = fileOf(picture);
  const actual = await take(browser, picture);
  const known = existsSync(file);
  const difference = known && await compare(file, actual);
  if (known && !difference) return [];
  if (renew) {
    writeFileSync(file, await keep(actual));
    return [];
  }
  writeFileSync(`${told}${picture.name}.actual.png`, actual);
  if (!known) return [`${picture.name}: there is no reference`];
  writeFileSync(`${told}${picture.name}.expected.webp`, readFileSync(file));
  writeFileSync(`${told}${picture.name}.difference.png`, difference.picture);
  return [`${picture.name}: ${difference.text}`];
}

test(`${all.length} pictures are as they were, but for ${tolerance.points} points of each`, async () => {
  const left = [...all];
  const problems = [];
  const walk = async () => { for (let next = left.pop(); next; next = left.pop()) problems.push(...await look(next)); };
  await Promise.all([walk(), walk()]);
  assertNone(problems);
});

test('there are at most 60, of at most 4 MB, each in use, and each kind of page is among them', () => {
  if (renew) for (const name of readdirSync(folder)) if (!all.some(picture => fileOf(picture) === path.join(folder, name))) rmSync(path.join(folder, name));
  const kept = readdirSync(folder);
  assert.deepEqual(kept.toSorted(), all.map(({ name }) => `${name}.webp`).sort());
  assert.ok(all.length <= 60, `${all.length} pictures`);
  const size = kept.reduce((sum, name) => sum + statSync(path.join(folder, name)).size, 0);
  assert.ok(size <= 4_000_000, `${size} bytes`);
  const site = kindsSite();
  const kindsOf = names => [...pageOfEachKind(site, names).keys()].sort();
  const pictured = new Set(all.filter(picture => picture.site === site).map(({ page }) => page));
  assert.deepEqual(kindsOf([...pictured]), kindsOf(partPages(site, listPages(site)).pages));
});

test('a token, a word or a part that has changed is seen', async () => {
  const start = all.find(({ name }) => name === 'index.1280.light');
  const reference = fileOf(start);
  assert.equal((await compare(reference, await take(browser, start)))?.text, undefined);
  const changes = {
    'a colour': () => document.documentElement.style.setProperty('--link', '#0b5a6f'),
    'a distance': () => document.documentElement.style.setProperty('--space-2', '0.45rem'),
    'a word': () => { document.querySelector('main h2').textContent += '!'; },
    'an icon that is gone': () => document.querySelector('main svg').remove(),
  };
  for (const [what, change] of Object.entries(changes)) {
    const difference = await compare(reference, await take(browser, start, tab => tab.evaluate(change)));
    assert.match(difference?.text ?? '', /% of it differs, within x \d+–\d+, y \d+–\d+$/, what);
  }
});
