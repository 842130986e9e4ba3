// The search as a reader uses it, typing into its field, from disk and from a host; and its API as DESIGN.md promises it.

import assert from 'node:assert/strict';
import test, { describe } from 'node:test';
import { englishPage, searchPages, selectors, showSearchField } from './lib/interface.mjs';
import { lookForSidewaysScroll } from './lib/looks.mjs';
import { bundledSite } from './lib/site.mjs';
import { openInPlaces } from './lib/tabs.mjs';

/** What a practitioner may type, and the page that must come among the first three. */
const queries = [
  ['Evonhuset', 'Evonhuset'],
  ['mika göteborg', 'Mikamottagningen i Göteborg'],
  ['kvinnofrid', 'Kvinnofridslinjen'],
  ['pegasuschatten', 'Pegasuschatten'],
  ['prostitutionsenheten', 'Mikamottagningen i Stockholm'],
  ['framtid stockholm', 'Framtid Stockholm'],
];

const { tabs } = await openInPlaces(bundledSite());

/** Types into the field as a person would, and answers with the titles once `expected` is among the first three. */
async function type(tab, query, expected) {
  const field = await showSearchField(tab);
  await field.fill('');
  await field.pressSequentially(query);
  const titles = () => tab.locator(selectors.searchResult).allInnerTexts();
  const deadline = Date.now() + 10_000;
  while (!(await titles()).slice(0, 3).some(title => title.includes(expected))) {
    if (Date.now() > deadline) assert.fail(`“${query}” does not find ${expected} but ${JSON.stringify(await titles())}`);
    await tab.waitForTimeout(50);
  }
  return titles();
}

for (const { where, home, tab, take, open } of tabs) {
  describe(`search ${where}`, () => {
    for (const name of searchPages) {
      test(`${name}: typing finds pages, and nothing is asked for before the field has focus`, async () => {
        const requests = [];
        tab.on('request', request => requests.push(request.url()));
        await open(name);
        const historyBefore = await tab.evaluate(() => history.length);
        assert.deepEqual(requests.filter(url => url.includes('/search/')), []);
        for (const [query, expected] of queries) await type(tab, query, expected);
        assert.ok(requests.some(url => url.includes('/search/')), 'no index was loaded');
        assert.equal(await tab.evaluate(() => history.length), historyBefore, 'the history has grown');
        assert.deepEqual(await tab.evaluate(() => location.search + location.hash), '');
        assert.deepEqual(await take(), []);
      });

      test(`${name}: a result leads to its page`, async () => {
        await open(name);
        await type(tab, 'Evonhuset', 'Evonhuset');
        // Suggestions hang over the results until the reader asks for these.
        await tab.keyboard.press('Enter');
        await tab.locator(selectors.searchResult, { hasText: 'Evonhuset' }).first().click();
        await tab.waitForURL(url => !url.href.endsWith(name));
        assert.match(await tab.locator('h1').innerText(), /Evonhuset/);
        assert.deepEqual(await take(), []);
      });

      test(`${name}: says so when there is nothing, and is empty again when the field is`, async () => {
        await open(name);
        await type(tab, 'Evonhuset', 'Evonhuset');
        const field = await showSearchField(tab);
        const results = tab.locator(selectors.searchResult);
        await field.fill('');
        await results.first().waitFor({ state: 'hidden' });
        await field.pressSequentially('qwxzzkjq');
        await tab.locator(selectors.searchStatus, { hasText: 'qwxzzkjq' }).waitFor();
        assert.equal(await results.count(), 0);
        assert.deepEqual(await take(), []);
      });
    }

    test('by keyboard alone: opened, used, closed, and back where one was', async () => {
      await open('kunskap/index.html');
      await tab.locator(selectors.searchOpener).filter({ visible: true }).first().focus();
      await tab.keyboard.press('Enter');
      await type(tab, 'Evonhuset', 'Evonhuset');
      // The browser's own way with a search field: the first press empties it, the second closes the dialog.
      await tab.keyboard.press('Escape');
      await tab.keyboard.press('Escape');
      await tab.locator(selectors.searchField).waitFor({ state: 'hidden' });
      assert.ok(await tab.evaluate(selector => document.activeElement.matches(selector), selectors.searchOpener), 'the focus is lost');
      await tab.keyboard.press('Control+k');
      await tab.locator(selectors.searchField).waitFor();
      assert.deepEqual(await take(), []);
    });

    test('on a narrow screen the search is in the menu', async () => {
      await tab.setViewportSize({ width: 320, height: 640 });
      await open('stod/index.html');
      await type(tab, 'Evonhuset', 'Evonhuset');
      assert.deepEqual([...await lookForSidewaysScroll(tab), ...await take()], []);
      await tab.setViewportSize({ width: 1280, height: 800 });
    });

    test('English pages search the English site', async () => {
      await open(englishPage);
      await type(tab, 'support line', 'NMT');
      const urls = await tab.locator(selectors.searchResult).evaluateAll(links => links.map(link => link.href));
      assert.ok(urls.length && urls.every(url => url.startsWith(`${home}en/`)), urls.join('\n'));
      assert.deepEqual(await take(), []);
    });

    test('nothing is stored', async () => {
      await open('index.html');
      await type(tab, 'Evonhuset', 'Evonhuset');
      const stored = await tab.evaluate(() => {
        try {
          return [localStorage.length, sessionStorage.length, document.cookie];
        } catch {
          return [0, 0, ''];
        }
      });
      assert.deepEqual(stored, [0, 0, '']);
      assert.deepEqual(await tab.context().cookies(), []);
    });

    test('the API answers in the promised form', async () => {
      await open('index.html');
      const answer = await tab.evaluate(async () => {
        await lykta.loadSearch();
        return { all: await lykta.search('stockholm', { limit: 5 }), one: await lykta.search('stockholm', { limit: 1 }),
          services: await lykta.search('stockholm', { limit: 50, filters: { type: ['service'] } }) };
      });
      assert.equal(answer.one.results.length, 1);
      assert.equal(answer.all.results.length, 5);
      assert.ok(answer.all.total >= 5);
      assert.ok(Array.isArray(answer.all.missing) && (answer.all.corrected === null || typeof answer.all.corrected === 'string'));
      assert.ok(answer.all.facets.type.service > 0, JSON.stringify(answer.all.facets));
      for (const result of answer.all.results) checkResult(result, home);
      assert.ok(answer.services.results.length && answer.services.results.every(result => result.type === 'service'));
      assert.deepEqual(await take(), []);
    });
  });
}

function checkResult(result, home) {
  assert.ok(result.url.startsWith(home), result.url);
  assert.equal(typeof result.score, 'number');
  for (const text of [result.title, result.type, result.excerpt]) assert.equal(typeof text, 'string');
  assert.ok(result.title);
  for (const part of [result, ...result.sections]) {
    for (const [start, end] of part.marks) assert.ok(start >= 0 && start < end && end <= part.excerpt.length, JSON.stringify(part));
  }
  for (const section of result.sections) assert.ok(section.title && section.url.startsWith(home), JSON.stringify(section));
}
