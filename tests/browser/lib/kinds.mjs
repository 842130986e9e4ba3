// One page of each kind, told by what its template makes: the tests need not know what the example site is about.

import { readFileSync } from 'node:fs';
import path from 'node:path';

/** What only pages of a kind have; the first kind that fits is the page's. */
const signs = {
  start: /class="?hero[" >]/,
  'services with finder': /data-finder/,
  'answer of the finder': /finder-ready/,
  'index of the finder': /id="?finder_regions/,
  'service with a number': /class="?contact[" >][\s\S]*button-call/,
  'service without contact': /contact-none/,
  glossary: /<section[^>]+class="?letter[" >][\s\S]*<dt>/,
  coverage: /class="?coverage-key/,
  'accessibility statement': /id="?page_enforcement/,
  'A–Z': /<section[^>]+class="?letter[" >]/,
  'list of sources': /id="?page_consulted/,
  'topic or audience': /id="?kind_/,
  search: /class="?page-search/,
};

/**
 * The largest page of each kind, by kind. A language's own versions are no kinds of their own.
 * @param {string} site
 * @param {string[]} pages
 * @returns {Map<string, string>}
 */
export function pageOfEachKind(site, pages) {
  const found = new Map();
  const own = pages.filter(name => !/^[a-z]{2}\//.test(name));
  for (const name of own) {
    const html = readFileSync(path.join(site, name), 'utf8');
    const kind = kindOf(name, html);
    if (!found.has(kind) || html.length > found.get(kind).size) found.set(kind, { name, size: html.length });
  }
  return new Map([...found].map(([kind, { name }]) => [kind, name]));
}

function kindOf(name, html) {
  if (name === '404.html') return 'missing';
  const sign = Object.entries(signs).find(([, pattern]) => pattern.test(html));
  // What a record is stands above its title.
  const above = /<p class="?kicker"?><span>(.*?)<\/span>/.exec(html)?.[1].toLowerCase();
  return sign?.[0] ?? above ?? (name.endsWith('index.html') ? 'section' : 'article');
}
