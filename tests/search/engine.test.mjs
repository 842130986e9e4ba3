import assert from "node:assert/strict";
import { test } from "node:test";
import { folder, open } from "./harness.mjs";

const options = { skip: folder ? false : "run through `cargo test --test search`" };
const site = folder ? await open(`${folder}/small`) : null;
const first = async (query) => (await site.urls(query))[0];

test("a small index comes with the root", options, async () => {
  await site.search("socialtjänst");
  assert.deepEqual(site.loaded, []);
});

test("folding helps plain keyboards and confuses no words", options, async () => {
  assert.equal(await first("hora"), "artiklar/ordet-hora.html");
  assert.equal(await first("höra"), "artiklar/att-hora-barn.html");
  assert.ok(!(await site.urls("är ")).includes("artiklar/ar-och-dag.html"));
  assert.equal(await first("år"), "artiklar/ar-och-dag.html");
  assert.equal(await first("begär"), "artiklar/begar.html");
  assert.equal(await first("foraldrabalk"), "artiklar/foraldrabalk.html");
  assert.equal(await first("smittskyddslag"), "artiklar/smittskyddslag.html");
});

test("inflected forms and irregular ones", options, async () => {
  assert.equal(await first("socialtjänstlagens"), "artiklar/socialtjanstlag.html");
  assert.equal(await first("bok "), "artiklar/bocker.html");
  assert.equal(await first("föräldrabalken"), "artiklar/foraldrabalk.html");
});

test("who does something is told from what is done", options, async () => {
  assert.deepEqual(await site.urls("förare "), ["artiklar/forare.html"]);
  assert.ok(!(await site.urls("för ")).includes("artiklar/forare.html"));
  assert.deepEqual(await site.urls("dom "), ["artiklar/domar.html"]);
  // Nobody wrote *domare*: then *dom* is the nearest there is.
  assert.deepEqual(await site.urls("domare "), ["artiklar/domar.html"]);
});

test("a slip is corrected and said", options, async () => {
  for (const [typed, meant, url] of [
    ["socialtjänslag", "socialtjänstlag", "artiklar/socialtjanstlag.html"],
    ["föräldarbalk", "föräldrabalk", "artiklar/foraldrabalk.html"],
    ["evonhsuet", "evonhuset", "stod/evonhuset.html"],
    ["emittskyddslag", "smittskyddslag", "artiklar/smittskyddslag.html"],
  ]) {
    const answer = await site.search(typed);
    assert.equal(answer.corrected, meant);
    assert.equal(answer.results[0].url, `https://example.org/${url}`);
    assert.deepEqual([...answer.missing], []);
  }
});

test("nonsense finds nothing and is not corrected", options, async () => {
  for (const query of ["xqzzkw", "qqqq", "zzzzzzzzzzzz", "…", "", "   ", "<>"]) {
    const { results, total, corrected } = await site.search(query);
    assert.deepEqual([[...results], total, corrected], [[], 0, null], query);
  }
});

test("a word that goes on is found at every letter", options, async () => {
  const word = "socialtjänstlag";
  for (let length = 3; length <= word.length; length++) {
    assert.ok((await site.urls(word.slice(0, length))).includes("artiklar/socialtjanstlag.html"), word.slice(0, length));
  }
});

test("parts of compounds, and compounds nobody wrote", options, async () => {
  assert.equal(await first("skydd mot smitta"), "artiklar/smittskyddslag.html");
  assert.equal(await first("barnanmälan"), "artiklar/socialtjanstlag.html");
});

test("words written apart, and in another order", options, async () => {
  assert.equal(await first("socialtjänst lagens"), "artiklar/socialtjanstlag.html");
  assert.equal(await first("smitt skydds lag"), "artiklar/smittskyddslag.html");
  assert.equal(await first("balk för föräldrar"), "artiklar/foraldrabalk.html");
});

test("after a correction only good pages are shown", options, async () => {
  assert.ok((await site.urls("mottagningen")).length > 1);
  const titles = (await site.search("evonhuset ")).total;
  assert.ok((await site.search("evonhusett ")).total <= titles);
});

test("a page for others comes after, unless its title is asked for", options, async () => {
  assert.deepEqual((await site.urls("anonym umeå")).slice(0, 2), ["stod/samtalsrum.html", "stod/for-andra.html"]);
  assert.equal(await first("samtal i umeå "), "stod/for-andra.html");
});

test("phrases hold word by word", options, async () => {
  assert.deepEqual(await site.urls('"våld i nära relationer"'), ["artiklar/lang.html"]);
  assert.ok((await site.urls("våld i nära relationer")).includes("artiklar/vald.html"));
  assert.deepEqual(await site.urls('"relationer nära våld"'), []);
  assert.equal((await site.search('"våld i nära relationer"')).total, 1);
});

test("synonyms and other names", options, async () => {
  assert.ok((await site.urls("sälja sex")).includes("stod/evonhuset.html"));
  assert.equal(await first("kompetenscentrum"), "stod/evonhuset.html");
});

test("numbers in any spacing", options, async () => {
  for (const query of ["020-390 000", "020390000", "020 390 000", "020-390000"]) {
    assert.equal(await first(query), "stod/nmt.html", query);
  }
  assert.equal(await first("2004:168"), "artiklar/smittskyddslag.html");
});

test("facets count exactly and filter: or within, and between", options, async () => {
  const answer = await site.search("mottagningen");
  assert.equal(answer.facets.type.service, 3);
  assert.equal(answer.facets.region.skane, 1);
  assert.equal((await site.search("mottagningen", { filters: { region: ["skane", "stockholm"] } })).total, 2);
  assert.equal((await site.search("mottagningen", { filters: { region: ["skane"], type: ["article"] } })).total, 0);
  const all = await site.search("", { filters: { type: ["service"] } });
  assert.equal(all.total, 6);
  assert.equal(all.results.length, 6);
  // Counts of a facet do not shrink by its own filter: they say what choosing another value would give.
  const narrowed = await site.search("mottagningen", { filters: { region: ["skane"] } });
  assert.equal(narrowed.facets.region.stockholm, 1);
});

test("in titles: every word stands in the title or in another name", options, async () => {
  assert.equal((await site.search("barn")).total, 3);
  const { results, total, facets } = await site.search("barn", { in: "title" });
  assert.deepEqual(results.map(({ title }) => title), ["Att höra barn"]);
  assert.deepEqual([total, facets.type], [1, { article: 1 }]);
  assert.deepEqual(await site.urls("kompetenscentrum", { in: "title" }), ["stod/evonhuset.html"]);
  assert.deepEqual(await site.urls("rådgivning", { in: "title" }), []);
  assert.deepEqual(await site.urls("evonhuset", { in: "title", filters: { type: ["article"] } }), []);
});

test("soft and: what is missing is said", options, async () => {
  const answer = await site.search("socialtjänstlag xqzzkw");
  assert.deepEqual([...answer.missing], ["xqzzkw"]);
  assert.equal(answer.results[0].title, "Socialtjänstlag (2025:400)");
});

test("excerpts are the densest window, with marks that fit", options, async () => {
  const { results } = await site.search("våld nära relationer");
  const long = results.find(({ url }) => url.endsWith("lang.html"));
  const marked = long.marks.map(([start, end]) => long.excerpt.slice(start, end));
  assert.deepEqual([...marked], ["våld", "nära", "relationer"]);
});

test("words that tell nothing are not marked beside those that do", options, async () => {
  const marked = async (query) => {
    const { excerpt, marks } = (await site.search(query)).results.find(({ url }) => url.endsWith("lang.html"));
    return marks.map(([start, end]) => excerpt.slice(start, end));
  };
  assert.deepEqual(await marked("betydelse för smitta"), ["betydelse", "smitta"]);
  assert.ok((await marked("som")).length > 0);
});

test("a section of a heading alone is found, and the excerpt is of one that says something", options, async () => {
  const [result] = (await site.search("kapitelrubrik")).results;
  assert.equal(result.url, "https://example.org/artiklar/lang.html");
  assert.match(result.excerpt, /\p{L}/u);
});

test("sections are linked to, contact is handed on", options, async () => {
  const { results } = await site.search("evonhuset åldersgräns");
  assert.equal(results[0].contact, "040-10 20 30");
  assert.equal(results[0].sections[0].url, "https://example.org/stod/evonhuset.html#aldersgrans");
});

test("where there are no lists of sections, the texts say which answers best", options, async () => {
  const [result] = (await site.search("våld nära relationer")).results.filter(({ url }) => url.endsWith("lang.html"));
  assert.match(result.excerpt, /våld i nära relationer/);
  const { sections } = (await site.search("anmälan om oro")).results[0];
  assert.deepEqual(sections.map(({ url }) => url), ["https://example.org/artiklar/socialtjanstlag.html#anmalan"]);
});

test("limit counts pages, titles alone need no excerpts", options, async () => {
  const { results, total } = await site.search("mottagningen", { limit: 1, excerpts: false });
  assert.equal(results.length, 1);
  assert.equal(total, 3);
  assert.equal(results[0].excerpt, "");
});

test("long work is sliced, and an overtaken query stops between two slices", options, async () => {
  // A clock by which everything takes longer than a frame.
  const sliced = async (onSlice) => {
    let slices = 0;
    let now = 0;
    const clock = {
      performance: { now: () => (now += 20) },
      setTimeout: (/** @type {() => void} */ goOn) => setTimeout(() => (onSlice((slices += 1)), goOn())),
    };
    const slow = await open(`${folder}/small`, "sv", undefined, clock);
    return { slow, slices: () => slices };
  };
  const whole = await sliced(() => {});
  const answer = await whole.slow.search("mottagningen i stockholm");
  assert.deepEqual(answer, await site.search("mottagningen i stockholm"));
  assert.ok(whole.slices() > 10, `${whole.slices()} slices`);

  const control = new AbortController();
  const cut = await sliced((number) => number === 3 && control.abort(new Error("overtaken")));
  await assert.rejects(cut.slow.search("mottagningen i stockholm", { signal: control.signal }), /overtaken/);
  assert.equal(cut.slices(), 3);
});

test("an overtaken query stops", options, async () => {
  const control = new AbortController();
  control.abort(new Error("overtaken"));
  await assert.rejects(site.search("socialtjänst", { signal: control.signal }), /overtaken/);
});
