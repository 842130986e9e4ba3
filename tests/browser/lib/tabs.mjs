// A browser with a tab for a site in each of its places, for the tests of one file.

import { after } from 'node:test';
import { openBrowser, watch } from './browser.mjs';
import { places, settle } from './homes.mjs';
import { addressOf } from './walk.mjs';

/**
 * @typedef {object} Place
 * @property {string} where
 * @property {string} home the site's address there
 * @property {import('playwright-core').Page} tab
 * @property {() => Promise<string[]>} take what went wrong on the tab since the last call
 * @property {(name: string) => Promise<unknown>} open opens a page of the site
 */

/**
 * Opens them; all is closed after the tests.
 * @param {string} site its folder
 * @returns {Promise<{browser: import('playwright-core').Browser, homes: Record<string, string>, tabs: Place[]}>}
 */
export async function openInPlaces(site) {
  const { homes, close } = await settle(site);
  const browser = await openBrowser();
  after(async () => {
    await browser.close();
    await close();
  });
  const tabs = [];
  for (const where of places) {
    const tab = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    tab.setDefaultTimeout(10_000);
    const home = homes[where];
    tabs.push({ where, home, tab, take: watch(tab, home), open: name => tab.goto(addressOf(home, name)) });
  }
  return { browser, homes, tabs };
}
