// Accessibility by axe: WCAG 2.2 AA and good practice, on pages of every kind, in light and dark, narrow and wide.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import test, { after, before } from 'node:test';
import { pathToFileURL } from 'node:url';
import { openBrowser } from './lib/browser.mjs';
import { assertNone } from './lib/faults.mjs';
import { searchPages, selectors, showSearchField } from './lib/interface.mjs';
import { bundledSite, listPages, samplePages } from './lib/site.mjs';
import { addressOf, partPages } from './lib/walk.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

const site = bundledSite();
const home = pathToFileURL(site + '/').href;
const pages = samplePages(site, partPages(site, listPages(site)).pages);
let browser;
before(async () => { browser = await openBrowser(); });
after(() => browser.close());

/** Runs axe on the open page; each violation as one line with its first element. */
async function violations(tab) {
  const found = await tab.evaluate(
    // A page with no style of its own has the browser's colours; axe takes their background for white in the dark too.
    values => window.axe.run(document, {
      runOnly: values, resultTypes: ['violations'], rules: { 'color-contrast': { enabled: document.styleSheets.length > 0 || !!document.querySelector('[style]') } },
    })
      .then(results => results.violations.map(({ id, help, nodes }) => ({ id, help, count: nodes.length, html: nodes[0].html, why: nodes[0].failureSummary }))),
    tags,
  );
  return found.map(({ id, help, count, html, why }) => `${id}: ${help} (${count}×, first ${html.slice(0, 160)}) ${why.replace(/\s+/g, ' ')}`);
}

/** Runs axe on the open page in every width and theme. */
async function violationsEverywhere(tab, name) {
  const problems = [];
  await tab.evaluate(axe);
  for (const width of [320, 1280]) {
    for (const colorScheme of ['light', 'dark']) {
      await tab.setViewportSize({ width, height: 800 });
      await tab.emulateMedia({ colorScheme });
      problems.push(...(await violations(tab)).map(text => `${name}, ${width} px, ${colorScheme}: ${text}`));
    }
  }
  return problems;
}

test(`axe finds nothing on ${pages.length} pages`, async () => {
  // Colours that fade from one theme to the other would be measured halfway.
  const tab = await browser.newPage({ reducedMotion: 'reduce' });
  const problems = [];
  for (const name of pages) {
    await tab.goto(addressOf(home, name), { waitUntil: 'load' });
    problems.push(...await violationsEverywhere(tab, name));
  }
  await tab.close();
  assertNone(problems);
});

test('axe finds nothing on the search with its results, in a page and in a dialog', async () => {
  const tab = await browser.newPage({ reducedMotion: 'reduce' });
  const problems = [];
  for (const name of searchPages) {
    await tab.goto(addressOf(home, name), { waitUntil: 'load' });
    await (await showSearchField(tab)).pressSequentially('stockholm');
    await tab.locator(selectors.searchResult).first().waitFor();
    problems.push(...await violationsEverywhere(tab, `${name} with results`));
  }
  await tab.close();
  assertNone(problems);
});

test('axe finds a fault where there is one', async () => {
  const tab = await browser.newPage();
  await tab.setContent('<!doctype html><html lang=sv><title>x</title><main><h1>x</h1><img src="data:,"><p style="color:#ccc">blekt</p></main>');
  await tab.evaluate(axe);
  const found = (await violations(tab)).join('\n');
  assert.match(found, /image-alt/);
  assert.match(found, /color-contrast/);
  await tab.close();
});
