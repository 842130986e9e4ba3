// A site built with a base URL, as seen by a feed reader or a search engine: by absolute addresses.

import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { readPages } from './html.mjs';
import { baseUrl, baseUrlSite, listPages } from './site.mjs';

export const folder = baseUrlSite();

/** All pages but the stubs at former addresses and the page for what is missing. */
export const pages = readPages(folder, listPages(folder)).filter(page => !page.isStub && page.name !== '404.html');

/** The file of an absolute address, or nothing. An address ending with `/` is the index page of a folder. */
export function fileAt(url) {
  if (!url?.startsWith(baseUrl)) return undefined;
  const bare = decodeURIComponent(url.slice(baseUrl.length).replace(/#.*$/s, ''));
  const name = bare === '' || bare.endsWith('/') ? `${bare}index.html` : bare;
  const file = path.join(folder, name);
  return existsSync(file) && statSync(file).isFile() ? name : undefined;
}

/** The canonical addresses that a page names. */
export const canonicalsOf = page => page.linkElements.filter(({ rel }) => rel === 'canonical').map(({ href }) => href);

/** The versions in other languages that a page names, as pairs of language and address. */
export const versionsOf = page => page.linkElements
  .filter(({ rel, hreflang }) => rel === 'alternate' && hreflang)
  .map(({ hreflang, href }) => [hreflang, href]);

/** Metadata by `property` or `name`. */
export const metaOf = (page, key) => page.metas.find(meta => meta.property === key || meta.name === key)?.content;

export const isIndexed = page => !/noindex/.test(metaOf(page, 'robots') ?? '');
