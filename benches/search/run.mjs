// Measures the search of a site, and Pagefind on the same pages; see README.md.

import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { serve } from "./host.mjs";
import { cold, quality, typing, warm } from "./measure.mjs";
import { generate, parse } from "./queries.mjs";

const home = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const { chromium } = createRequire(path.join(home, "tests/browser/package.json"))("playwright-core");
const { values: options } = parseArgs({
  options: {
    root: { type: "string", default: home },
    queries: { type: "string" },
    seed: { type: "string", default: "1" },
    each: { type: "string", default: "120" },
    "no-pagefind": { type: "boolean", default: false },
  },
});
const work = path.join(home, "target/search-bench");
const site = path.join(work, "site");
const run = (program, args, cwd = home) => execFileSync(program, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });

/** Bytes of the files below a folder whose names fit. */
function bytesBelow(folder, fits = () => true) {
  if (!existsSync(folder)) return 0;
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && fits(entry.name))
    .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0);
}

function buildSite() {
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  const built = process.env.LYKTA_RELEASE ?? path.join(home, "target/release");
  if (!process.env.LYKTA_RELEASE) run("cargo", ["build", "--quiet", "--release", "--bin", "lykta", "--example", "index"]);
  run(path.join(built, "lykta"), ["build", "--root", options.root, "--output", site]);
  const told = run(path.join(built, "examples/index"), [options.root, path.join(work, "index")]);
  const pages = JSON.parse(readFileSync(path.join(work, "index/pages.json"), "utf8"));
  return { pages, seconds: JSON.parse(told).seconds };
}

/** Pagefind's index of what lies in `main`, beside a copy of the pages. */
function buildPagefind() {
  const tools = path.join(home, "target/search-tools");
  mkdirSync(tools, { recursive: true });
  if (!existsSync(path.join(tools, "node_modules/pagefind"))) run("npm", ["install", "--no-audit", "--no-fund", "--prefix", tools, "pagefind@1"]);
  const copy = path.join(work, "pagefind");
  cpSync(site, copy, { recursive: true });
  writeFileSync(path.join(copy, "bare.html"), `<!doctype html><html lang=sv><title>-</title>`);
  const began = performance.now();
  run(path.join(tools, "node_modules/.bin/pagefind"), ["--site", copy, "--root-selector", "main", "--quiet"]);
  return { copy, seconds: (performance.now() - began) / 1000 };
}

const ask = (/** @type {boolean} */ excerpts) => `async (query, limit) => {
  const found = await lykta.search(query, { limit, excerpts: ${excerpts} });
  return { total: found.total, corrected: found.corrected, urls: found.results.map(({ url }) => decodeURI(url)) };
}`;
const lykta = {
  name: "Lykta",
  page: "index.html",
  field: "input[type=search]",
  open: "lykta.loadSearch()",
  search: ask(true),
  titles: ask(false),
};
const pagefind = {
  name: "Pagefind",
  page: "bare.html",
  open: `import("/pagefind/pagefind.js").then(async (found) => { window.pagefind = found; await found.init(); })`,
  search: `async (query, limit) => {
    const found = await pagefind.search(query);
    const shown = await Promise.all(found.results.slice(0, limit).map((result) => result.data()));
    return { total: found.results.length, corrected: null, urls: shown.map(({ raw_url, url }) => decodeURI(new URL(raw_url ?? url, location.href).href)) };
  }`,
};
pagefind.titles = pagefind.search;

/** Queries of ten words and of the commonest single words: what costs most. */
function hard(pages) {
  const seen = new Map();
  for (const { text } of pages) for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) seen.set(word, (seen.get(word) ?? 0) + 1);
  const common = [...seen].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([word]) => word);
  const long = common.filter((word) => word.length > 4);
  return [...common.slice(0, 20), ...long.slice(0, 20), ...[0, 10, 20, 30].map((at) => long.slice(at, at + 10).join(" "))];
}

/** The first so many queries of each kind. */
function ofEach(queries, count) {
  const kinds = new Set(queries.map(({ kind }) => kind).filter((kind) => kind !== "nonsense"));
  return [...kinds].flatMap((one) => queries.filter(({ kind }) => kind === one).slice(0, count)).map(({ query }) => query);
}

const figure = (/** @type {number} */ value, digits = 0) => (Number.isFinite(value) ? value.toFixed(digits) : "–");

async function measure(engine, folder, browser, queries, pages) {
  const host = await serve(folder);
  const rows = {};
  const kinds = await quality(browser, engine, host, queries);
  for (const [kind, { mrr, first, ten, zero, wrong, count }] of Object.entries(kinds)) {
    rows[`${kind} (${count}): MRR@10 · first · in ten · none · false corrections`] =
      [figure(mrr, 3), figure(first, 2), figure(ten, 2), figure(zero, 2), figure(wrong, 2)].join(" · ");
  }
  const few = ofEach(queries, 6);
  const { bytes, titles, hops } = await cold(browser, engine, host, few);
  rows["cold, five results with excerpts: gzip kB, median · max"] = `${figure(bytes.median / 1000)} · ${figure(bytes.max / 1000)}`;
  rows["serial round trips to titles: median · most · share of two · share with all five"] =
    [titles.median, titles.max, figure(titles.within, 2), figure(titles.five, 2)].join(" · ");
  rows["serial round trips to five excerpts: median · most"] = `${hops.median} · ${hops.max}`;
  const time = await warm(browser, engine, host, [...ofEach(queries, 20), ...hard(pages)]);
  rows["warm query, ms of the thread: p50 · p95 · worst"] = [time.p50, time.p95, time.worst].map((value) => figure(value, 1)).join(" · ");
  rows["the slowest"] = time.slowest;
  if (engine.field) {
    const long = hard(pages).at(-1);
    const { longest } = await typing(browser, host, engine.page, engine.field, [...ofEach(queries, 1), long]);
    rows["longest tasks while typing, ms of the thread"] = longest.map((value) => figure(value)).join(" · ");
  }
  await host.close();
  // The other engine may take long: what is known is kept.
  writeFileSync(path.join(work, `${engine.name}.json`), JSON.stringify(rows, null, 2));
  return rows;
}

const { pages: byLanguage, seconds } = buildSite();
const [language, pages] = Object.entries(byLanguage).sort((a, b) => b[1].length - a[1].length)[0];
const made = generate(pages, language, { seed: Number(options.seed), each: Number(options.each) });
const written = options.queries ? parse(readFileSync(options.queries, "utf8"), pages).map((one) => ({ ...one, kind: `written, ${one.kind}` })) : [];
const browser = await chromium.launch({
  executablePath: process.env.LYKTA_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const search = path.join(site, "search");
const columns = [
  {
    name: lykta.name,
    rows: {
      ...(await measure(lykta, site, browser, [...made, ...written], pages)),
      "index, s": figure(seconds, 2),
      "on disk, MB: without text · text · together": [
        bytesBelow(search, (name) => !/-t\d/.test(name)), bytesBelow(search, (name) => /-t\d/.test(name)), bytesBelow(search),
      ].map((bytes) => figure(bytes / 1e6, 2)).join(" · "),
    },
  },
];
if (!options["no-pagefind"]) {
  const built = buildPagefind();
  columns.push({
    name: pagefind.name,
    rows: {
      ...(await measure(pagefind, built.copy, browser, [...made, ...written], pages)),
      "index, s": figure(built.seconds, 2),
      "on disk, MB: without text · text · together": [
        bytesBelow(path.join(built.copy, "pagefind"), (name) => !name.endsWith(".pf_fragment")),
        bytesBelow(path.join(built.copy, "pagefind"), (name) => name.endsWith(".pf_fragment")),
        bytesBelow(path.join(built.copy, "pagefind")),
      ].map((bytes) => figure(bytes / 1e6, 2)).join(" · "),
    },
  });
}
await browser.close();
console.log(`${pages.length} pages in ${language}, seed ${options.seed}\n`);
console.log(`| | ${columns.map(({ name }) => name).join(" | ")} |\n|---|${"---|".repeat(columns.length)}`);
for (const row of Object.keys(columns[0].rows)) console.log(`| ${row} | ${columns.map(({ rows }) => rows[row] ?? "–").join(" | ")} |`);
