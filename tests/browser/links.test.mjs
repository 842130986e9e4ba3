// The built files, read without a browser: what each page must have, and where every link leads.

import assert from 'node:assert/strict';
import test from 'node:test';
import { assertNone } from './lib/faults.mjs';
import { pageProblems } from './lib/html.mjs';
import { checkLinks, unreachablePages } from './lib/links.mjs';
import { baseUrl, baseUrlSite, bundledSite } from './lib/site.mjs';

for (const [name, site, options] of [
  ['bundled site', bundledSite(), {}],
  ['site with a base URL', baseUrlSite(), { home: baseUrl }],
]) {
  const { problems, pages, checked } = checkLinks(site, options);

  test(`${name}: every link names a file and every fragment an id (${checked} links on ${pages.length} pages)`, () => {
    assert.ok(pages.length > 50 && checked > 1000, 'there is not much of a site');
    assertNone(problems);
  });

  test(`${name}: every page has a title, a language, one h1 and the policy, and nothing that the policy refuses`, () => {
    assertNone(pages.flatMap(pageProblems));
  });

  test(`${name}: every page is reached from the start page by links alone`, () => {
    assertNone(unreachablePages(pages).map(name => `${name}: no link leads here`));
  });
}
