// The quick exit: it leaves at once, by a link, by the keyboard and without scripts, shows nothing while it does, and
// leaves no page to go back to. Nobody is asked for the page that it leads to: the tests answer in its place.

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { openBrowser } from './lib/browser.mjs';
import { serve } from './lib/server.mjs';
import { bundledSite, listFiles } from './lib/site.mjs';

const page = 'stod/evonhuset.html';
const without = 'kallor/index.html';
let browser;
let server;
before(async () => {
  // Playwright switches off the cache for going back, which readers' browsers have.
  browser = await openBrowser({ ignoreDefaultArgs: ['--disable-back-forward-cache'] });
  server = await serve(bundledSite());
});
after(async () => {
  await browser.close();
  await server.close();
});

/**
 * A tab on the page, come from the start page. What lies outside the site is answered with `away`, once `open()` has
 * been called.
 */
async function visit(context = {}) {
  const tab = await browser.newPage(context);
  tab.setDefaultTimeout(10_000);
  let open;
  const opened = new Promise(resolve => { open = resolve; });
  const asked = [];
  await tab.route(url => !url.href.startsWith(server.url), async route => {
    asked.push({ url: route.request().url(), referer: (await route.request().allHeaders()).referer });
    await opened;
    await route.fulfill({ contentType: 'text/html', body: '<title>Väder</title><p>Väder' }).catch(() => {});
  });
  await tab.goto(`${server.url}index.html`);
  await tab.goto(server.url + page);
  return { tab, open, asked };
}

const href = tab => tab.locator('.exit-button').getAttribute('href');
const count = tab => tab.locator('.exit-count');

/** Presses and lets go of Shift, so many times. */
async function shift(tab, times) {
  for (let press = 0; press < times; press += 1) await tab.keyboard.press('Shift');
}

/**
 * What can be seen of the page at the moment when it begins to leave. The page tells it itself: while it waits for the
 * next one it answers no questions.
 */
async function leaving(tab) {
  const told = tab.waitForEvent('console', message => message.text().startsWith('leaving: '));
  await tab.evaluate(() => {
    new MutationObserver(() => {
      const seen = { text: document.body.innerText.trim(), title: document.title, main: document.querySelector('main').checkVisibility() };
      console.log(`leaving: ${JSON.stringify(seen)}`);
    }).observe(document.documentElement, { attributes: true });
  });
  const text = await count(tab).getAttribute('data-leaving');
  return async () => {
    const seen = JSON.parse((await told).text().slice('leaving: '.length));
    assert.deepEqual(seen, { text, title: text, main: false });
  };
}

test('the button leaves at once, hides the page meanwhile, and cannot be gone back to', async () => {
  const { tab, open, asked } = await visit();
  const target = await href(tab);
  const assertHidden = await leaving(tab);
  await tab.locator('.exit-button').click({ noWaitAfter: true });
  await assertHidden();
  open();
  await tab.waitForURL(target);
  assert.deepEqual(asked, [{ url: target, referer: undefined }]);
  await tab.goBack({ waitUntil: 'commit' });
  assert.equal(tab.url(), `${server.url}index.html`);
  await tab.close();
});

test('three presses of Shift leave, with a count to see and to hear', async () => {
  const { tab, open } = await visit();
  const target = await href(tab);
  const texts = await count(tab).evaluate(element => ({ ...element.dataset }));
  assert.equal(await count(tab).getAttribute('role'), 'status');
  assert.equal(await count(tab).textContent(), '');
  await shift(tab, 1);
  assert.equal(await count(tab).textContent(), texts.two);
  assert.ok(await count(tab).isVisible());
  await shift(tab, 1);
  assert.equal(await count(tab).textContent(), texts.one);
  open();
  await shift(tab, 1);
  await tab.waitForURL(target);
  await tab.close();
});

test('presses more than five seconds apart do not leave', async () => {
  const { tab } = await visit();
  await tab.clock.install();
  const over = await count(tab).getAttribute('data-over');
  await shift(tab, 2);
  await tab.clock.runFor(4900);
  assert.notEqual(await count(tab).textContent(), over);
  await tab.clock.runFor(200);
  assert.equal(await count(tab).textContent(), over);
  await shift(tab, 1);
  assert.equal(await count(tab).textContent(), await count(tab).getAttribute('data-two'));
  await tab.clock.runFor(5100);
  await tab.clock.runFor(5100);
  assert.equal(await count(tab).textContent(), '');
  assert.equal(tab.url(), server.url + page);
  await tab.close();
});

test('Shift as part of something else does not count', async () => {
  const { tab } = await visit();
  for (const keys of ['Shift+KeyA', 'Shift+Tab', 'Control+Shift', 'Shift+ArrowDown']) await tab.keyboard.press(keys);
  // A quick typist lets go of Shift before the letter.
  await tab.keyboard.down('Shift');
  await tab.keyboard.down('KeyB');
  await tab.keyboard.up('Shift');
  await tab.keyboard.up('KeyB');
  await tab.keyboard.down('Shift');
  await tab.mouse.click(5, 300);
  await tab.keyboard.up('Shift');
  assert.equal(await count(tab).textContent(), '');
  await shift(tab, 2);
  await tab.keyboard.press('KeyA');
  assert.equal(await count(tab).textContent(), '');
  await shift(tab, 2);
  assert.equal(tab.url(), server.url + page);
  await tab.close();
});

test('the second skip link leaves, and a dialog does not stand in the way of the keys', async () => {
  const { tab, open } = await visit();
  const target = await href(tab);
  await tab.keyboard.press('Tab');
  await tab.keyboard.press('Tab');
  const focused = tab.locator(':focus');
  assert.equal(await focused.getAttribute('class'), 'skip-link');
  assert.equal(await focused.getAttribute('href'), target);
  const box = await focused.boundingBox();
  assert.ok(box.y >= 0 && box.height >= 24, JSON.stringify(box));

  await tab.keyboard.press('Control+k');
  await tab.locator('dialog[open]').waitFor();
  await shift(tab, 1);
  assert.ok(await tab.locator('dialog[open] .exit-count').isVisible());
  const assertHidden = await leaving(tab);
  await shift(tab, 2);
  await assertHidden();
  open();
  await tab.waitForURL(target);
  await tab.close();
});

test('a page that the browser kept while it was left is whole again', async () => {
  const { tab } = await visit();
  await tab.evaluate(() => addEventListener('pageshow', event => { window.kept = event.persisted; }));
  const title = await tab.title();
  const assertHidden = await leaving(tab);
  await shift(tab, 3);
  await assertHidden();
  // The weather never comes; the reader goes elsewhere by other means, and back.
  await tab.goto(`${server.url}index.html`);
  await tab.goBack({ waitUntil: 'commit' });
  assert.equal(tab.url(), server.url + page);
  assert.equal(await tab.evaluate(() => window.kept), true, 'the browser did not keep the page, so nothing was tried');
  assert.ok(await tab.locator('main').isVisible());
  assert.equal(await tab.title(), title);
  assert.equal(await count(tab).textContent(), '');
  await tab.close();
});

test('without scripts the button is a link', async () => {
  const { tab, open, asked } = await visit({ javaScriptEnabled: false });
  const button = tab.locator('.exit-button');
  const target = await button.getAttribute('href');
  assert.match(target, /^https:/);
  assert.equal(await button.getAttribute('rel'), 'noopener noreferrer');
  // What needs a script is not promised.
  assert.ok(!await tab.locator('.exit-keys').isVisible());
  open();
  await button.click();
  await tab.waitForURL(target);
  assert.equal(asked[0].referer, undefined);
  await tab.close();
});

test('what the exit does not do stands beside it and leads to how history is cleared', async () => {
  const { tab } = await visit();
  const about = tab.locator('.exit-about');
  assert.match(await about.innerText(), /historik/);
  await about.locator('a').click();
  await tab.waitForURL(`${server.url}om/rensa-historiken.html`);
  await tab.close();
});

test('it stays in sight and hides nothing that has the focus', async () => {
  for (const viewport of [{ width: 1280, height: 800 }, { width: 320, height: 480 }]) {
    const { tab } = await visit({ viewport });
    await tab.evaluate(() => scrollTo(0, document.body.scrollHeight));
    assert.ok((await tab.locator('.exit-button').boundingBox()).y < 100, JSON.stringify(viewport));
    for (let step = 0; step < 40; step += 1) {
      await tab.keyboard.press('Shift+Tab');
      const covered = await tab.evaluate(() => {
        const focused = document.activeElement;
        if (focused.closest('.exit') || focused === document.body) return null;
        const bar = document.querySelector('.exit').getBoundingClientRect();
        const { top, bottom } = focused.getBoundingClientRect();
        return bottom <= bar.bottom && top >= bar.top - 1 && bar.top === 0 ? focused.outerHTML : null;
      });
      assert.equal(covered, null, JSON.stringify(viewport));
    }
    await tab.close();
  }
});

test('pages that are not about support have neither the button nor its script', async () => {
  const tab = await browser.newPage();
  const requests = [];
  tab.on('request', request => requests.push(request.url()));
  await tab.goto(server.url + without);
  assert.equal(await tab.locator('[data-exit]').count(), 0);
  assert.deepEqual(requests.filter(url => url.includes('quick-exit')), []);
  assert.ok(listFiles(bundledSite()).some(name => name.includes('quick-exit')));
  await tab.close();
});
