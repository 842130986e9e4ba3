// Every page through the Nu HTML checker, in one run, as starting Java takes longer than checking a page.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import test from 'node:test';
import { exampleSite, page } from './lib/example.mjs';
import { assertNone } from './lib/faults.mjs';
import { baseUrlSite, bundledSite, manual } from './lib/site.mjs';

const jar = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar');

/** The checker's errors in all HTML files of the folders, a line each. */
function check(...folders) {
  const options = ['-Xss8m', '-jar', jar, '--errors-only', '--skip-non-html', '--format', 'json', '--exit-zero-always', ...folders];
  return new Promise((resolve, reject) => {
    execFile('java', options, { maxBuffer: 64 << 20 }, (error, _, report) => {
      if (error) return reject(new Error(`${error.message}\n${report}`));
      const where = url => folders.reduce((text, folder) => text.replace(`${folder}/`, ''), decodeURI(url ?? '').replace(/^file:/, ''));
      const near = extract => (extract ? ` … ${extract.replace(/\s+/g, ' ')} …` : '');
      resolve(JSON.parse(report).messages.map(({ url, message, extract }) => `${where(url)}: ${message}${near(extract)}`));
    });
  });
}

test('the Nu HTML checker finds no error on any page', async () => {
  assertNone(await check(bundledSite(), baseUrlSite(), manual()));
});

test('the Nu HTML checker finds an error where there is one', async () => {
  const problems = await check(exampleSite({ 'fel/index.html': page('Start', '<p><ul></ul></p><img>') }));
  assert.ok(problems.some(text => text.includes('No “p” element in scope')), problems.join('\n'));
});
