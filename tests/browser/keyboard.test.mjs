// The keyboard alone: every stop is seen and in order, nothing holds the focus or hides it, and each way through
// the site can be gone. The quick exit has its own tests.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { pathToFileURL } from 'node:url';
import { openBrowser } from './lib/browser.mjs';
import { exampleSite, page } from './lib/example.mjs';
import { assertNone } from './lib/faults.mjs';
import { selectors } from './lib/interface.mjs';
import { pageOfEachKind } from './lib/kinds.mjs';
import { bundledSite, listPages } from './lib/site.mjs';
import { addressOf, partPages } from './lib/walk.mjs';

const site = bundledSite();
const home = pathToFileURL(site + '/').href;
const kinds = pageOfEachKind(site, partPages(site, listPages(site)).pages);
let browser;
before(async () => { browser = await openBrowser(); });
after(() => browser.close());

async function open(name, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce', ...options });
  const tab = await context.newPage();
  await tab.goto(addressOf(home, name));
  return tab;
}

/** What a reader sees of the stop that has the focus. */
function stop() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const faults = [];
  const shown = element.closest('label') ?? element;
  const { left, top, right, bottom } = shown.getBoundingClientRect();
  const inside = right > 0 && bottom > 0 && left < innerWidth && top < innerHeight && right > left && bottom > top;
  if (!inside) faults.push('is out of sight');
  const style = getComputedStyle(element);
  const around = getComputedStyle(shown);
  const ring = ({ outlineStyle, outlineWidth }) => outlineStyle === 'auto' || outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
  if (!ring(style) && !ring(around)) faults.push('has no ring');
  // Some point of it must be on top: a sticky part may not cover it all.
  const points = [...shown.getClientRects()].flatMap(box => {
    const [above, below] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
    return [0.1, 0.5, 0.9].map(share => [box.left + box.width * share, above + (below - above) * share]);
  });
  const seen = points.some(([x, y]) => {
    const hit = document.elementFromPoint(x, y);
    return hit && (shown.contains(hit) || hit.contains(shown) && !['fixed', 'sticky'].includes(getComputedStyle(hit).position));
  });
  if (inside && !seen) faults.push('is covered');
  // Scripts add elements while one goes on, so the order is asked of the elements themselves.
  const last = window.lastStop;
  window.lastStop = element;
  const order = !last ? 'after' : last === element ? 'same' : last.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING ? 'before' : 'after';
  return { order, first: element === document.querySelector('a[href]'), faults, name: `<${element.localName}> "${(element.textContent.trim() || element.getAttribute('aria-label') || element.id).slice(0, 40)}"` };
}

/** Goes through the open page by Tab to its end; what is wrong with the stops. */
async function goThrough(tab) {
  const faults = [];
  for (let pressed = 1; pressed <= 1000; pressed += 1) {
    await tab.keyboard.press('Tab');
    const at = await tab.evaluate(stop);
    // After the last stop the focus leaves the page, or comes to the first again.
    if (!at || (at.first && at.order === 'before')) return { faults, stops: pressed - 1 };
    if (at.order === 'before') faults.push(`${at.name} comes out of order`);
    faults.push(...at.faults.map(fault => `${at.name} ${fault}`));
    if (at.order === 'same') return { faults: [...faults, `${at.name} holds the focus`], stops: pressed };
  }
  return { faults: [...faults, 'the end is never reached'], stops: 0 };
}

/** Windows: a telephone's, a desk's, and what is left of one of 1280 by 1024 px that is enlarged four times. */
const windows = { '320 px': { width: 320, height: 640 }, '1280 px': { width: 1280, height: 640 }, '400 %': { width: 320, height: 256 } };

for (const [what, viewport] of Object.entries(windows)) {
  test(`by Tab through a page of each of ${kinds.size} kinds, ${what}: every stop seen, in order, none held`, async () => {
    const problems = [];
    for (const [kind, name] of kinds) {
      const tab = await open(name, { viewport });
      const { faults, stops } = await goThrough(tab);
      if (!stops) faults.push('no stop');
      problems.push(...faults.map(fault => `${kind} ${name}: ${fault}`));
      await tab.context().close();
    }
    assertNone(problems);
  });
}

test('a stop without a ring, out of order or covered is found out', async () => {
  const faulty = page('Start', '<p><a href=#a>a</a> <a href=#b tabindex=2>b</a> <a href=#c tabindex=1>c</a></p><div class=lid></div>');
  const style = 'a:focus-visible { outline: none } .lid { position: fixed; inset: 0; background: #fff }';
  const tab = await open('index.html');
  await tab.goto(pathToFileURL(exampleSite({ 'index.html': faulty, 'stil.css': style }) + '/index.html').href);
  const { faults } = await goThrough(tab);
  const all = faults.join('\n');
  for (const expected of [/has no ring/, /is covered/, /out of order/]) assert.match(all, expected);
  await tab.context().close();
});

/** Presses Tab until the selector has the focus. */
async function tabTo(tab, selector, most = 200) {
  for (let pressed = 0; pressed < most; pressed += 1) {
    await tab.keyboard.press('Tab');
    if (await tab.evaluate(wanted => document.activeElement?.matches(wanted), selector)) return;
  }
  assert.fail(`${selector} is not reached`);
}

test('the skip link leads past everything to the main part', async () => {
  const tab = await open('kunskap/vart-kan-du-vanda-dig.html');
  await tab.keyboard.press('Tab');
  assert.equal(await tab.evaluate(() => document.activeElement.getAttribute('href')), '#page_main');
  await tab.keyboard.press('Enter');
  await tab.keyboard.press('Tab');
  assert.ok(await tab.evaluate(() => document.activeElement.closest('main')), 'the next stop is not in the main part');
  await tab.context().close();
});

test('the folded menu opens, leads on and closes', async () => {
  const tab = await open('index.html', { viewport: { width: 320, height: 640 } });
  await tabTo(tab, selectors.foldedMenu);
  await tab.keyboard.press('Enter');
  await tabTo(tab, 'header details a[href]', 2);
  await tab.keyboard.press('Enter');
  await tab.waitForURL(/stod\/index\.html$/);
  await tabTo(tab, selectors.foldedMenu);
  await tab.keyboard.press('Space');
  await tab.keyboard.press('Space');
  assert.equal(await tab.locator('header details').evaluate(({ open }) => open), false);
  await tab.context().close();
});

test('the search opens as a dialog, finds, closes and gives the focus back', async () => {
  const tab = await open('ordlista/index.html');
  await tabTo(tab, selectors.searchOpener);
  await tab.keyboard.press('Enter');
  await tab.locator(`dialog ${selectors.searchField}`).waitFor();
  await tab.keyboard.type('evonhuset');
  await tab.locator(selectors.searchResult).first().waitFor();
  // The first Esc closes the suggestions, where there are any.
  await tab.keyboard.press('Escape');
  if (await tab.locator('dialog[open]').count()) await tab.keyboard.press('Escape');
  assert.equal(await tab.locator('dialog[open]').count(), 0);
  assert.ok(await tab.evaluate(wanted => document.activeElement.matches(wanted), selectors.searchOpener), 'the focus is lost');
  await tab.context().close();
});

test('the contents of a page lead to a heading, and reading goes on from there', async () => {
  const tab = await open('kunskap/vart-kan-du-vanda-dig.html');
  await tabTo(tab, '.toc a');
  await tab.keyboard.press('Tab');
  const target = await tab.evaluate(() => document.activeElement.hash.slice(1));
  await tab.keyboard.press('Enter');
  await tab.waitForFunction(id => location.hash.slice(1) === id, target);
  assert.ok(await tab.evaluate(id => {
    const { top } = document.getElementById(id).getBoundingClientRect();
    return top >= 0 && top < innerHeight;
  }, target), 'the heading is out of sight');
  await tab.keyboard.press('Tab');
  assert.ok(await tab.evaluate(id => document.getElementById(id).compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING, target));
  await tab.context().close();
});

test('the language switch leads to the same page, and back', async () => {
  const tab = await open('kunskap/vart-kan-du-vanda-dig.html');
  await tabTo(tab, 'header a[hreflang=en]');
  await tab.keyboard.press('Enter');
  await tab.waitForURL(/en\/kunskap\/vart-kan-du-vanda-dig\.html$/);
  await tabTo(tab, 'header a[hreflang=sv]');
  await tab.keyboard.press('Enter');
  await tab.waitForURL(url => !url.href.includes('/en/'));
  await tab.context().close();
});

/** The address of one page as another links to it, and whether it does. */
const relative = (from, to) => path.posix.relative(path.posix.dirname(from), to);
const reaches = (from, to) => new RegExp(`href="?${relative(from, to).replaceAll('.', '\\.')}["\\s>]`).test(readFileSync(path.join(site, from), 'utf8'));

test('scripts off, by keyboard from the start page: to a page of each kind, and to the right service by region and age', async () => {
  const tab = await open('index.html', { javaScriptEnabled: false });
  const follow = async (selector, address) => {
    await tabTo(tab, selector, 400);
    await tab.keyboard.press('Enter');
    await tab.waitForURL(address);
  };
  const start = async () => tab.goto(addressOf(home, 'index.html'));
  await follow('main a[href$="hitta/goteborg.html"]', /hitta\/goteborg\.html$/);
  await follow('main a[href$="stod/mika-goteborg.html"]', /mika-goteborg/);
  await start();
  await follow('main a[href$="hitta/15-17.html"]', /hitta\/15-17\.html$/);
  await follow('main a[href$="stod/pegasuschatten.html"]', /pegasuschatten/);
  for (const [kind, name] of kinds) {
    if (kind === 'missing') continue;
    await start();
    // By the list of everything, or by the links that every page has: at most two steps.
    const links = await tab.evaluate(() => [...document.links].filter(link => link.checkVisibility()).map(link => link.getAttribute('href')));
    if (name === 'index.html' || links.includes(name)) continue;
    const over = ['a-o.html', 'hitta/index.html', 'stod/index.html', 'amnen/index.html', 'for-dig-inom/index.html'];
    const middle = over.find(way => links.includes(way) && reaches(way, name));
    assert.ok(middle, `${kind}: no way to ${name}`);
    await follow(`a[href="${middle}"]`, url => url.href.endsWith(middle));
    const href = relative(middle, name);
    await follow(`a[href="${href}"]`, url => url.href.endsWith(name));
  }
  await tab.context().close();
});
