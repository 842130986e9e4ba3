// The checks themselves: a sound site passes them, and each fault is found. A check that cannot fail says nothing.

import assert from 'node:assert/strict';
import test from 'node:test';
import { exampleSite, page } from './lib/example.mjs';
import { pageProblems, parsePage } from './lib/html.mjs';
import { checkLinks, unreachablePages } from './lib/links.mjs';
import { serve } from './lib/server.mjs';
import { pagesByKind } from './lib/site.mjs';

const problemsWith = files => checkLinks(exampleSite(files)).problems;

test('a sound site has no broken link', () => {
  const { problems, pages, checked } = checkLinks(exampleSite());
  assert.deepEqual(problems, []);
  assert.deepEqual(pages.flatMap(pageProblems), []);
  assert.deepEqual(unreachablePages(pages), []);
  assert.ok(checked >= 6);
});

for (const [what, body, expected] of [
  ['a missing file', '<a href=borta.html>x</a>', /there is no file borta\.html/],
  ['a folder', '<a href=./>x</a>', /there is no file/],
  ['a missing id on another page', '<a href="a%20o.html#finns-inte">x</a>', /no id "finns-inte" in a o\.html/],
  ['a missing id on the page', '<a href=#finns-inte>x</a>', /no id "finns-inte" on this page/],
  ['an absolute path', '<a href=/index.html>x</a>', /root of the host/],
  ['a path out of the folder', '<a href=../index.html>x</a>', /leaves the folder/],
  ['a query', '<a href="index.html?q=x">x</a>', /has a query/],
  ['an empty address', '<a href="">x</a>', /is empty/],
  ['a script address', '<a href="javascript:x()">x</a>', /kind javascript:/],
  ['a missing picture', '<img src=borta.png alt="">', /there is no file borta\.png/],
  ['a missing picture of a set', '<img src=prick.svg srcset="prick.svg 1x, borta.png 2x" alt="">', /there is no file borta\.png/],
  ['a picture from elsewhere', '<img src=https://example.org/x.png alt="">', /loads from another host/],
  ['a script from elsewhere', '<script src=//example.org/x.js></script>', /loads from another host/],
  ['a missing icon', '<svg><use href=prick.svg#q></use></svg>', /no id "q" in prick\.svg/],
  ['a link inside noscript', '<noscript><a href=borta.html>x</a></noscript>', /there is no file borta\.html/],
]) {
  test(`the link checker finds ${what}`, () => {
    const problems = problemsWith({ 'index.html': page('Start', `<a href="a%20o.html">x</a>${body}`) });
    assert.equal(problems.length, 1, problems.join('\n'));
    assert.match(problems[0], expected);
  });
}

test('the link checker reads style sheets', () => {
  assert.match(problemsWith({ 'stil.css': 'h1{background:url(borta.svg)}' })[0], /stil\.css: url\(borta\.svg\): there is no file/);
});

test('the 404 page of a site with an address may use its path', () => {
  const site = exampleSite({ '404.html': page('Saknas', '<a href=/a/index.html>hem</a><a href=/b/index.html>bort</a>') });
  const { problems } = checkLinks(site, { home: 'https://example.org/a/' });
  assert.equal(problems.length, 1);
  assert.match(problems[0], /is outside \/a\//);
});

test('pages that nothing links to are found', () => {
  const { pages } = checkLinks(exampleSite({ 'ensam.html': page('Ensam'), '404.html': page('Saknas') }));
  assert.deepEqual(unreachablePages(pages), ['ensam.html']);
});

test('the faults of a single page are found', () => {
  const html = page('Start', '<h1>Två</h1><p style="color:red" onclick="x()"><script>x()</script>').replace("'self'", '*');
  const problems = pageProblems(parsePage('x.html', html)).join('\n');
  for (const expected of [/2 h1/, /policy is/i, /refuses style= on <p>/, /refuses onclick=/, /refuses <script> without src/]) {
    assert.match(problems, expected);
  }
});

test('a stub may have a stricter policy, and no looser one', () => {
  const stub = policy => pageProblems(parsePage('x.html',
    `<html lang=sv><meta http-equiv=refresh content="0; url=y.html"><meta http-equiv=content-security-policy content="${policy}"><title>x</title>`));
  assert.deepEqual(stub("default-src 'none'; style-src 'self'"), []);
  assert.equal(stub("default-src 'none'; style-src *").length, 1);
  assert.equal(stub("style-src 'self'").length, 1);
});

test('pages are sorted into kinds by where they lie', () => {
  const kinds = pagesByKind(['index.html', 'sok.html', 'stod/index.html', 'stod/a.html', 'stod/b/c.html', 'en/index.html', 'en/stod/a.html']);
  assert.deepEqual([...kinds.keys()], ['index.html', 'sok.html', 'stod/index', 'stod/*', 'en index.html', 'en stod/*']);
});

test('the server serves files and nothing else', async () => {
  const server = await serve(exampleSite({ '404.html': page('Saknas'), 'd/index.html': page('D') }), '/a/');
  try {
    const get = async name => {
      const response = await fetch(new URL(name, server.url));
      return `${response.status} ${response.headers.get('content-type')} ${/<h1>(.*?)</.exec(await response.text())?.[1]}`;
    };
    assert.equal(await get('a%20o.html'), '200 text/html; charset=utf-8 Ålder');
    assert.equal(await get('stil.css'), '200 text/css; charset=utf-8 undefined');
    for (const missing of ['d/', 'd', 'index', '', '/', '/b/index.html', '%2e%2e%2fx', 'borta.html']) {
      assert.equal(await get(missing), '404 text/html; charset=utf-8 Saknas', missing);
    }
    assert.equal(server.missing.length, 8);
  } finally {
    await server.close();
  }
});
