// Times the finder in a browser: how long the page's thread works at a choice. See README.md.

import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { openBrowser } from '../../tests/browser/lib/browser.mjs';
import { build } from '../../tests/browser/lib/large.mjs';
import { write } from './site.mjs';

const number = Number(process.argv[2] ?? 5000);
const root = mkdtempSync(path.join(os.tmpdir(), 'lykta-finder-'));
write(root, number);
const address = pathToFileURL(path.join(build(root), 'stod/index.html')).href;
const browser = await openBrowser();

/** A page that has been read in: nobody chooses before the form has been read. */
async function open() {
  const tab = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await tab.goto(address, { timeout: 300_000, waitUntil: 'load' });
  // Who comes near the form has the script loaded, which counts what is open now.
  await tab.locator('.finder-form input').first().focus({ timeout: 300_000 });
  await tab.waitForFunction(() => document.querySelector('[name=open]').parentElement.querySelector('[data-count]').textContent, null, { timeout: 300_000 });
  await tab.waitForTimeout(3000);
  return tab;
}

/** Makes a choice, and waits until all that it sets off has been painted. */
const choose = (tab, choice) => tab.evaluate(({ name, value }) => new Promise(done => {
  const form = document.querySelector('.finder-form');
  const input = form.querySelector(`[name=${name}][value="${value}"]`);
  if (name === 'place') { form.elements.place.value = value; form.elements.place.dispatchEvent(new Event('input', { bubbles: true })); }
  else input.click();
  let frames = 0;
  const next = () => { frames += 1; if (frames < 12) requestAnimationFrame(next); else done(frames); };
  requestAnimationFrame(next);
}), choice);

/** The tasks of the page's thread, in milliseconds of its own CPU time. */
async function tasks(tab, choice) {
  await browser.startTracing(tab, { categories: ['toplevel', 'devtools.timeline', '__metadata'] });
  await choose(tab, choice);
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const main = new Set(traceEvents.filter(event => event.name === 'thread_name' && event.args.name === 'CrRendererMain').map(({ pid, tid }) => `${pid} ${tid}`));
  const run = traceEvents.filter(event => event.name.endsWith('RunTask') && main.has(`${event.pid} ${event.tid}`) && event.tdur);
  return run.map(event => event.tdur / 1000).sort((a, b) => b - a);
}

const choices = [
  { name: 'age', value: 'any' }, { name: 'place', value: '1480' }, { name: 'channel', value: 'chat' }, { name: 'anonymous', value: 'yes' },
  { name: 'open', value: 'now' }, { name: 'group', value: 'female' }, { name: 'way_in', value: 'self' }, { name: 'channel', value: 'chat' },
  { name: 'role', value: 'professionals' }, { name: 'place', value: '12' }, { name: 'place', value: 'any' }, { name: 'role', value: 'exposed' },
  { name: 'anonymous', value: 'yes' }, { name: 'open', value: 'now' }, { name: 'group', value: 'female' }, { name: 'way_in', value: 'any' },
];
const print = (what, times) => {
  times.sort((a, b) => a - b);
  console.log(`${what}: median ${times[times.length >> 1].toFixed(1)} ms, worst ${times.at(-1).toFixed(1)} ms`);
};
/** The longest task of a choice. */
const longest = async (tab, choice) => {
  const found = await tasks(tab, choice);
  if (process.env.EACH) console.log(choice.name, choice.value, found.slice(0, 4).map(ms => ms.toFixed(1)).join(' '));
  return found[0];
};

console.log(`${number} records; the longest task of each choice, CPU time`);
const first = [];
for (const choice of choices.slice(1, 7)) {
  const tab = await open();
  first.push(await longest(tab, choice));
  await tab.close();
}
print(`the first choice of ${first.length} pages`, first);
const later = [];
const tab = await open();
await longest(tab, choices[1]);
for (let turn = 0; turn < 3; turn += 1) for (const choice of choices) later.push(await longest(tab, choice));
print(`${later.length} later choices`, later);
await browser.close();
rmSync(root, { recursive: true });
