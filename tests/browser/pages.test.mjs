// Every page in a real browser, from disk and from a host: nothing in the console, no failed request, nobody else asked.

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { pathToFileURL } from 'node:url';
import { openBrowser } from './lib/browser.mjs';
import { exampleSite, page } from './lib/example.mjs';
import { assertNone } from './lib/faults.mjs';
import { all, lookAtHeading, lookForSidewaysScroll } from './lib/looks.mjs';
import { serve } from './lib/server.mjs';
import { bundledSite, listPages } from './lib/site.mjs';
import { copyOf } from './lib/temp.mjs';
import { addressOf, partPages, walk } from './lib/walk.mjs';

const site = bundledSite();
const { pages, stubs } = partPages(site, listPages(site));
let browser;
before(async () => { browser = await openBrowser(); });
after(() => browser.close());

test(`${pages.length} pages from disk, on a narrow screen`, async () => {
  const home = pathToFileURL(copyOf(site) + '/').href;
  const problems = await walk({
    browser, home, pages,
    // The width that WCAG's reflow criterion asks for.
    context: { viewport: { width: 320, height: 640 } },
    look: all(lookAtHeading, lookForSidewaysScroll),
  });
  assertNone(problems);
});

test(`${pages.length} pages from a host, on a wide screen`, async () => {
  const server = await serve(site);
  try {
    const problems = await walk({
      browser, home: server.url, pages,
      context: { viewport: { width: 1280, height: 800 } },
      look: all(lookAtHeading, lookForSidewaysScroll),
    });
    assertNone(problems);
    // The browser asks for some files unseen by the tab, such as /favicon.ico.
    assert.deepEqual(server.missing, []);
  } finally {
    await server.close();
  }
});

/** Opens a stub and waits until it has led on. */
async function followStub(tab, address, timeout = 5000) {
  await tab.goto(address, { waitUntil: 'commit' });
  await tab.waitForURL(url => url.href !== address, { timeout });
}

test(`${stubs.length} former addresses lead on, from disk`, { skip: stubs.length === 0 && 'the site has none' }, async () => {
  const home = pathToFileURL(copyOf(site) + '/').href;
  const tab = await browser.newPage();
  for (const name of stubs) {
    await followStub(tab, addressOf(home, name));
    assert.deepEqual(await lookAtHeading(tab), [], name);
  }
  await tab.close();
});

test('a former address that leads nowhere is found out', async () => {
  const stub = target => `<!doctype html><meta http-equiv=refresh content="${target}"><title>Flyttad</title>`;
  const site = exampleSite({ 'gammal.html': stub('0; url=index.html'), 'stum.html': stub('600; url=index.html') });
  const home = pathToFileURL(site + '/').href;
  assert.deepEqual(partPages(site, listPages(site)).stubs, ['gammal.html', 'stum.html']);
  const tab = await browser.newPage();
  await followStub(tab, addressOf(home, 'gammal.html'));
  assert.deepEqual(await lookAtHeading(tab), []);
  await assert.rejects(followStub(tab, addressOf(home, 'stum.html'), 1000), /Timeout/);
  await tab.close();
});

test('a page with every fault is found out', async () => {
  const faulty = page('Start', '<h1>Två</h1><script>0</script><script src=fel.js></script><img src=borta.png alt="">'
    + '<img src=https://example.org/x.png alt=""><pre class=bred>x</pre>');
  const site = exampleSite({ 'index.html': faulty, 'fel.js': 'throw new Error("fel i skriptet")', 'stil.css': '.bred { width: 900px }' });
  const problems = await walk({
    browser, pages: ['index.html'],
    home: pathToFileURL(site + '/').href,
    context: { viewport: { width: 320, height: 640 } },
    look: all(lookAtHeading, lookForSidewaysScroll),
  });
  for (const expected of [
    /2 h1 elements/, /scrolls sideways: .* by <pre class="bred">/, /console: Executing inline script/, /exception: fel i skriptet/,
    /request failed: .*borta\.png/, /console: Loading the image 'https:\/\/example\.org/,
  ]) {
    assert.match(problems.join('\n'), expected);
  }
});
