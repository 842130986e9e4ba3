// The search of a site whose index is in many files, while these change or are missing under an open page.

import assert from 'node:assert/strict';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test, { after, afterEach, before, beforeEach, describe } from 'node:test';
import { openBrowser } from './lib/browser.mjs';
import { places, settle } from './lib/homes.mjs';
import { selectors, showSearchField } from './lib/interface.mjs';
import { build, largeSite, writePage } from './lib/large.mjs';
import { addressOf } from './lib/walk.mjs';

const heading = '.search-heading';
const sources = largeSite();
writePage(sources, 'lyktan', 'Lyktan', 'En gammal lykta vid vägen.');
const older = build(sources);
// A page that comes first: in each part of the index something is another than before.
writePage(sources, 'a', 'Allra först', 'Först av alla.');
writePage(sources, 'lyktan', 'Lyktan', 'En nytvättad lykta vid vägen.');
const newer = build(sources);

const { homes, folders, close } = await settle(older);
let browser;
before(async () => {
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
  await close();
});

const indexOf = site => path.join(site, 'search');
const halve = file => {
  const script = readFileSync(file, 'utf8');
  writeFileSync(file, script.slice(0, script.length / 2));
};
const chunksOf = site => readdirSync(indexOf(site)).filter(name => /-[wt]\d/.test(name));

test('the index is in parts, all of which change', () => {
  assert.ok(chunksOf(older).length > 10, chunksOf(older).join());
  assert.deepEqual(chunksOf(older).filter(name => name.includes('-w') && existsSync(path.join(indexOf(newer), name))), []);
});

for (const where of places) {
  describe(`a changing index ${where}`, () => {
    /** Puts the index of a site in the place of the one that is there, as publishing anew does. */
    const put = site => {
      rmSync(indexOf(folders[where]), { recursive: true, force: true });
      cpSync(indexOf(site), indexOf(folders[where]), { recursive: true });
    };
    /** Changes each part of the index of one kind: `w` for words, `t` for texts. */
    const spoil = (kind, change) => {
      for (const name of chunksOf(folders[where]).filter(name => name.includes(`-${kind}`))) change(path.join(indexOf(folders[where]), name));
    };

    let tab;
    let roots;
    beforeEach(async () => {
      put(older);
      tab = await browser.newPage();
      tab.setDefaultTimeout(10_000);
      roots = 0;
      tab.on('request', request => { roots += Number(request.url().includes('/search/root.')); });
      await tab.goto(addressOf(homes[where], 'lyktan.html'));
    });
    afterEach(() => tab.close());
    const type = async text => {
      const field = await showSearchField(tab);
      await field.fill(text);
    };
    const found = text => tab.locator('.entry', { hasText: text }).locator('.entry-title', { hasText: 'Lyktan' }).waitFor({ state: 'attached' });
    const failed = () => tab.locator(heading, { hasText: 'går inte att använda' }).waitFor();

    test('published anew: the root is loaded again, and what is new is found', async () => {
      await type('gammal');
      await found('En gammal lykta');
      put(newer);
      await type('nytvättad');
      await found('En nytvättad lykta');
      assert.equal(roots, 2);
      // Once more, on the same page.
      put(older);
      await type('"en gammal lykta"');
      await found('En gammal lykta');
      assert.equal(roots, 3);
    });

    test('overtaken while it is loaded again: the last answer is the right one', async () => {
      await type('gammal');
      await found('En gammal lykta');
      put(newer);
      const field = await showSearchField(tab);
      await field.fill('');
      await field.pressSequentially('nytvättad lykta', { delay: 5 });
      await found('En nytvättad lykta');
    });

    for (const [what, kind, change] of [
      ['gone, of words', 'w', file => rmSync(file)],
      ['gone, of texts', 't', file => rmSync(file)],
      ['truncated, of words', 'w', halve],
      ['truncated, of texts', 't', halve],
      ['of other bytes', 't', file => writeFileSync(file, readFileSync(file, 'utf8').replace(/,"..../, ',"AAAA'))],
    ]) {
      test(`a part ${what}: said in the place of the results, and it can be tried again`, async () => {
        const exceptions = [];
        tab.on('pageerror', error => exceptions.push(error.message));
        spoil(kind, change);
        await type('gammal');
        await failed();
        await type('');
        await tab.locator(heading).waitFor({ state: 'hidden' });
        await type('gammal');
        await failed();
        assert.equal(roots, what.startsWith('gone') ? 2 : 1, 'the root is loaded again once, and only for what is gone');
        assert.equal(await tab.locator('.search-ways a').first().isVisible(), true, 'no way to A–Z');
        // A truncated script is a mistake that the browser tells of; the page's own scripts make none.
        assert.deepEqual(exceptions.filter(text => !/Unexpected|Invalid or unexpected token/.test(text)), []);
        put(older);
        await tab.locator('.search-notes button').click();
        await found('En gammal lykta');
        await tab.keyboard.press('Escape');
        assert.equal(await tab.locator('h1').innerText(), 'Lyktan');
      });
    }
  });
}
