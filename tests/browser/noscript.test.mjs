// Scripts off: reading needs none. Every page shows its content and the way around the site, and where the
// search field would be stands the way to the list from A to Ö.

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { pathToFileURL } from 'node:url';
import { openBrowser } from './lib/browser.mjs';
import { exampleSite, page } from './lib/example.mjs';
import { assertNone } from './lib/faults.mjs';
import { alphabetical, selectors } from './lib/interface.mjs';
import { bundledSite, listPages, samplePages } from './lib/site.mjs';
import { copyOf } from './lib/temp.mjs';
import { partPages, walk } from './lib/walk.mjs';

const site = bundledSite();
const { pages } = partPages(site, listPages(site));
let browser;
before(async () => { browser = await openBrowser(); });
after(() => browser.close());

/** What a reader sees of the open page. */
function seen(selectors) {
  const visible = element => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && element.getClientRects().length > 0;
  const all = (selector, root = document) => [...root.querySelectorAll(selector)].filter(visible);
  const links = root => all('a[href]', root).map(link => link.textContent.trim());
  // A menu that folds up on a narrow screen needs no script to be opened, only its visible name.
  for (const summary of all(selectors.foldedMenu)) summary.parentElement.open = true;
  const forms = [...document.querySelectorAll(selectors.searchForm)];
  return {
    headings: all('h1').length,
    text: document.querySelector('main')?.innerText.trim().length ?? 0,
    navigation: all(selectors.navigation).length,
    fields: all(selectors.searchField).length,
    besideForms: forms.map(form => links(form.parentElement)),
    links: links(document),
  };
}

const leadsToAll = links => links.some(text => alphabetical.test(text));

async function lookWithoutScripts(tab, name) {
  const found = await tab.evaluate(seen, selectors);
  const faults = [];
  if (found.headings !== 1) faults.push(`${found.headings} visible h1 elements`);
  if (found.text < 40) faults.push(`only ${found.text} characters of content`);
  if (found.fields) faults.push('a search field that cannot search');
  if (!found.besideForms.every(leadsToAll)) faults.push('no way to A–Z where the search field would be');
  // Without a base URL the page for what is missing cannot link to anything but the start page.
  if (name === '404.html') return faults;
  if (found.navigation < 3) faults.push(`${found.navigation} visible links of navigation`);
  if (!leadsToAll(found.links)) faults.push('no way to A–Z on the page');
  return faults;
}

for (const [width, names] of [[320, pages], [1280, samplePages(site, pages)]]) {
  test(`scripts off, ${width} px: ${names.length} pages can be read and left`, async () => {
    const problems = await walk({
      browser, pages: names,
      home: pathToFileURL(copyOf(site) + '/').href,
      context: { javaScriptEnabled: false, viewport: { width, height: 800 } },
      look: lookWithoutScripts,
    });
    assertNone(problems);
  });
}

test('a page that needs scripts is found out', async () => {
  const lone = '<nav><a href=index.html>Start</a></nav><form role=search><input type=search aria-label=Sök></form>';
  const problems = await walk({
    browser, pages: ['index.html'],
    home: pathToFileURL(exampleSite({ 'index.html': page('Start', lone) }) + '/').href,
    context: { javaScriptEnabled: false },
    look: lookWithoutScripts,
  });
  for (const expected of [/cannot search/, /where the search field would be/, /0 visible links of navigation/, /no way to A–Z on the page/]) {
    assert.match(problems.join('\n'), expected);
  }
});
