/** At most so many chunks of text are read to verify a phrase. */
const MOST_TEXTS = 40;

/**
 * The sections that hold all words of a phrase, by page. What is so frequent that its sections are not
 * all listed is passed over here and seen in the text.
 * @param {Term[]} terms the words of the phrase
 * @param {Uint32Array} firsts
 * @returns {Map<number, Set<number> | null>} null where only the text can tell
 */
function sectionsOfPhrase(terms, firsts) {
  /** @type {Map<number, Set<number> | null> | null} */
  let found = null;
  for (const term of terms) {
    /** @type {Map<number, Set<number> | null>} */
    const here = new Map();
    for (const { of, weight } of term.found) {
      if (weight < MATCH.stem) continue;
      /** @type {Map<number, Set<number>>} */
      const listed = new Map();
      readSections(of, firsts, () => true, (page, section) => {
        const sections = listed.get(page);
        if (sections) sections.add(section);
        else listed.set(page, new Set([section]));
      });
      for (const page of postingsOf(of).pages) {
        const sections = listed.get(page);
        const others = here.get(page);
        if (!sections || others === null) here.set(page, null);
        else here.set(page, others ? new Set([...others, ...sections]) : sections);
      }
    }
    if (!found) found = here;
    else {
      for (const [page, sections] of found) {
        const others = here.get(page);
        if (others === undefined) found.delete(page);
        else if (sections === null) found.set(page, others);
        else if (others) {
          const both = new Set([...sections].filter((section) => others.has(section)));
          if (both.size) found.set(page, both);
          else found.delete(page);
        }
      }
    }
  }
  return found || new Map();
}

/**
 * Whether a text holds the words of a phrase one after another.
 * @param {ReturnType<typeof createAnalysis>} analysis
 * @param {string} text
 * @param {string[]} phrase
 */
function holdsPhrase(analysis, text, phrase) {
  const words = analysis.words(text).filter(({ joins }) => !joins);
  return words.some((_, at) => phrase.every((word, i) => words[at + i] && words[at + i].text === word));
}

/**
 * Keeps the ranked pages that really hold the phrases, and puts the section that does first.
 * @param {Store} store
 * @param {ReturnType<typeof createAnalysis>} analysis
 * @param {Ranked[]} ranked
 * @param {{words: string[], pages: Map<number, Set<number> | null>}[]} phrases
 * @param {() => Promise<void>} breathe
 * @returns {Promise<{kept: Ranked[], refuted: Set<number>}>}
 */
async function verifyPhrases(store, analysis, ranked, phrases, breathe) {
  const kept = [];
  /** @type {Set<number>} */
  const refuted = new Set();
  const read = new Set();
  for (const [number, result] of ranked.entries()) {
    if (read.size > MOST_TEXTS) return { kept: kept.concat(ranked.slice(number)), refuted };
    const first = store.firsts[result.page];
    const count = store.firsts[result.page + 1] - first;
    let holds = true;
    for (const { words, pages } of phrases) {
      const sections = pages.get(result.page) || Array.from({ length: count }, (_, section) => section);
      let place = -1;
      for (const section of sections) {
        const chunk = store.textChunk(first + section);
        read.add(chunk);
        const text = (await store.texts(chunk)).get(first + section);
        if (!text) continue;
        const spoken = [text.text, text.title, section === 0 ? text.head.title : ""];
        if (spoken.some((one) => holdsPhrase(analysis, one, words))) {
          place = section;
          break;
        }
        await breathe();
      }
      if (place < 0) {
        holds = false;
        break;
      }
      result.sections = [{ section: place, score: 1 }, ...result.sections.filter(({ section }) => section !== place)];
    }
    if (holds) kept.push(result);
    else refuted.add(result.page);
  }
  return { kept, refuted };
}
