// Whatever is asked of whatever corpus: an answer, for a bounded amount of work. Times are told and decide nothing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { folder, open } from "./harness.mjs";

const options = { skip: folder ? false : "run through `cargo test --test search`" };
const words = (count, word) => Array.from({ length: count }, (_, number) => word(number)).join(" ");

const bad = {
  "one word of ten thousand letters": "a".repeat(10_000),
  "one word of ten thousand letters beyond ASCII": "å".repeat(10_000),
  "ten thousand marks on a letter": "a" + "\u0301".repeat(10_000),
  "one word again and again": "tandvård ".repeat(2_500),
  "very many words": words(2_000, (number) => `ordet${number}`),
  "very many slips": words(2_000, (number) => `tandvrdå${"abcdefghij"[number % 10]}`),
  "very many words that nothing holds": words(2_000, (number) => `xq${"zkw".repeat((number % 7) + 1)}`),
  "hyphens": "om-vuxna-".repeat(1_000),
  "a phrase without an end": `"${"om tandvård för vuxna och barn ".repeat(300)}`,
  "very many phrases": '"om" "tandvård" "för" "vuxna" '.repeat(300),
  "only quotes": '"'.repeat(10_000),
  "only punctuation": ".,;:!?'()[]{}%$&*".repeat(600),
  "control characters": "\u0000\u0007\u001f\u202e\u2028\u0301\u0301",
  "lone surrogates": "\ud800 a\udc00b \udfff",
  "markup": "<img src=x onerror=alert(1)>".repeat(300),
  "unspaced script": "日本語".repeat(3_000),
};

/** So many times a query may look whether a frame is over, between two slices of its work. */
const MOST_SLICES = 3_000;
/** So many letters of chunks it may load: what it decompresses and reads follows from that. */
const MOST_LOADED = 1_500_000;

for (const [name, query] of Object.entries(bad)) {
  test(`bad input: ${name}`, options, async (t) => {
    for (const size of ["small", "large"]) {
      let slices = 0;
      const clock = { performance: { now: () => (slices++, 0) } };
      let letters = 0;
      const count = (_name, script) => ((letters += script.length), script);
      const site = await open(`${folder}/${size}`, "sv", count, clock);
      const all = await site.search(query);
      assert.ok(all.results.length <= 10 && all.missing.length <= 16);
      assert.ok(slices <= MOST_SLICES, `${slices} slices`);
      assert.ok(letters <= MOST_LOADED, `${letters} letters`);
      const cold = site.loaded.length;
      assert.ok(cold <= 200, `${cold} chunks`);
      assert.equal(new Set(site.loaded).size, cold, "no chunk is loaded twice");
      const began = performance.now();
      assert.deepEqual(await site.search(query), all, "the same again");
      assert.equal(site.loaded.length, cold);
      t.diagnostic(`${size}: ${cold} chunks of ${letters} letters, ${slices} slices, then ${(performance.now() - began).toFixed(1)} ms`);
    }
  });
}

test("a corpus of one page, of an empty page, of a word of a million letters", options, async () => {
  const one = await open(`${folder}/one-page`);
  assert.deepEqual(await one.urls("lykta"), ["a.html"]);
  assert.deepEqual(await one.urls("lyser"), ["a.html"]);
  assert.deepEqual(await one.urls("mörker"), []);
  const empty = await open(`${folder}/empty-page`);
  assert.deepEqual([await empty.urls("lykta"), await empty.urls("")], [[], []]);
  const long = await open(`${folder}/long-word`);
  for (const query of ["ö".repeat(64), "ö".repeat(1_000), "ööööö", "före", "efter"]) {
    const { results } = await long.search(query);
    assert.equal(results.length, 1, query.slice(0, 9));
    assert.ok(results[0].excerpt.length < 300, "an excerpt stays short");
  }
});
