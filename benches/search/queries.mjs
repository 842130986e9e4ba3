// Known-item queries made from the titles of any corpus: the same corpus and seed give the same queries.
//
// A query is kept only if its clean form (what the reader means by it) names at most three pages by title;
// all of those are accepted as answers. A title names a word also by another inflection and by a compound
// that it is part of: with fewer letters than that, nobody could tell which page was meant.

/**
 * @typedef {{ url: string, title: string, text: string }} Page
 * @typedef {{ kind: string, query: string, accepted: string[] }} Query
 */

/** Most pages that a clean form may name. */
const MOST = 3;
/** A word counts as attested when it stands in so many places; a rarer one may be a slip itself. */
const ATTESTED = 5;

/** Numbers from 0 up to 1, the same for the same seed. @param {number} seed */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A title without what stands in brackets. @param {string} title */
const clean = (title) => title.replace(/\s*\([^)]*\)/g, "").toLowerCase().trim();
/** @param {string} text */
const wordsOf = (text) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
/** @param {string} word */
const fold = (word) => word.normalize("NFD").replace(/\p{M}/gu, "").replace(/ø/g, "o").replace(/æ/g, "ae");

/** What all inflections of a word begin with. @param {string} word */
const core = (word) => word.slice(0, word.length < 5 ? word.length : Math.max(4, word.length - 3));

/** Endings that are not the last part of a compound. */
const DERIVED = /^(ning|ande|ende|het|else|skap|arna|orna|erna|aren|slag|lig|liga|ligt|iska|ings|nings|ande[nt]s?)/;

/** Another inflection of a noun or an adjective, by the commonest patterns; none where no pattern fits. */
const inflections = {
  sv: [
    [/(lag|balk|ning|stiftelse|förening|skola|process)$/, "$1en"], [/(else|are)$/, "$1n"], [/a$/, "orna"],
    [/(skydd|bidrag|stöd|avtal|arbete|område|register|organ|hus)$/, "$1et"], [/(and|end)e$/, "$1et"],
    [/(lagen|balken|ningen)$/, "$1s"], [/(\p{L}{4})ar$/u, "$1arna"], [/(\p{L}{4})er$/u, "$1erna"],
    [/(\p{L}{4})(ig|lig|isk)$/u, "$1$2a"], [/(\p{L}{4}[^aeiouyåäösnrt])$/u, "$1ens"],
  ],
  en: [[/y$/, "ies"], [/ies$/, "y"], [/(ing|ed)$/, ""], [/(s|x|ch)$/, "$1es"], [/(\p{L}{3})$/u, "$1s"]],
};

/** What stands between the parts of a compound when it is told in words. */
const between = { sv: [" ", " av ", " för ", " i ", " på ", " till "], en: [" ", " of ", " for "] };

/**
 * @param {Page[]} pages
 * @param {string} language
 * @param {{ seed?: number, each?: number }} [options] `each` is how many of each kind, if there are so many
 * @returns {Query[]}
 */
export function generate(pages, language, { seed = 1, each = 120 } = {}) {
  const next = random(seed);
  /** @template T @param {T[]} list */
  const pick = (list) => list[Math.floor(next() * list.length)];
  /** @template T @param {T[]} list */
  const shuffled = (list) => {
    const turned = [...list];
    for (let i = turned.length - 1; i > 0; i--) {
      const j = Math.floor(next() * (i + 1));
      [turned[i], turned[j]] = [turned[j], turned[i]];
    }
    return turned;
  };
  const sorted = [...pages].sort((a, b) => (a.url < b.url ? -1 : 1));

  /** Pages by the words of their titles, and how often each word stands anywhere. */
  const titled = new Map();
  const seen = new Map();
  for (const page of sorted) {
    for (const word of wordsOf(page.title)) titled.set(word, (titled.get(word) ?? new Set()).add(page.url));
    for (const word of wordsOf(`${page.title} ${page.text}`)) seen.set(word, (seen.get(word) ?? 0) + 1);
  }
  const titles = [...titled.keys()].sort();
  const holding = (/** @type {string} */ part) =>
    new Set(titles.filter((one) => one.includes(part)).flatMap((one) => [...titled.get(one)]));
  const both = (/** @type {Set<string>} */ some, /** @type {Set<string>} */ others) =>
    new Set([...some].filter((url) => others.has(url)));
  const named = (/** @type {string[]} */ words) => words.map((word) => holding(core(word))).reduce(both);
  const few = (/** @type {Iterable<string>} */ urls) => {
    const list = [...urls].sort();
    return list.length >= 1 && list.length <= MOST ? list : null;
  };
  const words = titles.filter((word) => /^\p{L}{6,}$/u.test(word) && few(named([word])));

  /** A word that names its pages, alone or with another word of the title: `[changed, other, accepted]`. */
  const places = () => shuffled(words).map((word, number) => {
    const url = pick([...titled.get(word)].sort());
    const page = /** @type {Page} */ (sorted.find((one) => one.url === url));
    const others = wordsOf(clean(page.title)).filter((one) => one !== word && one.length > 3);
    // Every third with a second word beside it.
    const other = number % 3 === 2 && others.length ? pick(others) : "";
    return { word, other, accepted: few(named(other ? [word, other] : [word])) };
  }).filter(({ accepted }) => accepted);

  /** @type {Query[]} */
  const queries = [];
  const take = (/** @type {string} */ kind, /** @type {Iterable<{query: string, accepted: string[]}>} */ made) => {
    const known = new Set();
    for (const { query, accepted } of made) {
      if (known.size >= each) break;
      if (known.has(query)) continue;
      known.add(query);
      queries.push({ kind, query, accepted });
    }
  };
  const beside = (/** @type {string} */ changed, /** @type {string} */ other) => (other ? `${changed} ${other}` : changed);

  take("exact", (function* () {
    for (const { title } of shuffled(sorted)) {
      const query = clean(title);
      const list = wordsOf(query);
      const accepted = list.length && few(named(list));
      if (accepted) yield { query, accepted };
    }
  })());

  take("inflected", (function* () {
    const patterns = inflections[language.slice(0, 2)] ?? [];
    for (const { word, other, accepted } of places()) {
      const pattern = patterns.find(([ending]) => ending.test(word));
      const changed = pattern && word.replace(...pattern);
      if (changed && changed !== word && !titled.has(changed)) yield { query: beside(changed, other), accepted };
    }
  })());

  take("typo", (function* () {
    const letters = language.startsWith("sv") ? "aeiorstnldmkgåäö" : "aeiorstnldmkg";
    for (const { word, other, accepted } of places()) {
      const at = 1 + Math.floor(next() * (word.length - 2));
      const letter = letters[Math.floor(next() * letters.length)];
      const changed = [
        () => word.slice(0, at) + word.slice(at + 1),
        () => word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2),
        () => word.slice(0, at) + letter + word.slice(at + 1),
        () => word.slice(0, at) + letter + word.slice(at),
      ][Math.floor(next() * 4)]();
      // Where the slip gives another word, nobody could tell.
      if (changed !== word && !seen.has(changed)) yield { query: beside(changed, other), accepted };
    }
  })());

  take("prefix", (function* () {
    for (const word of shuffled(words)) {
      for (let length = 4; length < word.length; length++) {
        const begun = word.slice(0, length);
        const accepted = few(new Set(titles.filter((one) => one.startsWith(begun)).flatMap((one) => [...titled.get(one)])));
        if (!accepted) continue;
        yield { query: begun, accepted };
        break;
      }
    }
  })());

  take("compound", (function* () {
    const linked = between[language.slice(0, 2)] ?? [" "];
    const often = (/** @type {string} */ word) => seen.get(word) ?? 0;
    for (const word of shuffled(words)) {
      let best = { head: "", stem: "", tail: "", often: ATTESTED ** 2 };
      for (let at = 4; at <= word.length - 4; at++) {
        const [stem, tail] = [word.slice(0, at), word.slice(at)];
        if (DERIVED.test(tail)) continue;
        for (const head of [stem, stem.replace(/[seoua]$/, ""), stem.replace(/[sou]?$/, "a"), stem.replace(/s$/, "e")]) {
          const product = head.length > 3 ? often(head) * often(tail) : 0;
          if (product > best.often) best = { head, stem, tail, often: product };
        }
      }
      if (!best.head) continue;
      const { head, stem, tail } = best;
      const heads = holding(core(stem));
      const tails = holding(core(tail));
      const { query, accepted } = pick([
        { query: `${tail}${pick(linked)}${head}`, accepted: few(both(heads, tails)) },
        { query: `${head} ${tail}`, accepted: few(both(heads, tails)) },
        { query: head, accepted: few(heads) },
        { query: tail, accepted: few(tails) },
      ]);
      if (accepted) yield { query, accepted };
    }
  })());

  take("ascii", (function* () {
    for (const { word, other, accepted } of places()) {
      const changed = fold(beside(word, other));
      if (changed !== beside(word, other) && /^[\x00-\x7f]+$/.test(changed)) yield { query: changed, accepted };
    }
  })());

  take("number", (function* () {
    for (const { title } of shuffled(sorted)) {
      for (const query of title.match(/\d[\d:.-]*\d/g) ?? []) {
        const accepted = few(sorted.filter((page) => page.title.includes(query)).map(({ url }) => url));
        if (accepted) yield { query, accepted };
      }
    }
  })());

  take("nonsense", (function* () {
    for (let made = 0; made < 4 * each; made++) {
      const query = Array.from({ length: 5 + Math.floor(next() * 5) }, () => pick([..."bcfghjkmpqvwxz"])).join("");
      if (![...seen.keys()].some((word) => word.startsWith(query))) yield { query, accepted: [] };
    }
  })());
  return queries;
}

/**
 * Hand-written queries: `kind, query, accepted` with tabs between; what is accepted is addresses, or numbers
 * such as `1990:52` that the address of a page ends with.
 * @param {string} text
 * @param {Page[]} pages
 * @returns {Query[]}
 */
export function parse(text, pages) {
  return text.trim().split("\n").map((line) => {
    const [kind, query, ids] = line.split("\t");
    const ends = ids.split(" ").map((id) => `-${id.replace(":", "-")}.html`);
    const accepted = pages.filter(({ url }) => ids.split(" ").includes(url) || ends.some((end) => url.endsWith(end)));
    return { kind, query, accepted: accepted.map(({ url }) => url) };
  });
}
