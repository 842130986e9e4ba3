// The site built with `--base-url`: what only a site that knows its address can have.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { openBrowser, watch } from './lib/browser.mjs';
import { assertNone } from './lib/faults.mjs';
import { parsePage, readPages } from './lib/html.mjs';
import { canonicalsOf, fileAt, folder, isIndexed, metaOf, pages, versionsOf } from './lib/published.mjs';
import { serve } from './lib/server.mjs';
import { baseUrl, bundledSite, listFiles, listPages } from './lib/site.mjs';
import { childrenOf, parseXml, readXml, textOf } from './lib/xml.mjs';

const atom = 'http://www.w3.org/2005/Atom';
let browser;
let tab;
before(async () => {
  browser = await openBrowser();
  tab = await browser.newPage();
});
after(() => browser.close());

test('every page that search engines may list has one canonical address, its own', () => {
  assertNone(pages.filter(isIndexed).flatMap(page => {
    const canonicals = canonicalsOf(page);
    if (canonicals.length !== 1) return [`${page.name}: ${canonicals.length} canonical addresses`];
    return fileAt(canonicals[0]) === page.name ? [] : [`${page.name}: canonical ${canonicals[0]}`];
  }));
});

test('the sitemap lists every canonical page, and no other', async () => {
  const sitemap = await readXml(tab, path.join(folder, 'sitemap.xml'));
  assert.equal(sitemap.name, 'urlset');
  assert.equal(sitemap.namespace, 'http://www.sitemaps.org/schemas/sitemap/0.9');
  const entries = childrenOf(sitemap, 'url');
  assert.deepEqual(
    entries.map(entry => textOf(entry, 'loc')).sort(),
    pages.filter(isIndexed).flatMap(canonicalsOf).sort(),
  );
  for (const date of entries.map(entry => textOf(entry, 'lastmod')).filter(Boolean)) assert.match(date, /^\d{4}-\d\d-\d\d/);
  assert.match(readFileSync(path.join(folder, 'robots.txt'), 'utf8'), new RegExp(`^Sitemap: ${baseUrl}sitemap\\.xml$`, 'm'));
});

test('language versions name each other and themselves', () => {
  const byName = new Map(pages.map(page => [page.name, page]));
  let translated = 0;
  for (const page of pages) {
    const versions = versionsOf(page).filter(([language]) => language !== 'x-default');
    if (!versions.length) continue;
    translated += 1;
    assert.equal(fileAt(Object.fromEntries(versions)[page.language]), page.name, `${page.name} does not name itself`);
    for (const [language, url] of versionsOf(page)) {
      const other = byName.get(fileAt(url));
      assert.ok(other, `${page.name}: the ${language} version ${url} is no page`);
      if (language !== 'x-default') assert.equal(other.language, language, `${page.name}: ${url}`);
      assert.deepEqual(new Set(versionsOf(other).map(String)), new Set(versionsOf(page).map(String)), `${page.name} and ${other.name}`);
    }
  }
  assert.ok(translated >= 2 * 25, `only ${translated} pages name another language`);
});

test('the head names the versions that the language switch leads to', () => {
  const names = { sv: 'Svenska', en: 'English' };
  let made = 0;
  // An easy-to-read version shows the switch of its page, and is no version of it in a language.
  const own = pages.filter(isIndexed).filter(({ name }) => !/^([a-z]{2}\/)?lattlast\//.test(name));
  assertNone(own.flatMap(page => {
    const switched = page.links.filter(({ tag, hreflang, text }) => tag === 'a' && hreflang && text === names[hreflang])
      .map(({ hreflang, url }) => `${hreflang} ${fileAt(new URL(url, new URL(page.name, baseUrl)).href)}`);
    const named = versionsOf(page).filter(([language]) => ![page.language, 'x-default'].includes(language))
      .map(([language, url]) => `${language} ${fileAt(url)}`);
    if (named.length && /(^|\/)(a-o|tackning|hitta\/[^/]+|amnen\/[^/]+)\.html$/.test(page.name)) made += 1;
    return String([...new Set(switched)]) === String(named) ? [] : [`${page.name}: the head names ${named}, the switch ${[...new Set(switched)]}`];
  }));
  assert.ok(made >= 20, `only ${made} of the pages that Lykta makes have versions`);
});

test('every page that search engines may list has Open Graph metadata with absolute addresses', () => {
  assertNone(pages.filter(isIndexed).flatMap(page => {
    const faults = ['og:title', 'og:type', 'og:url', 'og:site_name'].filter(key => !metaOf(page, key)).map(key => `no ${key}`);
    const [url, locale, picture] = ['og:url', 'og:locale', 'og:image'].map(key => metaOf(page, key));
    if (url !== canonicalsOf(page)[0]) faults.push(`og:url ${url} is not the canonical address`);
    if (locale && !new RegExp(`^${page.language}(_[A-Z]{2})?$`).test(locale)) faults.push(`og:locale ${locale}`);
    if (picture && !fileAt(picture)) faults.push(`og:image ${picture}`);
    return faults.map(fault => `${page.name}: ${fault}`);
  }));
});

test('structured data can be read, and articles have it', () => {
  let articles = 0;
  for (const page of pages) {
    for (const text of page.data) {
      const blocks = [JSON.parse(text)].flat().flatMap(block => block['@graph'] ?? [block]);
      for (const block of blocks) {
        assert.ok(block['@type'], `${page.name}: JSON-LD without a type`);
        if (block.url) assert.ok(fileAt(block.url) ?? !block.url.startsWith(baseUrl), `${page.name}: ${block.url}`);
        if ([block['@type']].flat().some(type => type.endsWith('Article'))) articles += 1;
      }
    }
  }
  assert.ok(articles >= 13, `JSON-LD of ${articles} articles`);
});

test('each feed is sound, and every address in it absolute', async () => {
  const linked = new Set(pages.flatMap(page => page.linkElements
    .filter(({ type }) => type === 'application/atom+xml')
    .map(({ href }) => new URL(href, new URL(page.name, baseUrl)).href)));
  assert.ok(linked.size >= 2, 'a feed for each language');
  const languages = new Set();
  const faults = [];
  for (const url of linked) languages.add(await checkFeed(url, faults));
  assertNone(faults);
  assert.deepEqual([...languages].sort(), ['en', 'sv']);
  // A feed that no page links to is found by nobody.
  for (const name of listFiles(folder).filter(file => file.endsWith('.xml'))) {
    const root = await readXml(tab, path.join(folder, name));
    if (root.namespace === atom) assert.ok(linked.has(new URL(name, baseUrl).href), `no page links to ${name}`);
  }
});

/** Checks one Atom feed; answers with its language. What is wrong inside its entries goes to `faults`. */
async function checkFeed(url, faults) {
  assert.ok(fileAt(url), `there is no feed ${url}`);
  const feed = await readXml(tab, path.join(folder, fileAt(url)));
  assert.equal(feed.name, 'feed', url);
  assert.equal(feed.namespace, atom, url);
  checkDated(feed, url);
  const links = rel => childrenOf(feed, 'link').filter(({ attributes }) => (attributes.rel ?? 'alternate') === rel).map(({ attributes }) => attributes.href);
  assert.deepEqual(links('self'), [url]);
  assert.ok(links('alternate').length && links('alternate').every(fileAt), `${url}: alternate ${links('alternate')}`);
  const entries = childrenOf(feed, 'entry');
  const author = node => childrenOf(node, 'author').some(person => textOf(person, 'name')?.trim());
  assert.ok(author(feed) || entries.every(author), `${url}: no author, which Atom asks for`);
  assert.equal(new Set(entries.map(entry => textOf(entry, 'id'))).size, entries.length, `${url}: two entries of one id`);
  for (const entry of entries) {
    checkDated(entry, url);
    for (const { attributes } of childrenOf(entry, 'link')) {
      if ((attributes.rel ?? 'alternate') === 'alternate') assert.ok(fileAt(attributes.href), `${url}: entry ${attributes.href}`);
    }
    for (const body of entry.children.filter(({ name, attributes }) => ['content', 'summary'].includes(name) && /html$/.test(attributes.type ?? ''))) {
      const inner = parsePage(url, body.text);
      const where = `${url.slice(baseUrl.length)}, entry ${textOf(entry, 'id')}`;
      const relative = inner.links.filter(link => !URL.canParse(link.url));
      if (relative.length) faults.push(`${where}: ${relative.length} relative addresses, the first ${relative[0].url}`);
      const broken = inner.links.filter(link => link.url.startsWith(baseUrl) && !fileAt(link.url));
      faults.push(...broken.map(link => `${where}: there is no file ${link.url}`));
      faults.push(...inner.inline.map(what => `${where}: ${what}`));
    }
  }
  return feed.attributes['xml:lang'];
}

function checkDated(node, url) {
  assert.ok(URL.canParse(textOf(node, 'id')), `${url}: id ${textOf(node, 'id')} is no IRI`);
  assert.ok(textOf(node, 'title')?.trim(), `${url}: no title`);
  assert.match(textOf(node, 'updated') ?? '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/, `${url}: updated`);
}

test('text that is not XML is found out', async () => {
  await assert.rejects(parseXml(tab, '<feed><title>Råd & stöd</title></feed>'), /not well-formed/);
});

test('an address with nothing at it shows the 404 page, whole, at any depth', async () => {
  const server = await serve(folder, '/a/');
  const fresh = await browser.newPage();
  fresh.setDefaultTimeout(10_000);
  try {
    const take = watch(fresh, server.url);
    for (const missing of ['borta.html', 'djupt/ner/borta.html']) {
      const response = await fresh.goto(server.url + missing);
      assert.equal(response.status(), 404);
      // The answer for the page itself is the one complaint there may be.
      assert.deepEqual((await take()).filter(text => !/status of 404|answer 404: .*borta\.html/.test(text)), []);
      assert.ok(await fresh.evaluate(() => document.styleSheets.length > 0 && document.styleSheets[0].cssRules.length > 0), 'no style sheet');
    }
    assert.deepEqual(server.missing.filter(name => !name.endsWith('/borta.html')), []);
    await fresh.locator('main a[href$="/index.html"]').filter({ visible: true }).first().click();
    await fresh.waitForURL(`${server.url}index.html`);
  } finally {
    await fresh.close();
    await server.close();
  }
});

test('without a base URL there is nothing that needs one', () => {
  const site = bundledSite();
  const bundled = readPages(site, listPages(site));
  assert.deepEqual(listFiles(site).filter(name => /(^|\/)(sitemap|feed|atom)[^/]*\.xml$/.test(name)), []);
  for (const page of bundled.filter(({ isStub }) => !isStub)) {
    assert.deepEqual([...canonicalsOf(page), ...versionsOf(page)].flat().filter(text => /^https?:/.test(text)), [], page.name);
    assert.equal(metaOf(page, 'og:url'), undefined, page.name);
  }
  const missing = bundled.find(({ name }) => name === '404.html');
  assert.ok(missing.links.some(link => link.tag === 'a'), '404.html has no link to the start page');
  assert.deepEqual(missing.links.filter(link => link.tag !== 'a' && !link.url.startsWith('data:')).map(link => link.url), [], '404.html loads what may not be there');
});
