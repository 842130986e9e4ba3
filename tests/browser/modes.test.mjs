// Every page in one mode, and a page of each kind with the page of all components in every mode: axe, sideways
// scroll, targets, and that nothing moved after it was painted. Says at the end how many checks ran where.

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { pathToFileURL } from 'node:url';
import { judge } from './lib/axe.mjs';
import { openBrowser, watch } from './lib/browser.mjs';
import { assertNone } from './lib/faults.mjs';
import { searchPages, selectors, showSearchField } from './lib/interface.mjs';
import { pageOfEachKind } from './lib/kinds.mjs';
import { lookForCrowding, lookForShifts, lookForSidewaysScroll, lookForSmallTargets, lookForTraces } from './lib/looks.mjs';
import { modes, openIn, openMode, plain } from './lib/modes.mjs';
import { bundledSite, listPages, manual } from './lib/site.mjs';
import { table } from './lib/table.mjs';
import { addressOf, partPages } from './lib/walk.mjs';

const site = bundledSite();
const home = pathToFileURL(site + '/').href;
const { pages } = partPages(site, listPages(site));
const kinds = [
  ...[...pageOfEachKind(site, pages)].map(([kind, name]) => ({ kind, home, name })),
  { kind: 'all components', home: pathToFileURL(manual() + '/').href, name: 'manual/components.html' },
];
const ran = table('kind of page', modes.map(({ name }) => name));
let everywhere = 0;
let browser;
before(async () => { browser = await openBrowser(); });
after(async () => {
  await browser.close();
  console.log(`${ran.text()}\nevery page, ${plain.name}: ${pages.length} pages, ${everywhere} checks\nall in all: ${ran.total() + everywhere} checks`);
});

/** The looks besides axe; each is one check. */
const looks = [lookForSidewaysScroll, lookForSmallTargets, lookForCrowding, lookForShifts, lookForTraces];

/** With forced colours the browser paints the system's own, and tells axe the style sheet's. */
const contrastOf = ({ context }) => ({ contrast: context.forcedColors !== 'active' });

const hasScripts = ({ context }) => context.javaScriptEnabled !== false;

/** Judges the open page: how many checks ran, and the faults. */
async function judgeOpen(tab, mode) {
  const { ran, faults } = await judge(tab, { ...contrastOf(mode), scripts: hasScripts(mode) });
  // A page that is turned round by the test has moved by that alone. Without scripts nothing can be stored or moved.
  const asked = looks.filter(look => !(mode.dir && look === lookForShifts))
    .filter(look => hasScripts(mode) || ![lookForShifts, lookForTraces].includes(look));
  for (const look of asked) faults.push(...await look(tab, mode));
  return { ran: ran + asked.length, faults };
}

test(`${pages.length} pages, ${plain.name}`, async () => {
  const left = [...pages];
  const problems = [];
  // Two tabs take turns: the time goes into the pages, of which each keeps one core busy.
  const walk = async () => {
    const tab = await openMode(browser, plain);
    const take = watch(tab, home);
    for (let name = left.pop(); name; name = left.pop()) {
      await openIn(tab, plain, addressOf(home, name));
      const { ran, faults } = await judgeOpen(tab, plain);
      everywhere += ran;
      problems.push(...[...faults, ...await take()].map(text => `${name}: ${text}`));
    }
    await tab.context().close();
  };
  await Promise.all([walk(), walk()]);
  assertNone(problems);
});

for (const mode of modes) {
  test(`a page of each of ${kinds.length} kinds, ${mode.name}`, async () => {
    const tab = await openMode(browser, mode);
    const problems = [];
    for (const { kind, home, name } of kinds) {
      await openIn(tab, mode, addressOf(home, name));
      // The searches of the page of components have their answers a moment later.
      if (kind === 'all components' && hasScripts(mode)) await tab.locator('[data-show-search=results] .search-results .entry').first().waitFor();
      const { ran: checks, faults } = await judgeOpen(tab, mode);
      ran.set(kind, mode.name, checks);
      problems.push(...faults.map(text => `${kind} ${name}: ${text}`));
    }
    await tab.context().close();
    assertNone(problems);
  });
}

test('the search with its results, in a page and in a dialog, in every mode with scripts', async () => {
  const problems = [];
  for (const mode of modes.filter(hasScripts)) {
    const tab = await openMode(browser, mode);
    for (const name of searchPages) {
      await openIn(tab, mode, addressOf(home, name));
      await (await showSearchField(tab)).pressSequentially('stockholm');
      await tab.locator(selectors.searchResult).first().waitFor();
      const { ran: checks, faults } = await judge(tab, contrastOf(mode));
      faults.push(...await lookForSidewaysScroll(tab), ...await lookForTraces(tab));
      ran.set(`${name} with results`, mode.name, checks + 2);
      problems.push(...faults.map(text => `${name} with results, ${mode.name}: ${text}`));
    }
    await tab.context().close();
  }
  assertNone(problems);
});

test('the finder with its answer, in every mode with scripts', async () => {
  const problems = [];
  const { name } = kinds.find(({ kind }) => kind === 'services with finder');
  for (const mode of modes.filter(hasScripts)) {
    const tab = await openMode(browser, mode);
    await openIn(tab, mode, addressOf(home, name));
    await tab.locator('.finder-form [name=age]').nth(2).check();
    await tab.locator('[data-group=may] .finder-details summary').first().click();
    const { ran: checks, faults } = await judge(tab, contrastOf(mode));
    for (const look of [lookForSidewaysScroll, lookForSmallTargets, lookForTraces]) faults.push(...await look(tab, mode));
    ran.set(`${name} with an answer`, mode.name, checks + 3);
    problems.push(...faults.map(text => `${name} with an answer, ${mode.name}: ${text}`));
    await tab.context().close();
  }
  assertNone(problems);
});

test('axe finds faults with scripts off too', async () => {
  const tab = await openMode(browser, modes.find(mode => !hasScripts(mode)));
  await tab.setContent('<!doctype html><html lang=sv><title>x</title><main><h1>x</h1><img src="data:,"><p style="color:#ccc">blekt</main>');
  const { ran, faults } = await judge(tab, { scripts: false });
  assert.ok(ran > 10);
  assert.match(faults.join('\n'), /image-alt/);
  assert.match(faults.join('\n'), /color-contrast/);
  await tab.context().close();
});

test('each of these checks finds a fault where there is one', async () => {
  const tab = await openMode(browser, plain);
  await tab.setContent(`<!doctype html><html lang=sv><title>x</title><main><h1>x</h1><img src="data:,"><p style="color:#ccc">blekt
    <p><a style="display:inline-block;width:10px;height:10px;overflow:hidden" href=#a>a</a><a style="display:inline-block;width:10px;height:10px;overflow:hidden" href=#b>b</a>
    <p class=contact><a href=tel:112>112</a></main>`);
  const { ran, faults } = await judge(tab);
  assert.ok(ran > 10);
  assert.match(faults.join('\n'), /image-alt/);
  assert.match(faults.join('\n'), /color-contrast/);
  assert.match((await lookForSmallTargets(tab, plain)).join('\n'), /10 by 10[\s\S]*112/);
  await tab.evaluate(() => {
    const lid = document.body.appendChild(document.createElement('div'));
    lid.style.cssText = 'position: fixed; inset: 40% 0 0';
  });
  assert.match((await lookForCrowding(tab)).join('\n'), /480 of 800 px stay covered, by div/);
  await tab.evaluate(async () => {
    await new Promise(requestAnimationFrame);
    document.querySelector('h1').style.marginTop = '300px';
    await new Promise(done => setTimeout(done, 300));
  });
  assert.match((await lookForShifts(tab, plain)).join('\n'), /moved/);
  await tab.goto(addressOf(home, 'index.html'));
  await tab.evaluate(() => localStorage.setItem('seen', '1'));
  assert.match((await lookForTraces(tab)).join('\n'), /localStorage/);
  await tab.evaluate(() => localStorage.clear());
  await tab.context().close();
});
