// Every page through html-validate: structure, accessibility and safety as far as the bytes tell.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { HtmlValidate } from 'html-validate';
import { exampleSite, page } from './lib/example.mjs';
import { assertNone } from './lib/faults.mjs';
import { bundledSite, listPages, manual } from './lib/site.mjs';

/** What it says against the minified form, and what is so on purpose. */
const off = [
  // The minifier's form, which is the standard's own.
  'doctype-style', 'attr-quotes', 'no-implicit-button-type', 'no-raw-characters', 'void-style', 'attribute-boolean-style', 'attribute-empty-style',
  // `role=list` keeps a list without bullets a list in VoiceOver; a table's scrolling frame is a region.
  'no-redundant-role', 'prefer-native-element',
  // The main menu is there twice, and only one is ever shown: axe sees which.
  'unique-landmark',
  // The style sheet keeps a number on one line; a title is as long as what it names.
  'tel-non-breaking', 'long-title',
  // The finder answers as one chooses, so it has nothing to submit.
  'wcag/h32',
];
const checker = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended', 'html-validate:a11y'],
  rules: { ...Object.fromEntries(off.map(rule => [rule, 'off'])), 'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit'] }] },
});

/** The checker's errors on every page of the folder, a line each. */
async function check(folder, names = listPages(folder)) {
  const faults = [];
  for (const name of names) {
    const report = await checker.validateString(readFileSync(path.join(folder, name), 'utf8'));
    faults.push(...report.results.flatMap(({ messages }) => messages).map(({ ruleId, message, selector }) => `${name}: ${ruleId}: ${message} ${selector ?? ''}`));
  }
  return faults;
}

for (const [what, folder] of [['the bundled site', bundledSite()], ['the manual', manual()]]) {
  const names = listPages(folder);
  test(`html-validate finds nothing on ${names.length} pages of ${what}`, async () => {
    assertNone(await check(folder, names));
  });
}

test('html-validate finds an error where there is one', async () => {
  const folder = exampleSite({ 'fel.html': page('Fel', '<img src=x.png><p id=a><p id=a><button><a href=#a>x</a></button>') });
  const found = (await check(folder, ['fel.html'])).join('\n');
  for (const rule of [/wcag\/h37/, /no-dup-id/, /element-permitted-content/]) assert.match(found, rule);
});
