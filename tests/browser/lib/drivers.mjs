// Debian's Chromium and Firefox, driven alike: for what must be the same in both. Playwright needs a Firefox of its own,
// so here it is puppeteer, which speaks WebDriver BiDi with Firefox.

import puppeteer from 'puppeteer-core';
import { flags } from './browser.mjs';

const common = { headless: true, defaultViewport: { width: 1280, height: 900 } };
const firefox = preferences => () => puppeteer.launch({
  ...common, browser: 'firefox', executablePath: process.env.LYKTA_FIREFOX ?? '/usr/bin/firefox-esr', extraPrefsFirefox: preferences,
});

/** How each browser is opened, by its name. */
export const browsers = {
  Chromium: () => puppeteer.launch({
    ...common, browser: 'chrome', executablePath: process.env.LYKTA_CHROMIUM ?? '/usr/bin/chromium', args: flags,
  }),
  Firefox: firefox({}),
  // Short of memory, it makes a page anew on the way back, and only what stood in the form is kept.
  'Firefox without kept pages': firefox({ 'browser.sessionhistory.max_total_viewers': 0 }),
};

/**
 * Collects all that goes wrong on a tab: errors and warnings in its console, uncaught exceptions (a breach of the
 * Content Security Policy is one or the other), failed requests, and requests to anywhere but the site.
 * @param {import('puppeteer-core').Page} tab
 * @param {string} home the site's address; everything must come from below it
 * @returns {() => Promise<string[]>} what was collected since the last call
 */
export function watch(tab, home) {
  const problems = [];
  // Firefox at times asks for an icon at the old place before it has read of the page's own.
  const isOwnWish = url => url.endsWith('/favicon.ico');
  tab.on('console', message => {
    if (['error', 'warn'].includes(message.type()) && !isOwnWish(message.location().url ?? '')) problems.push(`console: ${message.text()}`);
  });
  tab.on('pageerror', error => problems.push(`exception: ${error.message}`));
  tab.on('requestfailed', request => {
    const why = request.failure()?.errorText ?? '';
    // Aborted: the tab went on to the next page before it had the icon.
    if (!why.includes('ABORTED')) problems.push(`request failed: ${request.url()} (${why})`);
  });
  tab.on('response', response => {
    if (response.status() >= 400 && !isOwnWish(response.url())) problems.push(`answer ${response.status()}: ${response.url()}`);
  });
  tab.on('request', request => {
    if (!request.url().startsWith(home) && !request.url().startsWith('data:') && !isOwnWish(request.url())) {
      problems.push(`request outside the site: ${request.url()}`);
    }
  });
  return async () => {
    // A round trip to the tab: whatever it had to report comes before the answer.
    await tab.evaluate(() => document.readyState);
    return problems.splice(0);
  };
}

/**
 * Goes back as a reader does, and waits until the page is there. A page that Firefox has kept does not load again,
 * which puppeteer's own way waits for.
 * @param {import('puppeteer-core').Page} tab
 * @param {string} url of the page that one comes back to
 */
export async function goBack(tab, url) {
  await tab.evaluate(() => { setTimeout(() => history.back()); });
  const deadline = Date.now() + 10_000;
  for (;;) {
    // Between two pages there is nothing to ask.
    const there = await tab.evaluate(() => document.readyState === 'complete' && location.href).catch(() => null);
    if (there === url) return;
    if (Date.now() > deadline) throw new Error(`not back on ${url} but on ${there}`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
