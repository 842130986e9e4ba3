// The interface of the search: its keys, what it says, and what it does with anything that may be typed or missing.
// What the index finds is tested elsewhere; where an answer must be certain, the engine is replaced by one that gives it.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import test, { describe } from 'node:test';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { assertNone } from './lib/faults.mjs';
import { searchPages, selectors, showSearchField } from './lib/interface.mjs';
import { lookForSidewaysScroll } from './lib/looks.mjs';
import { bundledSite } from './lib/site.mjs';
import { openInPlaces } from './lib/tabs.mjs';
import { copyOf } from './lib/temp.mjs';
import { addressOf } from './lib/walk.mjs';

const option = '[role=option]';
const heading = '.search-heading';
const inDialog = 'stod/index.html';
const site = bundledSite();
const { browser, homes, tabs } = await openInPlaces(site);

/** Waits until what the tab answers is true; says what it was instead. */
async function until(tab, look, value) {
  await tab.waitForFunction(look, value, { timeout: 10_000 });
}

const focused = tab => tab.evaluate(() => document.activeElement.id || document.activeElement.className || document.activeElement.localName);
const status = tab => tab.locator(selectors.searchStatus).first();

/** Replaces the engine by one with a fixed answer. */
const answerWith = (tab, answer) => tab.evaluate(given => {
  window.asked = [];
  window.lykta.search = async (query, options) => {
    window.asked.push({ query, filters: options.filters });
    const none = { results: [], total: 0, facets: {}, corrected: null, missing: [] };
    return { ...none, ...(typeof given === 'object' && given[query] || given['*']) };
  };
}, answer);

const found = (number, more = {}) => Array.from({ length: number }, (_, at) => ({
  url: `#${at}`, title: `Sida ${at}`, type: 'service', score: 1, excerpt: 'Ett utdrag.', marks: [[4, 10]], sections: [], ...more,
}));

for (const { where, tab, take, open } of tabs) {
  describe(`search interface ${where}`, () => {
    const suggested = () => tab.locator(option).first().waitFor();

    test('Ctrl-K opens it, arrows choose, Enter goes there', async () => {
      await open(inDialog);
      await tab.keyboard.press('Control+k');
      await tab.keyboard.type('stockholm');
      await suggested();
      const field = tab.locator(selectors.searchField);
      assert.equal(await field.getAttribute('role'), 'combobox');
      assert.equal(await field.getAttribute('aria-expanded'), 'true');
      assert.equal(await field.getAttribute('aria-activedescendant'), null);
      const options = tab.locator(option);
      assert.ok(await options.count() <= 8);
      assert.equal(await options.locator('*').count(), 0, 'an option is plain text');
      await tab.keyboard.press('ArrowUp');
      assert.equal(await options.last().getAttribute('aria-selected'), 'true');
      await tab.keyboard.press('ArrowDown');
      assert.equal(await field.getAttribute('aria-activedescendant'), null, 'past the last is the field');
      await tab.keyboard.press('ArrowDown');
      assert.equal(await field.getAttribute('aria-activedescendant'), await options.first().getAttribute('id'));
      assert.equal(await tab.locator(`${option}[aria-selected=true]`).count(), 1);
      assert.equal(await focused(tab), 'dialog_search', 'the focus stays in the field');
      const title = (await options.first().innerText()).replace(/ \([^()]*\)$/, '');
      await tab.keyboard.press('Enter');
      await tab.waitForURL(url => !url.href.endsWith(inDialog));
      assert.equal(await tab.locator('h1').innerText(), title);
      assert.deepEqual(await take(), []);
    });

    test('Enter without a choice shows the results, and Esc closes list, then dialog', async () => {
      await open(inDialog);
      await tab.locator(selectors.searchOpener).filter({ visible: true }).first().focus();
      await tab.keyboard.press('Enter');
      await tab.keyboard.type('stockholm');
      await suggested();
      await tab.keyboard.press('Escape');
      assert.equal(await tab.locator(option).first().isVisible(), false);
      assert.equal(await tab.locator(selectors.searchField).inputValue(), 'stockholm', 'Esc closes the list and keeps the words');
      await tab.keyboard.press('Enter');
      await until(tab, selector => document.activeElement.matches(selector), heading);
      assert.match(await tab.locator(heading).innerText(), /\d/);
      await tab.keyboard.press('Tab');
      assert.ok(await tab.evaluate(() => document.activeElement.closest('.search-panel')), 'the results come next');
      await tab.keyboard.press('Control+k');
      assert.equal(await focused(tab), 'dialog_search');
      await tab.keyboard.press('Escape');
      await tab.locator('dialog').waitFor({ state: 'hidden' });
      assert.ok(await tab.evaluate(selector => document.activeElement.matches(selector), selectors.searchOpener), 'the focus is lost');
      assert.deepEqual(await take(), []);
    });

    for (const name of searchPages) {
      test(`${name}: what is typed before the interface has come is searched for`, async () => {
        await open(name);
        const field = await showSearchField(tab);
        await field.pressSequentially('evonhuset');
        await tab.locator(selectors.searchResult, { hasText: 'Evonhuset' }).first().waitFor({ state: 'attached' });
        assert.deepEqual(await field.evaluate(element => [element.autocomplete, element.spellcheck]), ['off', false]);
        assert.deepEqual(await take(), []);
      });
    }

    test('facets narrow the results to what they promise, and keep their place', async () => {
      await open(inDialog);
      await (await showSearchField(tab)).pressSequentially('stockholm');
      await suggested();
      await tab.keyboard.press('Enter');
      const facet = tab.locator('.search-facets label').filter({ visible: true }).first();
      const promised = Number((await facet.innerText()).match(/\((\d+)\)/)[1]);
      assert.equal(await tab.locator('.search-facets fieldset legend').first().isVisible(), true);
      await facet.locator('input').focus();
      await tab.keyboard.press('Space');
      await until(tab, ([selector, count]) => document.querySelector(selector).textContent.match(/\d+/)?.[0] === String(count), [heading, promised]);
      assert.equal(await focused(tab), 'input', 'the focus stays on the box');
      assert.equal(await tab.locator('.search-facets input:checked').count(), 1);
      await until(tab, ([selector, count]) => document.querySelector(selector).textContent.includes(count), [selectors.searchStatus, promised]);
      const shown = await tab.locator(selectors.searchResult).count();
      if (promised > shown) {
        await tab.locator('.search-found > .search-do').click();
        await until(tab, ([selector, count]) => document.querySelectorAll(selector).length > count, [selectors.searchResult, shown]);
        assert.equal(await tab.evaluate(() => [...document.querySelectorAll('.search-results > li')].indexOf(document.activeElement.closest('li'))), shown);
      }
      assert.deepEqual(await take(), []);
    });

    test('a correction is said, and what was typed can be searched for', async () => {
      await open(inDialog);
      const field = await showSearchField(tab);
      const facets = { type: { service: 2 } };
      await answerWith(tab, { evonhusset: { results: found(2), total: 2, facets, corrected: 'evonhuset' }, '*': {} });
      await field.pressSequentially('evonhusset');
      await tab.locator('.search-notes', { hasText: '”evonhuset”' }).waitFor();
      await until(tab, selector => /2.*”evonhuset”/.test(document.querySelector(selector).textContent), selectors.searchStatus);
      await tab.keyboard.press('Escape');
      await tab.locator('.search-notes button', { hasText: 'evonhusset' }).click();
      await until(tab, () => window.asked.some(({ query }) => query === '"evonhusset"'));
      await until(tab, selector => document.activeElement.matches(selector), heading);
      assert.equal(await field.inputValue(), '"evonhusset"');
    });

    test('missing words are said, of all pages and of one', async () => {
      await open(inDialog);
      const field = await showSearchField(tab);
      await answerWith(tab, { '*': { results: found(1, { missing: ['xqzzkw'] }), total: 1, missing: ['xqzzkw'] } });
      await field.pressSequentially('stockholm xqzzkw');
      await until(tab, selector => /1.*xqzzkw/.test(document.querySelector(selector).textContent), selectors.searchStatus);
      assert.match(await tab.locator('.search-lacks').innerText(), /xqzzkw/);
      assert.equal(await tab.locator('.search-results mark').innerText(), 'utdrag');
    });

    test('contact details stand in the result, and only ways that lead somewhere become links', async () => {
      await open(inDialog);
      const field = await showSearchField(tab);
      const contact = 'Känd sedan förr · 020-390 000 <tel:+4620390000> · a@example.org <mailto:a@example.org> · x <javascript:alert(1)>';
      await answerWith(tab, { '*': { results: found(1, { contact }), total: 1 } });
      await field.pressSequentially('stöd');
      await tab.locator('.entry-contact').waitFor();
      assert.deepEqual(await tab.locator('.entry-contact a').evaluateAll(links => links.map(link => [link.textContent, link.href])), [
        ['020-390 000', 'tel:+4620390000'], ['a@example.org', 'mailto:a@example.org'],
      ]);
      assert.deepEqual(await take(), []);
    });

    test('a service that can be called can be called from its result', async () => {
      await open(inDialog);
      await (await showSearchField(tab)).pressSequentially('nmt stödtelefon');
      const number = tab.locator('.search-results .entry', { hasText: 'NMT:s stödtelefon' }).locator('.entry-contact a[href^="tel:"]').first();
      await number.waitFor({ state: 'attached' });
      assert.equal(await number.getAttribute('href'), 'tel:+4620390000');
      assert.deepEqual(await take(), []);
    });

    test('nothing found: no junk, words that do find something, and the way to A–Z', async () => {
      await open(inDialog);
      const field = await showSearchField(tab);
      await field.pressSequentially('xqzzkw');
      await tab.locator('.search-ways a').first().waitFor();
      assert.equal(await tab.locator(selectors.searchResult).count(), 0);
      assert.equal(await tab.locator('.search-notes button').count(), 0, 'nothing is offered that finds nothing');
      await answerWith(tab, { stockholm: { results: found(1), total: 1 }, '*': {} });
      await field.fill('stockholm xqzzkw');
      const offer = tab.locator('.search-offers button');
      await offer.waitFor();
      assert.match(await offer.innerText(), /stockholm/);
      await offer.click();
      await tab.locator(selectors.searchResult).waitFor();
      assert.equal(await field.inputValue(), 'stockholm');
      assert.equal(await tab.locator('.search-ways').isVisible(), false);
    });

    test('an answer that comes late does not take the place of a newer one', async () => {
      await open(inDialog);
      const field = await showSearchField(tab);
      await tab.evaluate(() => {
        window.aborted = [];
        window.lykta.search = (query, { signal }) => new Promise((resolve, reject) => {
          signal.addEventListener('abort', () => window.aborted.push(query));
          const page = { url: '#', title: query, type: 'article', score: 1, excerpt: '', marks: [], sections: [] };
          setTimeout(() => resolve({ results: [page], total: 1, facets: {}, corrected: null, missing: [] }), query === 'ett' ? 600 : 20);
        });
      });
      await field.fill('ett');
      await field.fill('två');
      await tab.locator(selectors.searchResult, { hasText: 'två' }).waitFor();
      await tab.waitForTimeout(700);
      assert.deepEqual(await tab.locator(selectors.searchResult).allInnerTexts(), ['två']);
      assert.ok((await tab.evaluate(() => window.aborted)).includes('ett'));
    });

    const hostile = {
      'ten thousand letters': 'stockholm '.repeat(1000),
      'one word of ten thousand letters': 'å'.repeat(10_000),
      markup: '<img src=x onerror=window.broken=1>"><script>window.broken=1</script>',
      'lone surrogates': 'a\ud800 \udc00b',
      punctuation: '.,;:!?"\'()[]{}%$&*',
      'control characters': 'a\u0000b\u001f\u202e\u2028c',
      'what patterns mean': '{n} $& $1 \\u0041',
    };
    for (const [name, query] of Object.entries(hostile)) {
      test(`hostile query: ${name}`, async () => {
        await open(inDialog);
        const field = await showSearchField(tab);
        await field.evaluate((element, value) => {
          element.value = value;
          element.dispatchEvent(new Event('input', { bubbles: true }));
        }, query);
        await until(tab, selector => /\d|”/.test(document.querySelector(selector)?.textContent), heading);
        await until(tab, selector => document.querySelector(selector).textContent.length > 0, selectors.searchStatus);
        assert.equal(await tab.evaluate(() => window.broken), undefined);
        assert.equal(await tab.locator('.search-panel :is(img, script)').count(), 0);
        assert.ok((await status(tab).innerText()).length < 600, 'what is said stays short');
        assert.deepEqual([...await lookForSidewaysScroll(tab), ...await take()], []);
      });
    }
  });
}

describe('when something is missing', () => {
  /** A copy of the site without some of its files. */
  function broken(isMissing, change = file => rmSync(file)) {
    const folder = copyOf(site);
    const files = readdirSync(folder, { recursive: true }).filter(name => isMissing(name.split(path.sep).join('/')));
    assert.ok(files.length, 'there is nothing to take away');
    for (const name of files) change(path.join(folder, name));
    return pathToFileURL(folder + '/').href;
  }

  const cases = {
    'no index': () => broken(name => name.startsWith('search/root.')),
    'a truncated index': () => broken(name => name.startsWith('search/root.'), file => writeFileSync(file, readFileSync(file, 'utf8').slice(0, 900))),
    'no engine': () => broken(name => /^assets\/search\.[0-9a-f]+\.js$/.test(name)),
    'no interface': () => broken(name => /^assets\/search-ui\.[0-9a-f]+\.js$/.test(name)),
  };
  for (const [name, make] of Object.entries(cases)) {
    test(`${name}: said in the place of the results, and everything else works`, async () => {
      const home = make();
      const tab = await browser.newPage();
      const exceptions = [];
      tab.on('pageerror', error => exceptions.push(error.message));
      for (const page of ['sok.html', inDialog]) {
        await tab.goto(addressOf(home, page));
        await (await showSearchField(tab)).pressSequentially('stockholm');
        await until(tab, () => [...document.querySelectorAll('.search-heading, [role=status]')].some(said => /går inte att använda/.test(said.textContent)));
        assert.equal(await tab.locator('.search-ways a').first().isVisible(), true, 'no way to A–Z');
        await tab.keyboard.press('Escape');
        await tab.keyboard.press('Escape');
      }
      await tab.locator('dialog').waitFor({ state: 'hidden' });
      await tab.locator(selectors.navigation).filter({ visible: true }).first().click();
      await tab.locator('h1').waitFor();
      // A truncated script is a mistake that the browser tells of; the page's own scripts make none.
      assert.deepEqual(exceptions.filter(text => !/Unexpected|Invalid or unexpected token/.test(text)), []);
      await tab.close();
    });
  }

  test('a search that failed can be tried again', async () => {
    const tab = await browser.newPage();
    await tab.route('**/search/root*', route => route.abort());
    await tab.goto(addressOf(homes['from a host'], 'sok.html'));
    await (await showSearchField(tab)).fill('evonhuset');
    await tab.locator('.search-notes button').waitFor();
    await tab.unroute('**/search/root*');
    await tab.locator('.search-notes button').click();
    await tab.locator(selectors.searchResult, { hasText: 'Evonhuset' }).first().waitFor();
    await tab.close();
  });
});

test('axe finds nothing in any state', async () => {
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
  const problems = [];
  const tab = await browser.newPage({ reducedMotion: 'reduce' });
  tab.setDefaultTimeout(10_000);
  const look = async state => {
    await tab.evaluate(axe);
    for (const width of [320, 1280]) {
      for (const colorScheme of ['light', 'dark']) {
        await tab.setViewportSize({ width, height: 800 });
        await tab.emulateMedia({ colorScheme });
        const violations = await tab.evaluate(async values => {
          const { violations } = await window.axe.run(document, { runOnly: values, resultTypes: ['violations'] });
          return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 160)} ${nodes[0].failureSummary}`);
        }, tags);
        problems.push(...[...violations, ...await lookForSidewaysScroll(tab), ...await tab.evaluate(smallTargets)]
          .map(text => `${state}, ${width} px, ${colorScheme}: ${text}`));
      }
    }
  };
  /** What can be pressed and is less than 44 px high; a link in a sentence may be as high as its line. */
  const smallTargets = () => [...document.querySelectorAll('.search :is(input, button, summary, label:has(input), [role=option]), .search-opener, .search-close, .entry-contact a')]
    .filter(element => element.checkVisibility() && !element.matches('.search-facets input'))
    .filter(element => element.getBoundingClientRect().height < 43.9)
    .map(element => `only ${element.getBoundingClientRect().height} px high: ${element.outerHTML.slice(0, 80)}`);

  for (const name of searchPages) {
    await tab.setViewportSize({ width: 1280, height: 800 });
    await tab.goto(addressOf(homes['from a host'], name));
    const field = await showSearchField(tab);
    await field.focus();
    await until(tab, () => document.querySelector('[role=combobox]'));
    await look(`${name}, empty`);
    await field.pressSequentially('stockholm');
    await tab.locator(option).first().waitFor();
    await tab.keyboard.press('ArrowDown');
    await look(`${name}, suggestions`);
    await tab.keyboard.press('Escape');
    await tab.keyboard.press('Enter');
    await tab.locator(selectors.searchResult).first().waitFor();
    await tab.locator('.search-facets').evaluate(details => { details.open = true; });
    await tab.locator('.search-facets input').first().check();
    await look(`${name}, results with facets`);
    const page = { results: found(3, { contact: 'Verksamheten har upphört · 020-390 000 <tel:+4620390000>', missing: ['xq'],
      sections: [{ title: 'Avsnitt', url: '#a', excerpt: 'Text i avsnittet', marks: [[0, 4]] }] }), total: 30, corrected: 'rättat', missing: ['xq'] };
    await answerWith(tab, { rettat: page, stock: { ...page, corrected: null }, '*': {} });
    await field.fill('rettat');
    await tab.locator('.search-notes button').waitFor();
    await look(`${name}, corrected and missing`);
    await field.fill('stock xqzzkw');
    await tab.locator('.search-offers button').waitFor();
    await look(`${name}, nothing found`);
    await tab.evaluate(() => { window.lykta.search = () => Promise.reject(new Error('gone')); });
    await field.fill('stock');
    await tab.locator(heading, { hasText: 'går inte' }).waitFor();
    await look(`${name}, failed`);
  }
  await tab.close();
  assertNone(problems);
});

test('a page that nobody searches on carries little script', () => {
  const assets = path.join(site, 'assets');
  const size = pattern => readdirSync(assets).filter(name => pattern.test(name))
    .reduce((sum, name) => sum + gzipSync(readFileSync(path.join(assets, name)), { level: 9 }).length, 0);
  assert.ok(statSync(assets).isDirectory());
  const page = size(/^lykta\.[0-9a-f]+\.js$/);
  assert.ok(page > 0 && page <= 3000, `${page} bytes`);
  const whole = page + size(/^search(-ui)?\.[0-9a-f]+\.js$/);
  assert.ok(whole <= 15_000, `${whole} bytes with the search`);
});
