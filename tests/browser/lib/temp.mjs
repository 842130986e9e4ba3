// Folders that go when the tests end.

import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const made = [];
process.on('exit', () => made.forEach(folder => rmSync(folder, { recursive: true, force: true })));

/** An empty folder of that name. */
export function temporaryFolder(name) {
  const outer = mkdtempSync(path.join(os.tmpdir(), 'lykta-'));
  made.push(outer);
  const folder = path.join(outer, name);
  mkdirSync(folder);
  return folder;
}

/** A copy of the site where a person might put it: in a folder with spaces and letters beyond ASCII in its name. */
export function copyOf(site) {
  const folder = temporaryFolder('Våra sidor på minnet (kopia), åäö ÅÄÖ');
  cpSync(site, folder, { recursive: true });
  return folder;
}

/**
 * A small site made of `files`, for tests of the tests.
 * @param {Record<string, string>} files content by path
 */
export function smallSite(files) {
  const folder = temporaryFolder('site');
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return folder;
}
