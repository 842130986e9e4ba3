// Where the built sites are, and what is in them.

import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../../../', import.meta.url));

/** The address that the second build is made for. */
export const baseUrl = 'https://example.org/a/';

/** The bundled site, built without a base URL: what a newcomer opens from disk. */
export function bundledSite() {
  return located(process.env.LYKTA_SITE ?? path.join(repository, 'public'));
}

/** The bundled site, built for {@link baseUrl}. */
export function baseUrlSite() {
  return located(process.env.LYKTA_BASE_URL_SITE ?? path.join(repository, 'target/base-url-site'));
}

/** The site in four languages, one of them written from right to left (tests/fixtures/languages). */
export function languagesSite() {
  return located(process.env.LYKTA_LANGUAGES_SITE ?? path.join(repository, 'target/languages-site'));
}

/** The site with a page of each kind, in Swedish and Arabic (tests/fixtures/kinds). */
export function kindsSite() {
  return located(process.env.LYKTA_KINDS_SITE ?? path.join(repository, 'target/kinds-site'));
}

/** The manual, which has a page with every component. */
export function manual() {
  return located(process.env.LYKTA_MANUAL ?? path.join(repository, 'target/manual'));
}

function located(folder) {
  if (!existsSync(path.join(folder, 'index.html'))) {
    throw new Error(`${folder} holds no built site; run ./scripts/test.sh, or \`npm test\` in tests/browser`);
  }
  return path.resolve(folder);
}

/** Every file below `folder`, as sorted relative paths with `/`. */
export function listFiles(folder) {
  return readdirSync(folder, { recursive: true })
    .map(name => name.split(path.sep).join('/'))
    .filter(name => statSync(path.join(folder, name)).isFile())
    .sort();
}

/** Every HTML page below `folder`, as sorted relative paths. */
export function listPages(folder) {
  return listFiles(folder).filter(name => name.endsWith('.html'));
}

/**
 * The pages sorted by kind, told from where they lie: a folder's start page, the pages of a top folder,
 * and each page of the root by itself. English pages are kinds of their own. This asks nothing of the theme.
 * @param {string[]} pages
 * @returns {Map<string, string[]>}
 */
export function pagesByKind(pages) {
  const kinds = new Map();
  for (const page of pages) {
    const parts = page.split('/');
    const language = /^[a-z]{2}$/.test(parts[0]) ? `${parts.shift()} ` : '';
    const file = parts.at(-1);
    const kind = parts.length === 1 ? file : `${parts[0]}/${file === 'index.html' ? 'index' : '*'}`;
    const name = language + kind;
    kinds.set(name, [...(kinds.get(name) ?? []), page]);
  }
  return kinds;
}

/**
 * Of each kind the largest page, which has the most of everything, and the smallest, where most is missing.
 * @param {string} folder
 * @param {string[]} pages
 */
export function samplePages(folder, pages) {
  const size = page => statSync(path.join(folder, page)).size;
  return [...pagesByKind(pages).values()].flatMap(group => {
    const bySize = [...group].sort((a, b) => size(b) - size(a));
    return [...new Set([bySize[0], bySize.at(-1)])];
  });
}
