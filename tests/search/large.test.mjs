import assert from "node:assert/strict";
import { test } from "node:test";
import { folder, open } from "./harness.mjs";

const options = { skip: folder ? false : "run through `cargo test --test search`" };

test("a large index loads only what the query needs", options, async () => {
  const site = await open(`${folder}/large`);
  const { results } = await site.search("ordet700 ", { limit: 3 });
  assert.match(results[0].title, /ordet700/);
  assert.ok(site.loaded.length <= 5, site.loaded.join(" "));
});

test("all titles are there after the chunks of the words alone", options, async () => {
  for (const query of ["ordet700 ", "ordet31 tandvård", "sida", "vuxna barn"]) {
    const site = await open(`${folder}/large`);
    const { results, total } = await site.search(query, { limit: 5, excerpts: false });
    assert.equal(site.trips(), 1, query);
    assert.equal(results.length, Math.min(5, total), query);
    const whole = (await site.search(query, { limit: 5 })).results;
    assert.deepEqual(results.map(({ url, title }) => [url, title]), whole.map(({ url, title }) => [url, title]));
    assert.equal(site.trips(), 2, "the texts come together");
  }
});

test("titles come back as they were", options, async () => {
  const site = await open(`${folder}/large`);
  const { title, url } = (await site.search("ёлка ", { limit: 1, excerpts: false })).results[0];
  assert.equal(title, "Ёлка 日本語 ภาษา عربى 👩‍👩‍👧 aaaaaaaaaaaaaaaa 12:12 (13)");
  assert.equal(url, "https://example.org/p12.html");
});

test("a misspelt word of a title costs no round trip more", options, async () => {
  for (const [query, meant] of [
    ["skogsbrku ", "skogsbruk"], ["kogsbruk ", "skogsbruk"], ["zkogsbruk ", "skogsbruk"], ["fröordning ", "förordning"],
    ["skgosbru", "skogsbruk"],
  ]) {
    const site = await open(`${folder}/large`);
    const { results, corrected } = await site.search(query, { limit: 1, excerpts: false });
    assert.equal(corrected, meant);
    assert.equal(results[0].title, "Förordning om skogsbruk");
    assert.equal(site.trips(), 1, query);
  }
});

test("where there are too many titles, some begin to show after the chunks of the words alone", options, async () => {
  const site = await open(`${folder}/vast`);
  for (const query of ["ordet700 ", "ordet31 tandvård", "sida"]) {
    const { results, total } = await site.search(query, { limit: 5, excerpts: false });
    assert.ok(results.length >= 1 && results.length <= total, query);
    const all = (await (await open(`${folder}/vast`)).search(query, { limit: 5 })).results;
    assert.deepEqual(results.map(({ url }) => url), all.slice(0, results.length).map(({ url }) => url), "the first of all");
  }
  assert.deepEqual(site.loaded.filter((name) => /-t/.test(name)), [], "no texts are needed");
});

test("of a long query the words that every page holds are passed over", options, async () => {
  const common = "om tandvård för vuxna och barn sida mer";
  const short = await open(`${folder}/large`);
  await short.search("ordet700 ordet31 ");
  const long = await open(`${folder}/large`);
  const { results, missing } = await long.search(`${common} ordet700 ordet31 `);
  assert.deepEqual(results.slice(0, 2).map(({ title }) => title).sort(), ["Sida ordet31", "Sida ordet700"]);
  assert.deepEqual(missing, []);
  const words = (site) => site.loaded.filter((name) => /-w/.test(name)).sort();
  assert.deepEqual(words(long), words(short), "nothing is loaded for them");
  // Nine of them and nothing else: then some have to do.
  assert.ok((await long.search(`${common} ordet mer i`)).total > 0);
});

test("a chunk that is gone or damaged is told, and the rest works", options, async () => {
  for (const [code, change] of [
    ["missing", () => null],
    ["damaged", (_name, script) => script.slice(0, script.length / 2)],
    ["damaged", (_name, script) => script.replace(/,"..../, ',"AAAA')],
  ]) {
    let broken = true;
    const site = await open(`${folder}/large`, "sv", (name, script) =>
      broken && /-t/.test(name) ? change(name, script) : script);
    await assert.rejects(site.search("ordet700 "), { code });
    broken = false;
    assert.match((await site.search("ordet700 ")).results[0].title, /ordet700/);
  }
});

for (const size of ["large", "vast"]) {
  test(`misspelt words are looked up in the lists by length: ${size}`, options, async () => {
    const site = await open(`${folder}/${size}`);
    assert.equal((await site.search("tandvråd")).corrected, "tandvård");
    assert.equal((await site.search("randvård")).corrected, "tandvård");
    assert.equal((await site.search("xqzzkw")).corrected, null);
  });

  test(`a slip that the texts share is searched as what was meant, too: ${size}`, options, async () => {
    const site = await open(`${folder}/${size}`);
    const { corrected, total } = await site.search("tandvårrd ");
    assert.equal(corrected, "tandvård");
    // All, the one with the slip too.
    assert.equal(total, 900);
  });
}

test("an index of another language, of one page, of nothing", options, async () => {
  assert.equal((await (await open(`${folder}/english`, "en")).search("children running")).results[0].title, "A child runs");
  assert.equal((await (await open(`${folder}/english`, "en")).search("cafe")).results[0].title, "Café");
  assert.equal((await (await open(`${folder}/unknown`, "xx")).search("mots")).results[0].title, "Mots");
  assert.equal((await (await open(`${folder}/nothing`, "sv")).search("ord")).total, 0);
});
