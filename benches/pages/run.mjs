// Weights of the pages, and Lighthouse's judgement of one of each kind; see ../pages.sh.

import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { pageOfEachKind } from '../../tests/browser/lib/kinds.mjs';
import { serve } from '../../tests/browser/lib/server.mjs';
import { listPages } from '../../tests/browser/lib/site.mjs';
import { partPages } from '../../tests/browser/lib/walk.mjs';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const site = path.resolve(repository, process.env.LYKTA_SITE);
const kinds = pageOfEachKind(site, partPages(site, listPages(site)).pages);
const categories = ['performance', 'accessibility', 'best-practices', 'seo'];
const goals = { start: 40_000, script: 3_000 };
const missed = [];

/** What a page loads before anybody searches: its HTML, and the files that its head names. */
function weigh(name) {
  const html = readFileSync(path.join(site, name), 'utf8');
  const files = pattern => [...html.matchAll(pattern)].map(([, url]) => path.join(site, path.posix.join(path.posix.dirname(name), url)));
  const size = paths => paths.filter(existsSync).reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
  const styles = files(/<link[^>]+href="?([^"\s>]+\.css)/g);
  const scripts = files(/<script[^>]+src="?([^"\s>]+)/g);
  const icons = files(/<link[^>]+href="?([^"\s>]+\.svg)/g);
  const parts = { html: gzipSync(html).length, css: size(styles), js: size(scripts), icon: size(icons) };
  return { ...parts, all: Object.values(parts).reduce((sum, part) => sum + part), first: 1 + styles.length };
}

/**
 * Lighthouse's four marks, and what it would mend. It asks for robots.txt from inside the page, which the page's policy
 * refuses as it does all such requests, so that one audit is left out and the file asked for here.
 */
async function lighthouse(address, profile) {
  const tool = path.join(repository, 'target/lighthouse/node_modules/lighthouse/cli/index.js');
  const flags = [
    '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', `--user-data-dir=${profile}`,
  ];
  const options = [tool, address, '--quiet', '--output=json', `--only-categories=${categories}`, '--skip-audits=robots-txt', `--chrome-flags=${flags.join(' ')}`];
  const { stdout } = await promisify(execFile)(process.execPath, options, {
    maxBuffer: 64 << 20, timeout: 240_000,
    env: { ...process.env, CHROME_PATH: process.env.LYKTA_CHROMIUM ?? '/usr/bin/chromium' },
  });
  const report = JSON.parse(stdout);
  const marks = categories.map(category => Math.round(report.categories[category].score * 100));
  const mend = categories.flatMap(category => report.categories[category].auditRefs)
    .filter(({ id, weight }) => weight && report.audits[id].score !== null && report.audits[id].score < 0.9)
    .map(({ id }) => `${id} ${report.audits[id].displayValue ?? ''}`.trim());
  return { marks, shift: report.audits['cumulative-layout-shift'].numericValue, mend };
}

const middle = numbers => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

/** Its judgement; of a page that misses a mark three, of which the middle counts: another program may have had the time. */
async function judge(address, profile, judged) {
  const first = await lighthouse(address, profile);
  if (first.marks.slice(0, judged).every(mark => mark === 100)) return first;
  const all = [first, await lighthouse(address, profile), await lighthouse(address, profile)];
  const marks = categories.map((_, at) => middle(all.map(({ marks }) => marks[at])));
  return { marks, shift: Math.max(...all.map(({ shift }) => shift)), mend: [...new Set(all.flatMap(({ mend }) => mend))] };
}

const row = (cells, widths) => cells.map((cell, at) => (at ? String(cell).padStart(widths[at]) : String(cell).padEnd(widths[at]))).join('  ');
const widths = [26, 8, 8, 8, 8, 8, 16];
console.log(row(['bytes, gzip', 'HTML', 'CSS', 'script', 'icon', 'all', 'before painting'], widths));
for (const [kind, name] of kinds) {
  const { html, css, js, icon, all, first } = weigh(name);
  console.log(row([kind, html, css, js, icon, all, `${first} requests`], widths));
  if (kind === 'start' && all > goals.start) missed.push(`${name} weighs ${all} bytes`);
  if (js > goals.script) missed.push(`${name} has ${js} bytes of script`);
  if (first > 2) missed.push(`${name} asks ${first} times before it is painted`);
}

if (process.env.LIGHTHOUSE !== 'no') {
  console.log(`\n${row(['Lighthouse, mobile', ...categories, 'shift'], [26, 12, 14, 15, 5, 8])}`);
  const server = await serve(site, '/', { compress: true });
  const profile = mkdtempSync(path.join(os.tmpdir(), 'lykta-lighthouse-'));
  try {
    const robots = await fetch(`${server.url}robots.txt`);
    if (!robots.ok || !/^User-agent: \*$/m.test(await robots.text())) missed.push('robots.txt is not there, or not valid');
    for (const [kind, name] of kinds) {
      // What is missing is not judged.
      if (kind === 'missing') continue;
      // Search engines are told to leave the search page out.
      const judged = kind === 'search' ? 3 : 4;
      const { marks, shift, mend } = await judge(server.url + name, profile, judged);
      console.log(row([kind, ...marks, shift.toFixed(3)], [26, 12, 14, 15, 5, 8]) + (mend.length ? `  ${mend.join(', ')}` : ''));
      if (marks.slice(0, judged).some(mark => mark < 100)) missed.push(`${name}: ${marks}`);
      if (shift > 0) missed.push(`${name} moves by ${shift}`);
    }
  } finally {
    await server.close();
    rmSync(profile, { recursive: true, force: true });
  }
}
console.log(missed.length ? `\nmissed:\n  ${missed.join('\n  ')}` : '\nall goals hold');
process.exitCode = missed.length ? 1 : 0;
