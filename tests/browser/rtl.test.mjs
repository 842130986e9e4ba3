// Arabic: the page runs from right to left, numbers and foreign words in it from left to right.

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { pathToFileURL } from 'node:url';
import { openBrowser } from './lib/browser.mjs';
import { lookForSidewaysScroll } from './lib/looks.mjs';
import { assertNone } from './lib/faults.mjs';
import { languagesSite, listPages } from './lib/site.mjs';

const site = languagesSite();
const home = `${pathToFileURL(site).href}/`;
const pages = listPages(site).filter(name => name.startsWith('ar/'));
let browser;
let tab;
before(async () => {
  browser = await openBrowser();
  tab = await browser.newPage();
});
after(() => browser.close());

/** Where the first and the last figure on the first line of a text stand. */
function figures(element) {
  const nodes = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const places = [];
  for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
    for (const { index } of node.data.matchAll(/\d/g)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + 1);
      places.push(range.getBoundingClientRect());
    }
  }
  const row = places.filter(place => Math.abs(place.top - places[0].top) < 2);
  return { first: row[0].left, last: row.at(-1).left, count: row.length };
}

test('numbers to call are read from left to right', async () => {
  for (const [name, selector] of [['ar/stod/huset.html', '.contact a[href^="tel:"]'], ['ar/kunskap/hyra.html', '.prose a[href^="tel:"]']]) {
    for (const width of [320, 1280]) {
      await tab.setViewportSize({ width, height: 800 });
      await tab.goto(home + name);
      const found = await tab.locator(selector).all();
      assert.ok(found.length > 0, name);
      for (const link of found) {
        const { first, last, count } = await link.evaluate(figures);
        assert.ok(count > 1 && first < last, `${name} at ${width} px: ${await link.innerText()}`);
      }
    }
  }
});

test(`${pages.length} pages begin at the right and fit the screen`, async () => {
  const problems = [];
  for (const width of [320, 1280]) {
    await tab.setViewportSize({ width, height: 800 });
    for (const name of pages) {
      await tab.goto(home + name);
      for (const fault of await lookForSidewaysScroll(tab, name)) problems.push(`${name} at ${width} px: ${fault}`);
      const heading = await tab.locator('h1').first().evaluate(element => {
        const range = document.createRange();
        range.selectNodeContents(element);
        const box = range.getBoundingClientRect();
        const cut = [...document.querySelectorAll('main .button')].filter(button => {
          const place = button.getBoundingClientRect();
          return button.checkVisibility() && place.left < button.closest('.contact, .wrap').getBoundingClientRect().left;
        });
        return { right: innerWidth - box.right, left: box.left, cut: cut.length };
      });
      if (heading.right > heading.left) problems.push(`${name} at ${width} px: the heading stands at the left`);
      if (heading.cut) problems.push(`${name} at ${width} px: ${heading.cut} buttons are cut`);
    }
  }
  assertNone(problems);
});

test('words of another language have their own direction', async () => {
  await tab.goto(`${home}ar/stod/huset.html`);
  const direction = await tab.locator('dd [lang=sv], dd[lang=sv]').first().evaluate(element => getComputedStyle(element).direction);
  assert.equal(direction, 'ltr');
  assert.equal(await tab.evaluate(() => getComputedStyle(document.body).direction), 'rtl');
});
