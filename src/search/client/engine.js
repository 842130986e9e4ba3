/**
 * @typedef {object} SearchOptions
 * @property {number} [limit] how many pages
 * @property {Record<string, string[]>} [filters] facets: one of the values, and of every facet
 * @property {"title"} [in] only pages whose title, or another name, holds every word
 * @property {AbortSignal} [signal] a newer query takes over
 * @property {boolean} [excerpts] false for titles alone, and as many of them as can be shown at once
 */

/**
 * @typedef {Excerpt & {url: string, title: string, type: string, score: number, contact: string,
 *   missing: string[], sections: (Excerpt & {url: string, title: string})[]}} Result
 */

/**
 * @typedef {object} Answer
 * @property {Result[]} results
 * @property {number} total
 * @property {Record<string, Record<string, number>>} facets
 * @property {string | null} corrected
 * @property {string[]} missing
 */

/** Of a query so much is looked at: words, letters, and quoted phrases with so many words. */
const MOST_TERMS = 16;
/** Of a longer query the words that stand on very many pages are passed over: each costs much and tells little. */
const MOST_COMMON = 8;
const MOST_LETTERS = 1000;
const MOST_PHRASES = 4;
const MOST_PHRASE_WORDS = 12;
/** So many words of it may be slips: to look for what was meant costs the most. */
const MOST_SLIPS = 6;
const FRAME = 8;

/**
 * Opens an index.
 * @param {any[]} parts what the root file handed over
 * @param {(name: string) => Promise<string>} load loads a chunk by its name
 * @param {string} base the site's root, with which results' addresses begin
 */
async function createEngine(parts, load, base) {
  const [head, packed, inline, stem] = parts;
  if (head.format !== 4) throw failure("format");
  const titles = inline.titles ? await readTitles(await unpack(inline.titles), createBreathing()) : [];
  const store = new Store(head, await unpack(packed), inline, titles, load);
  const analysis = createAnalysis({ ...head, stem });
  // Taken apart while the reader types.
  const wordsOfTitles = titles.length ? titleWords(titles, analysis, createBreathing()) : null;

  /**
   * @param {string} query
   * @param {SearchOptions} [options]
   * @returns {Promise<Answer>}
   */
  async function search(query, options = {}) {
    const { limit = 10, filters = {}, in: field, signal, excerpts = true } = options;
    const breathe = createBreathing(signal);
    const asked = parse(analysis, String(query).slice(0, MOST_LETTERS), store.common);
    const terms = await findAll(asked.terms, breathe);
    const missing = terms.filter((term) => !term.found.length).map((term) => term.typed);
    const known = terms.filter((term) => term.found.length);
    const corrected = terms.some((term) => term.corrected)
      ? terms.map((term) => term.corrected || term.typed).join(" ")
      : null;
    const filtered = createFilter(store, filters);
    const phrases = asked.phrases.map((words) => ({
      words,
      places: placesOf(words.flatMap((word) => terms.filter((term) => term.text === word)), store.firsts),
    }));
    const titled = field === "title" ? titledWith(known, head.pages) : null;
    const possible = (/** @type {number} */ page) => (!titled || titled[page] === 1) && phrases.every(({ places }) => places.has(page));
    let { ranked, all } = terms.length
      ? await rank(store, analysis, known, possible, filtered, breathe)
      : everything(filtered);
    if (phrases.length) {
      const { kept, refuted } = await verifyPhrases(store, analysis, ranked, phrases, breathe);
      all = all.filter((page) => !refuted.has(page));
      ranked = kept;
    }
    const total = filtered.active ? all.filter(filtered.allowed).length : all.length;
    const best = ranked.slice(0, limit);
    // Titles alone are wanted at once: as many of the first as need no other round trip.
    const atHand = excerpts ? 0 : best.findIndex(({ page }) => !store.heads[page]);
    const results = await show(atHand > 0 ? best.slice(0, atHand) : best, known, excerpts, breathe);
    return { results, total, facets: filtered.count(all), corrected, missing };
  }

  /**
   * All pages, for a search by facets alone.
   * @param {Filter} filter
   */
  function everything(filter) {
    const all = filter.active ? range(0, head.pages) : [];
    return { all, ranked: all.filter(filter.allowed).map((page) => ({ page, score: 0, covered: 1, sections: [], lacks: [] })) };
  }

  /** @param {Term} term */
  async function find(term) {
    const numbers = chunksOf(store, analysis, term);
    const chunks = await Promise.all(numbers.map((number) => store.words(number)));
    term.found = findClasses(chunks, analysis, term);
    return chunks;
  }

  /**
   * Finds the classes of all terms. What the corpus lacks is taken for its parts, for a slip, or for a
   * compound that nobody wrote before, in this order.
   * @param {Term[]} terms
   * @param {() => Promise<void>} breathe
   * @returns {Promise<Term[]>}
   */
  async function findAll(terms, breathe) {
    const joins = joinsOf(terms);
    const [chunks, titled] = await Promise.all([
      Promise.all(terms.map(find)),
      guessAhead(terms),
      Promise.all(joins.map(({ term }) => find(term))),
    ]);
    addJoined(joins);
    addCompounds(terms, chunks, analysis);
    let slips = 0;
    const found = await Promise.all(
      terms.map(async (term, number) => {
        if (term.found.length) {
          if (isDoubtful(term, head.pages) && slips++ < MOST_SLIPS) await addMeant(term, chunks[number], titled[number], breathe);
          return [term];
        }
        if (term.parts.length) {
          return findAll(term.parts.map((text) => newTerm(text, text, false)), breathe);
        }
        return (slips++ < MOST_SLIPS && (await respell(term, chunks[number], titled[number], breathe))) || [term];
      }),
    );
    return found.flat();
  }

  /**
   * Words of titles that may be meant, where all titles are at hand. Their chunks are asked for beside those of
   * the terms: a slip costs no round trip more.
   * @param {Term[]} terms
   * @returns {Promise<(Guess | null)[]>}
   */
  async function guessAhead(terms) {
    const words = await wordsOfTitles;
    if (!words) return [];
    let most = MOST_SLIPS;
    return Promise.all(
      terms.map(async (term) => {
        if (!isLong(term) || words.has(term.text) || most-- <= 0) return null;
        const guess = guessAmong(term, words.values(), goesOn(term));
        if (guess && guess.cost <= ONE_SLIP) await find(newTerm(guess.word, term.typed, term.prefix));
        return guess;
      }),
    );
  }

  /**
   * Adds what was meant by a word that hardly any page holds, if that is a far more common one.
   * @param {Term} term
   * @param {WordChunk[]} near
   * @param {Guess | null} titled
   * @param {() => Promise<void>} breathe
   */
  async function addMeant(term, near, titled, breathe) {
    let guess = better(guessNear(term, near), titled);
    if (!wordsOfTitles && (!guess || guess.cost > 1)) guess = better(guess, await guessFar(store, term, breathe));
    if (!guess || guess.cost > 1) return;
    const meant = newTerm(guess.word, term.typed, term.prefix);
    await find(meant);
    const known = new Set(term.found.map(({ of }) => of));
    const more = meant.found.filter(({ of }) => !known.has(of));
    if (more.every(({ of }) => postingsOf(of).pages.length < RARE * COMMONER)) return;
    term.corrected = guess.word;
    term.found.push(...more);
  }

  /**
   * @param {Term} term
   * @param {WordChunk[]} near
   * @param {Guess | null} titled
   * @param {() => Promise<void>} breathe
   * @returns {Promise<Term[] | null>}
   */
  async function respell(term, near, titled, breathe) {
    if (term.quoted) return null;
    if (head.whole) near = await Promise.all(store.wordStarts.map((_, number) => store.words(number)));
    let guess = better(guessNear(term, near), titled);
    await breathe();
    if (!guess || guess.cost > (titled ? ONE_SLIP : 1)) {
      for (const texts of splitsOf(term, near)) {
        const parts = texts.map((text) => newTerm(text, term.typed, false));
        await Promise.all(parts.map(find));
        if (parts.every(isWord)) return parts;
      }
      guess = better(guess, await guessFar(store, term, breathe));
    }
    if (!guess) return null;
    const meant = { ...newTerm(guess.word, term.typed, term.prefix), corrected: guess.word };
    await find(meant);
    return meant.found.length ? [meant] : null;
  }

  /**
   * @param {Ranked[]} ranked
   * @param {Term[]} terms
   * @param {boolean} excerpts
   * @param {() => Promise<void>} breathe
   * @returns {Promise<Result[]>}
   */
  async function show(ranked, terms, excerpts, breathe) {
    const marker = createMarker(terms);
    const all = ranked.map(async (result) => {
      const first = store.firsts[result.page];
      const top = first + (result.sections.length ? result.sections[0].section : 0);
      if (!excerpts && store.heads[result.page]) return { result, contact: "", top: null, sections: [] };
      const texts = await store.texts(store.textChunk(top));
      const text = texts.get(top);
      if (!text) throw failure("damaged");
      // Further sections only where their text is at hand: another chunk would cost more than it tells.
      const more = result.sections
        .filter(({ section, score }) => score >= result.sections[0].score * 0.6 && texts.has(first + section))
        .flatMap(({ section }) => texts.get(first + section) || [])
        .filter(({ id, title }) => id && title)
        .slice(0, 3);
      // The excerpt is of the best section that says anything: some are a heading alone.
      const best = result.sections.map(({ section }) => first + section);
      const numbers = [top, ...best, ...range(first, store.firsts[result.page + 1])];
      const told = numbers.map((number) => texts.get(number)).find((section) => section?.text);
      return { result, contact: text.contact, top: told || text, sections: more };
    });
    /** @type {Result[]} */
    const results = [];
    for (const { result, contact, top, sections } of await Promise.all(all)) {
      const { url, title } = store.heads[result.page];
      const cut = (/** @type {string} */ text) => excerptOf(text, analysis, marker, breathe);
      const excerpt = top && excerpts ? await cut(top.text) : { excerpt: "", marks: [] };
      const parts = [];
      for (const { id, title, text } of excerpts ? sections : []) {
        parts.push({ title, url: `${base}${url}#${encodeURIComponent(id)}`, ...(await cut(text)) });
      }
      results.push({
        url: base + url,
        title,
        type: store.typeOf(result.page),
        score: result.score,
        contact,
        missing: result.lacks.map((number) => terms[number].typed),
        .../** @type {Excerpt} */ (excerpt),
        sections: parts,
      });
      await breathe();
    }
    return results;
  }

  return { search };
}

/**
 * Which pages have all terms in their title or in another name: 1 for each that has.
 * @param {Term[]} terms
 * @param {number} pages
 */
function titledWith(terms, pages) {
  const held = new Uint8Array(pages);
  terms.forEach(({ found }, number) => {
    for (const { of } of found) for (const page of postingsOf(of).titled) if (held[page] === number) held[page]++;
  });
  return held.map((count) => Number(count === terms.length));
}

/** The numbers from one to before another. @param {number} from @param {number} to */
const range = (from, to) => Array.from({ length: to - from }, (_, at) => from + at);

/**
 * @param {string} text
 * @param {string} typed
 * @param {boolean} prefix
 * @returns {Term}
 */
function newTerm(text, typed, prefix) {
  return { text, typed, prefix, quoted: false, parts: [], found: [], weight: 0, corrected: "" };
}

/**
 * The terms and quoted phrases of a query. The last word may go on, unless something stands after it.
 * @param {ReturnType<typeof createAnalysis>} analysis
 * @param {string} query
 * @param {Set<string>} common words of very many pages
 */
function parse(analysis, query, common) {
  /** @type {Term[]} */
  const terms = [];
  /** @type {string[][]} */
  const phrases = [];
  for (const [number, piece] of query.split(/["“”»«„]/).entries()) {
    const quoted = number % 2 === 1;
    const from = terms.length;
    for (const { text, start, end, joins } of analysis.words(piece)) {
      if (quoted && joins) continue;
      const parts = terms.splice(Math.max(from, terms.length - joins), joins).map((term) => term.text);
      const prefix = !quoted && end === piece.length;
      terms.push({ ...newTerm(text, piece.slice(start, end), prefix), parts, quoted });
    }
    if (quoted && terms.length > from && phrases.length < MOST_PHRASES) {
      phrases.push(terms.slice(from, from + MOST_PHRASE_WORDS).map((term) => term.text));
    }
  }
  terms.forEach((term, number) => (term.prefix &&= number === terms.length - 1));
  const seen = new Set();
  const once = telling(terms.filter(({ text }) => !seen.has(text) && seen.add(text)), common);
  const kept = phrases.filter((words) => words.every((word) => once.some(({ text }) => text === word)));
  return { terms: once, phrases: kept };
}

/**
 * The terms of a query that are looked for.
 * @param {Term[]} terms
 * @param {Set<string>} common
 */
function telling(terms, common) {
  if (terms.length <= MOST_COMMON) return terms;
  const rare = terms.filter(({ text, quoted }) => quoted || !common.has(text));
  return rare.length ? rare.slice(0, MOST_TERMS) : terms.slice(0, MOST_COMMON);
}

/**
 * Facets that the reader has chosen.
 * @typedef {ReturnType<typeof createFilter>} Filter
 */

/**
 * @param {Store} store
 * @param {Record<string, string[]>} filters
 */
function createFilter(store, filters) {
  const active = Object.entries(filters).filter(([, values]) => values?.length);
  const masks = active.map(([name, values]) => {
    const mask = new Uint8Array(store.head.pages);
    for (const { value, pages } of store.facet(name)) {
      if (values.includes(value)) for (const page of pages) mask[page] = 1;
    }
    return { name, mask };
  });
  return {
    active: masks.length > 0,
    allowed: (/** @type {number} */ page) => masks.every(({ mask }) => mask[page] === 1),
    /**
     * How many of the pages found have each value. A facet's own filter does not narrow its own counts:
     * they say what choosing another value would give.
     * @param {number[]} all
     */
    count(all) {
      /** @type {Record<string, Record<string, number>>} */
      const counts = {};
      for (const { name, values } of store.facets) {
        const others = masks.filter((one) => one.name !== name);
        const inside = new Uint8Array(store.head.pages);
        for (const page of all) if (others.every(({ mask }) => mask[page])) inside[page] = 1;
        counts[name] = {};
        for (const { value, pages } of values) {
          let count = 0;
          for (const page of pages) count += inside[page];
          if (count) counts[name][value] = count;
        }
      }
      return counts;
    },
  };
}

/**
 * Lets the page draw between slices of work, and stops when a newer query has taken over.
 * @param {AbortSignal} [signal]
 */
function createBreathing(signal) {
  let since = performance.now();
  return async () => {
    signal?.throwIfAborted();
    if (performance.now() - since < FRAME) return;
    await new Promise((resolve) => setTimeout(resolve));
    since = performance.now();
    signal?.throwIfAborted();
  };
}
