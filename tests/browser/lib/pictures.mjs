// The reference pictures: what is taken of which page, and how two pictures are compared.

import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import pixelmatch from 'pixelmatch';
import sharp from 'sharp';
import { flags, openBrowser } from './browser.mjs';
import { selectors, showSearchField } from './interface.mjs';
import { kindsSite, manual } from './site.mjs';
import { addressOf } from './walk.mjs';

/** Where the references are kept, and at most how much of each page from its top. */
export const folder = fileURLToPath(new URL('../pictures/', import.meta.url));
const tallest = 2300;

/**
 * How far a picture may be from its reference. Two points are the same if they are closer than `threshold` in
 * pixelmatch's measure, or differ as the edges of letters do; so many others may differ. With the same fonts and
 * browser none does: this leaves room for a browser that rounds otherwise.
 */
export const tolerance = { threshold: 0.03, points: 10 };

// The references are read again once they have been renewed.
sharp.cache(false);

/** How the page is asked to look. */
const colours = {
  light: {},
  dark: { colorScheme: 'dark' },
  contrast: { contrast: 'more' },
  forced: { forcedColors: 'active' },
};

/** What a reader does before the picture is taken. */
const states = {
  'with results': async tab => {
    // At once, so that no answer is to the beginning of the word.
    await (await showSearchField(tab)).fill(await tab.evaluate(() => (document.documentElement.dir === 'rtl' ? 'الإيجار' : 'hyra')));
    await tab.locator(selectors.searchResult).first().waitFor();
  },
  'with answer': async tab => {
    // Chosen without the mouse, which would scroll to it.
    await tab.locator('[name=age]').nth(2).evaluate(choice => choice.click());
    await tab.locator('[data-group=may]').waitFor();
    // The places are counted last.
    await tab.waitForFunction(() => {
      const [fits, may] = ['fits', 'may'].map(name => Number(document.querySelector(`[data-group=${name}] .count`).textContent));
      return document.querySelector('[name=place]').options[0].text.endsWith(`(${fits + may})`);
    });
  },
  'with menu': async tab => { await tab.locator('header summary').click(); },
  'by keyboard': async tab => { for (let stop = 0; stop < 3; stop += 1) await tab.keyboard.press('Tab'); },
  'at skip link': async tab => { await tab.keyboard.press('Tab'); },
  leaving: async tab => { await tab.keyboard.press('Shift'); },
  'on paper': async tab => { await tab.emulateMedia({ media: 'print' }); },
};

/**
 * By page, what pictures there are of it: language where it is not Swedish, width, colours, state. Each kind of page is
 * seen wide and narrow, and each kind of part in every colour and in both directions; not every page in every way.
 */
const plan = {
  'index.html': ['1280 light', '320 dark', '768 forced', 'ar 1280 dark', 'ar 320 light', '1280 contrast', '320 light with menu', '1280 light at skip link'],
  'kunskap/index.html': ['1280 dark', '320 light'],
  'kunskap/hyra.html': ['1280 light', '320 light', '768 dark', '1280 forced', 'ar 1280 light', 'ar 320 dark', '768 light on paper'],
  'lattlast/kunskap/hyra.html': ['768 light'],
  'stod/radgivningen.html': ['1280 light', '320 light', '320 forced', 'ar 1280 dark', 'ar 320 light', '768 dark by keyboard', '320 dark leaving', '768 light on paper'],
  'stod/hyresjouren.html': ['1280 dark', '320 light'],
  'stod/ungdomslinjen.html': ['768 light'],
  'stod/index.html': ['1280 light', '320 dark', 'ar 1280 forced', '1280 dark with answer', 'ar 320 light with answer'],
  'hitta/index.html': ['768 light'],
  'hitta/goteborg.html': ['1280 light', '320 dark'],
  'staden.html': ['1280 light'],
  'kallor/index.html': ['320 light'],
  'kallor/guiden.html': ['768 dark'],
  'ordlista/index.html': ['1280 light', '320 dark'],
  'ordlista/vrakning.html': ['768 light'],
  'a-o.html': ['1280 forced', 'ar 320 light'],
  'amnen/index.html': ['768 dark'],
  'amnen/boende.html': ['1280 light'],
  'sok.html': ['1280 light with results', 'ar 320 dark with results'],
  'tackning.html': ['1280 light', '320 dark'],
  'tillganglighet.html': ['768 light', 'ar 320 light'],
  '404.html': ['768 dark'],
};
const components = { 'manual/components.html': ['1280 light', '1280 dark', '320 forced'] };

/**
 * @typedef {object} Picture
 * @property {string} name of its file, without the ending
 * @property {string} site the folder of the site that it is of
 * @property {string} page
 * @property {string} address
 * @property {object} context for Playwright's new context
 * @property {(tab: import('playwright-core').Page) => Promise<void>} act
 */

/** @returns {Picture[]} */
export function pictures() {
  return [...planned(kindsSite(), plan), ...planned(manual(), components)];
}

function planned(site, plan) {
  const home = pathToFileURL(site + '/').href;
  return Object.entries(plan).flatMap(([own, ways]) => ways.map(way => {
    const [, language, width, colour, state] = /^(?:([a-z]{2}) )?(\d+) (\w+)(?: (.+))?$/.exec(way);
    const page = language ? `${language}/${own}` : own;
    const name = `${page.replace(/\.html$/, '').replaceAll('/', '-')} ${way.replace(/^[a-z]{2} /, '')}`.replaceAll(' ', '.');
    return {
      name, site, page,
      address: addressOf(home, page),
      context: { viewport: { width: Number(width), height: 800 }, reducedMotion: 'reduce', ...colours[colour] },
      act: states[state] ?? (async () => {}),
    };
  }));
}

/** A browser that has the fonts of fonts.conf and no others, and paints alike everywhere. */
export function openPainter() {
  const fonts = fileURLToPath(new URL('../fonts.conf', import.meta.url));
  const missing = [...readFileSync(fonts, 'utf8').matchAll(/<glob>(.*)\*?\.ttf<\/glob>/g)]
    .map(([, start]) => start.replace(/-\*$/, '-Regular') + '.ttf').filter(file => !existsSync(file));
  if (missing.length) throw new Error(`${missing} is not there; Debian has it in fonts-noto-core or fonts-liberation`);
  return openBrowser({
    args: [...flags, '--font-render-hinting=none', '--disable-lcd-text', '--force-color-profile=srgb'],
    env: { ...process.env, FONTCONFIG_FILE: fonts },
  });
}

/**
 * Takes a picture.
 * @param {import('playwright-core').Browser} browser
 * @param {Picture} picture
 * @param {(tab: import('playwright-core').Page) => Promise<void>} [meddle] what a test of the test does to the page
 * @returns {Promise<Buffer>} as PNG
 */
export async function take(browser, { address, context, act }, meddle = async () => {}) {
  const opened = await browser.newContext({ deviceScaleFactor: 1, ...context });
  const tab = await opened.newPage();
  // A Monday at noon in Stockholm: what is open then is counted.
  await tab.clock.setFixedTime('2026-11-23T11:00:00Z');
  await tab.goto(address, { waitUntil: 'load' });
  await act(tab);
  await meddle(tab);
  // What sticks to the window stands where it does at the top of the page.
  const height = await tab.evaluate(async () => {
    scrollTo(0, 0);
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    return document.documentElement.scrollHeight;
  });
  const clip = { x: 0, y: 0, width: context.viewport.width, height: Math.min(height, tallest) };
  const taken = await tab.screenshot({ fullPage: true, clip, animations: 'disabled', caret: 'hide' });
  await opened.close();
  return taken;
}

/**
 * @typedef {object} Difference
 * @property {string} text where the pictures differ, and how much
 * @property {Buffer} picture as PNG
 */

/**
 * Compares two pictures.
 * @param {Buffer | string} expected
 * @param {Buffer | string} actual
 * @returns {Promise<Difference | null>} null if they are the same within the tolerance
 */
export async function compare(expected, actual) {
  const [one, other] = await Promise.all([pixels(expected), pixels(actual)]);
  const [width, height] = [Math.max(one.width, other.width), Math.max(one.height, other.height)];
  const [first, second] = await Promise.all([enlarge(one, width, height), enlarge(other, width, height)]);
  const mask = Buffer.alloc(first.length);
  const points = pixelmatch(first, second, mask, width, height, { threshold: tolerance.threshold, diffMask: true });
  const sizes = one.width === other.width && one.height === other.height ? '' : `is ${size(other)} px and was ${size(one)}; `;
  if (!sizes && points <= tolerance.points) return null;
  const picture = Buffer.alloc(first.length);
  pixelmatch(first, second, picture, width, height, { threshold: tolerance.threshold });
  const percent = (100 * points / (width * height)).toLocaleString('en', { maximumSignificantDigits: 2 });
  return {
    text: `${sizes}${percent} % of it differs, within ${region(mask, width)}`,
    picture: await sharp(picture, { raw: { width, height, channels: 4 } }).png().toBuffer(),
  };
}

const size = ({ width, height }) => `${width} × ${height}`;

async function pixels(picture) {
  const { data, info } = await sharp(picture).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** The same picture on a larger ground, so that pictures of two sizes can be laid upon each other. */
async function enlarge({ data, width, height }, toWidth, toHeight) {
  if (width === toWidth && height === toHeight) return data;
  return sharp(data, { raw: { width, height, channels: 4 } })
    .extend({ right: toWidth - width, bottom: toHeight - height, background: { r: 255, g: 0, b: 255, alpha: 1 } })
    .raw().toBuffer();
}

/** The rectangle around what the mask shows. */
function region(mask, width) {
  let [left, top, right, bottom] = [width, Infinity, -1, -1];
  for (let at = 3; at < mask.length; at += 4) {
    if (!mask[at]) continue;
    const [x, y] = [(at >> 2) % width, Math.floor((at >> 2) / width)];
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  }
  return right < 0 ? 'nothing' : `x ${left}–${right}, y ${top}–${bottom}`;
}

/** The picture as it is kept: without loss, and small. */
export const keep = picture => sharp(picture).webp({ lossless: true, effort: 6 }).toBuffer();
