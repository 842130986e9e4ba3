// A site with too much text for one file of the index, so that its words and texts come in chunks.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { lykta } from './program.mjs';
import { smallSite, temporaryFolder } from './temp.mjs';

/** Words that no language has, always the same for a number. */
const word = number => {
  let text = '';
  for (let rest = (number * 7919) % 15_000; text.length < 9; rest = Math.floor(rest / 5) + 3) text += 'btkmr'[rest % 5] + 'aeiou'[(rest * 3) % 5];
  return text;
};

/** A folder with the sources of a site of many long pages. */
export function largeSite() {
  const root = smallSite({ 'lykta.toml': 'title = "Stor"\nlanguage = "sv"\n' });
  mkdirSync(path.join(root, 'content'));
  for (let page = 0; page < 80; page += 1) {
    const paragraphs = Array.from({ length: 40 }, (_, at) => Array.from({ length: 20 }, (_, i) => word(page * 211 + at * 20 + i)).join(' '));
    writePage(root, `sida-${page}`, `Sida ${word(page + 7)}`, paragraphs.join('\n\n'));
  }
  return root;
}

/** Writes a page of such a site. */
export function writePage(root, stem, title, text) {
  writeFileSync(path.join(root, 'content', `${stem}.md`), `---\ntitle: ${title}\n---\n${text}\n`);
}

/** Builds a site's sources; answers with the folder of the built site. */
export function build(root) {
  const output = temporaryFolder('built');
  const { status, stderr } = spawnSync(lykta, ['build', '--root', root, '--output', output], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return output;
}
