// The ways in which a reader may have the page: what the browser is told for each.

/**
 * @typedef {object} Mode
 * @property {string} name
 * @property {object} context for Playwright's new context
 * @property {string} [dir] the direction that the page is turned to once it is open
 */

const wide = { width: 1280, height: 800 };
const narrow = { width: 320, height: 640 };

/** The mode in which every page is looked at. */
export const plain = { name: 'light', context: { viewport: wide } };

/** All modes; right-to-left turns the page itself, as every side in the style sheet is logical. */
export const modes = [
  plain,
  { name: 'dark', context: { viewport: wide, colorScheme: 'dark' } },
  { name: 'contrast', context: { viewport: wide, contrast: 'more' } },
  { name: 'dark contrast', context: { viewport: narrow, contrast: 'more', colorScheme: 'dark' } },
  { name: 'forced', context: { viewport: wide, forcedColors: 'active' } },
  { name: 'forced dark', context: { viewport: narrow, forcedColors: 'active', colorScheme: 'dark' } },
  { name: '320 px', context: { viewport: narrow } },
  // A window of 1280 by 1024 px enlarged four times: so many CSS pixels are left of it.
  { name: '400 %', context: { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 } },
  { name: 'rtl', context: { viewport: wide }, dir: 'rtl' },
  { name: 'rtl 320 px', context: { viewport: narrow }, dir: 'rtl' },
  { name: 'no scripts', context: { viewport: wide, javaScriptEnabled: false } },
];

/**
 * A tab in the mode. Colours that fade from one to the other would be measured halfway, so nothing moves.
 * @param {import('playwright-core').Browser} browser
 * @param {Mode} mode
 */
export async function openMode(browser, mode) {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...mode.context });
  return context.newPage();
}

/** Opens a page in the mode. */
export async function openIn(tab, mode, address) {
  await tab.goto(address, { waitUntil: 'load' });
  if (mode.dir) await tab.evaluate(dir => { document.documentElement.dir = dir; }, mode.dir);
}
