// Checks that every link of a built folder names a file of that folder, and every fragment an id in it.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { listFiles } from './site.mjs';
import { readPages } from './html.mjs';

/** Addresses that a reader may choose to follow; nothing is ever loaded from them. */
const outward = new Set(['http:', 'https:', 'mailto:', 'tel:', 'sms:']);
const canBeOutward = link =>
  link.tag === 'a' || link.tag === 'area' || link.attribute === 'cite' || (link.tag === 'link' && /^(canonical|alternate|license|author)$/.test(link.rel));

/**
 * @param {string} folder a built site
 * @param {{ home?: string }} [options] `home`: the address that absolute paths (`/a/b.html`) belong to, for the one page
 *   that may have them, the 404 page of a site with a base URL
 * @returns {{ problems: string[], pages: import('./html.mjs').Page[], checked: number }}
 */
export function checkLinks(folder, { home } = {}) {
  const site = new LinkedFolder(folder, home);
  const problems = [];
  let checked = 0;
  for (const page of site.pages) {
    for (const link of page.links) {
      checked += 1;
      const problem = site.problemOf(page.name, link);
      if (problem) problems.push(`${page.name}: <${link.tag} ${link.attribute}="${link.url}">${link.text && ` (${link.text})`}: ${problem}`);
    }
  }
  for (const name of site.files.filter(file => file.endsWith('.css'))) {
    for (const url of cssUrls(readFileSync(path.join(folder, name), 'utf8'))) {
      checked += 1;
      const problem = site.problemOf(name, { tag: 'css', attribute: 'url', url, rel: '', text: '' });
      if (problem) problems.push(`${name}: url(${url}): ${problem}`);
    }
  }
  return { problems, pages: site.pages, checked };
}

class LinkedFolder {
  constructor(folder, home) {
    this.root = pathToFileURL(path.resolve(folder) + path.sep);
    this.home = home && new URL(home);
    this.folder = path.resolve(folder);
    this.files = listFiles(folder);
    this.fileSet = new Set(this.files);
    this.pages = readPages(folder, this.files.filter(name => name.endsWith('.html')));
    this.ids = new Map(this.pages.map(page => [page.name, page.ids]));
  }

  /** What is wrong with a link of the file `from`, or nothing. */
  problemOf(from, link) {
    if (/^data:/i.test(link.url)) return link.tag === 'a' ? 'a link to data' : undefined;
    if (!URL.canParse(link.url, this.root)) return 'not an address';
    if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(link.url)) return this.outwardProblem(link);
    if (link.url.startsWith('/')) {
      if (!this.home || from !== '404.html') return 'starts at the root of the host, so it breaks in a folder and from disk';
      if (!link.url.startsWith(this.home.pathname)) return `is outside ${this.home.pathname}`;
      return this.targetProblem(new URL(link.url.slice(this.home.pathname.length), this.root), from);
    }
    if (link.url === '') return 'is empty';
    return this.targetProblem(new URL(link.url, pathToFileURL(path.join(this.folder, from))), from);
  }

  outwardProblem(link) {
    const { protocol } = new URL(link.url, 'https://host.invalid');
    if (!outward.has(protocol)) return `an address of kind ${protocol}`;
    return canBeOutward(link) ? undefined : 'loads from another host';
  }

  targetProblem(url, from) {
    if (url.search) return 'has a query';
    if (!url.pathname.startsWith(this.root.pathname)) return 'leaves the folder';
    const fragment = url.hash.slice(1);
    url.hash = '';
    const target = path.relative(this.folder, fileURLToPath(url)).split(path.sep).join('/') || '.';
    if (!this.fileSet.has(target)) return `there is no file ${target}`;
    if (!fragment && url.href.endsWith('#')) return 'has an empty fragment';
    if (fragment && !this.idsOf(target).has(decodeURIComponent(fragment))) {
      return target === from ? `no id "${decodeURIComponent(fragment)}" on this page` : `no id "${decodeURIComponent(fragment)}" in ${target}`;
    }
    return undefined;
  }

  idsOf(name) {
    if (!this.ids.has(name)) {
      // An icon in an SVG file; other files have no ids.
      const text = name.endsWith('.svg') ? readFileSync(path.join(this.folder, name), 'utf8') : '';
      this.ids.set(name, new Set([...text.matchAll(/\sid\s*=\s*["']?([^"'\s>]+)/g)].map(match => match[1])));
    }
    return this.ids.get(name);
  }
}

function cssUrls(css) {
  const quoted = [...css.matchAll(/(?:url\(\s*|@import\s+)(["'])(.*?)\1/g)].map(match => match[2]);
  const bare = [...css.matchAll(/url\(\s*([^"')\s]+)\s*\)/g)].map(match => match[1]);
  return [...quoted, ...bare];
}

/**
 * The pages that no chain of ordinary links leads to from the start page: scripts off, they could not be found.
 * @param {import('./html.mjs').Page[]} pages
 */
export function unreachablePages(pages) {
  const byName = new Map(pages.map(page => [page.name, page]));
  const seen = new Set();
  const queue = ['index.html'];
  while (queue.length) {
    const name = queue.pop();
    if (seen.has(name) || !byName.has(name)) continue;
    seen.add(name);
    for (const link of byName.get(name).links) {
      if (link.tag !== 'a' || /^[a-z][a-z0-9+.-]*:/i.test(link.url)) continue;
      queue.push(decodeURIComponent(new URL(link.url, `http://site/${encodeURI(name)}`).pathname.slice(1)));
    }
  }
  // Nobody links to a former address or to the page for what is missing.
  return pages.filter(page => !seen.has(page.name) && !page.isStub && page.name !== '404.html').map(page => page.name);
}
