// A small sound site and ways to break it, for tests of the tests.

import { contentSecurityPolicy } from './html.mjs';
import { smallSite } from './temp.mjs';

const head = title =>
  `<!doctype html><html lang=sv><meta charset=utf-8><meta http-equiv=Content-Security-Policy content="${contentSecurityPolicy}">` +
  `<meta name=viewport content="width=device-width"><title>${title}</title><link rel=icon href=data:,><link rel=stylesheet href=stil.css>`;

/** A page of the small site; `body` comes after its heading. */
export const page = (title, body = '', extraHead = '') => `${head(title)}${extraHead}<main><h1>${title}</h1>${body}</main></html>`;

const sound = {
  'index.html': page('Start', '<p><a href="a%20o.html#%C3%A5lder">Ålder</a> <a href=https://example.org/>ut</a> <a href=#topp id=topp>upp</a>'),
  'a o.html': page('Ålder', '<h2 id=ålder>Åldersgräns</h2><a href=index.html>hem</a>'),
  'stil.css': 'h1 { background: url("prick.svg") }',
  'prick.svg': '<svg xmlns="http://www.w3.org/2000/svg"><g id="p"/></svg>',
};

/** The small site with some files replaced or added. */
export const exampleSite = (changes = {}) => smallSite({ ...sound, ...changes });
