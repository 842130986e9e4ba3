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

test("misspelt words are looked up in the lists by length", options, async () => {
  const site = await open(`${folder}/large`);
  assert.equal((await site.search("tandvråd")).corrected, "tandvård");
  assert.equal((await site.search("randvård")).corrected, "tandvård");
  assert.equal((await site.search("xqzzkw")).corrected, null);
});

test("a slip that the texts share is searched as what was meant, too", options, async () => {
  const site = await open(`${folder}/large`);
  const { corrected, total } = await site.search("tandvårrd ");
  assert.equal(corrected, "tandvård");
  // All, the one with the slip too.
  assert.equal(total, 900);
});

test("an index of another language, of one page, of nothing", options, async () => {
  assert.equal((await (await open(`${folder}/english`, "en")).search("children running")).results[0].title, "A child runs");
  assert.equal((await (await open(`${folder}/english`, "en")).search("cafe")).results[0].title, "Café");
  assert.equal((await (await open(`${folder}/unknown`, "xx")).search("mots")).results[0].title, "Mots");
  assert.equal((await (await open(`${folder}/nothing`, "sv")).search("ord")).total, 0);
});
