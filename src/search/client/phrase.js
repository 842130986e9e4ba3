/** At most so many chunks, and so many letters, are read to verify phrases. */
const MOST_TEXTS = 40;
const MOST_READ = 300_000;
/** So many pages are verified before the rest; if so many hold the phrase, others that are not read may stay. */
const FIRST_PAGES = 10;

/**
 * The sections that may hold a phrase.
 * @typedef {{has: (page: number) => boolean, sections: (page: number) => number[]}} Places
 */

/**
 * The sections that hold all words of a phrase. What is so frequent that its sections are not all listed is
 * passed over here and seen in the text.
 * @param {Term[]} terms the words of the phrase
 * @param {Uint32Array} firsts
 * @returns {Places}
 */
function placesOf(terms, firsts) {
  /** How many words of the phrase, from its first, each section of the site holds. */
  const held = new Uint8Array(firsts[firsts.length - 1]);
  terms.forEach(({ found }, number) => {
    const hold = (/** @type {number} */ section) => {
      if (held[section] === number) held[section] = number + 1;
    };
    for (const { of, weight } of found) {
      if (weight < MATCH.stem) continue;
      const listed = new Set();
      readSections(of, firsts, () => true, (page, section) => {
        hold(firsts[page] + section);
        listed.add(page);
      });
      for (const page of postingsOf(of).pages) {
        if (listed.has(page)) continue;
        for (let section = firsts[page]; section < firsts[page + 1]; section++) hold(section);
      }
    }
  });
  const sections = (/** @type {number} */ page) => {
    const numbers = [];
    for (let at = firsts[page]; at < firsts[page + 1]; at++) if (held[at] === terms.length) numbers.push(at - firsts[page]);
    return numbers;
  };
  const pages = Uint8Array.from({ length: firsts.length - 1 }, (_, page) => Number(held.subarray(firsts[page], firsts[page + 1]).includes(terms.length)));
  return { sections, has: (page) => pages[page] === 1 };
}

/**
 * Whether a text holds the words of a phrase one after another.
 * @param {ReturnType<typeof createAnalysis>} analysis
 * @param {string} text
 * @param {string[]} phrase
 */
function holdsPhrase(analysis, text, phrase) {
  const words = analysis.words(text).filter(({ joins }) => !joins);
  return words.some((_, at) => phrase.every((word, i) => words[at + i]?.text === word));
}

/**
 * Keeps the ranked pages that really hold the phrases, and puts the section that does first. What is not read, as
 * there is too much of it, comes after what was, and only if that holds enough of them.
 * @param {Store} store
 * @param {ReturnType<typeof createAnalysis>} analysis
 * @param {Ranked[]} ranked
 * @param {{words: string[], places: Places}[]} phrases
 * @param {() => Promise<void>} breathe
 * @returns {Promise<{kept: Ranked[], refuted: Set<number>}>}
 */
async function verifyPhrases(store, analysis, ranked, phrases, breathe) {
  /** @type {Ranked[]} */
  const kept = [];
  /** @type {Set<number>} */
  const refuted = new Set();
  let letters = 0;
  /** @param {number} section */
  const textOf = async (section) => {
    const text = (await store.texts(store.textChunk(section))).get(section);
    letters += text ? text.text.length : 0;
    return text;
  };

  /** @param {Ranked} result */
  const verify = async (result) => {
    const first = store.firsts[result.page];
    for (const { words, places } of phrases) {
      let place = -1;
      for (const section of places.sections(result.page)) {
        const text = await textOf(first + section);
        await breathe();
        if (!text) continue;
        const spoken = [text.text, text.title, section === 0 ? store.heads[result.page].title : ""];
        if (!spoken.some((one) => holdsPhrase(analysis, one, words))) continue;
        place = section;
        break;
      }
      if (place < 0) return false;
      result.sections = [{ section: place, score: 1 }, ...result.sections.filter(({ section }) => section !== place)];
    }
    return true;
  };

  const read = new Set();
  let at = 0;
  while (at < ranked.length && read.size < MOST_TEXTS && letters < MOST_READ) {
    // The texts of several pages come at once: first those of the first results, then the rest.
    const from = at;
    const chunks = new Set();
    while (at < ranked.length && (from > 0 || at < FIRST_PAGES) && read.size < MOST_TEXTS) {
      const { page } = ranked[at++];
      for (const { places } of phrases) {
        for (const section of places.sections(page)) chunks.add(store.textChunk(store.firsts[page] + section));
      }
      for (const chunk of chunks) read.add(chunk);
    }
    await Promise.all(Array.from(chunks, (chunk) => store.texts(chunk)));
    for (const result of ranked.slice(from, at)) {
      if (letters > MOST_READ) break;
      if (await verify(result)) kept.push(result);
      else refuted.add(result.page);
    }
  }
  const rest = ranked.slice(kept.length + refuted.size);
  if (kept.length >= FIRST_PAGES) return { kept: kept.concat(rest), refuted };
  for (const { page } of rest) refuted.add(page);
  return { kept, refuted };
}
