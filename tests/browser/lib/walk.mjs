// Opens page after page in one tab, as it is much faster than a tab for each.

import { watch } from './browser.mjs';
import { parsePage } from './html.mjs';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The address of a page of the site at `home`. */
export const addressOf = (home, name) => new URL(name.split('/').map(encodeURIComponent).join('/'), home).href;

/**
 * Opens each page and collects what the browser complains about, and what `look` finds.
 * @param {object} options
 * @param {import('playwright-core').Browser} options.browser
 * @param {string} options.home address of the site, ending with `/`
 * @param {string[]} options.pages
 * @param {object} [options.context] for Playwright's new context
 * @param {(tab: import('playwright-core').Page, name: string) => Promise<string[]>} [options.look] says what is wrong with the open page
 * @returns {Promise<string[]>} problems, each beginning with its page
 */
export async function walk({ browser, home, pages, context = {}, look = async () => [] }) {
  const opened = await browser.newContext(context);
  const tab = await opened.newPage();
  const take = watch(tab, home);
  const problems = [];
  for (const name of pages) {
    await tab.goto(addressOf(home, name), { waitUntil: 'load' });
    const found = [...await look(tab, name), ...await take()];
    problems.push(...found.map(text => `${name}: ${text.replaceAll(home, '')}`));
  }
  await opened.close();
  return problems;
}

/**
 * The pages that stay open when opened, and the stubs at former addresses, which lead on at once.
 * @param {string} folder
 * @param {string[]} names
 */
export function partPages(folder, names) {
  const isStub = name => parsePage(name, readFileSync(path.join(folder, name), 'utf8')).isStub;
  const stubs = names.filter(isStub);
  return { pages: names.filter(name => !stubs.includes(name)), stubs };
}
