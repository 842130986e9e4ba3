/**
 * What of the query each section of a page holds: by section, a score for each term.
 * @typedef {Map<number, Float32Array>} Weighed
 */

/** How much a word of a title, of a heading and of a text counts in a section; as in the generator. */
const FIELD = { title: 5, heading: 3, text: 1 };
/** A word counts the less, the more of it there is, and the longer the section. */
const SATURATION = 1.2;
const LENGTH = 0.4;
/** Weights of sections have so many steps. */
const STEPS = 3;

/**
 * The weight of each term in each section of some pages: as it is listed, or where the whole index is at hand, as the
 * texts have it.
 * @param {Store} store
 * @param {ReturnType<typeof createAnalysis>} analysis
 * @param {Term[]} terms
 * @param {Map<number, Ranked>} candidates
 * @param {() => Promise<void>} breathe
 * @returns {Promise<Map<number, Weighed>>}
 */
async function weighSections(store, analysis, terms, candidates, breathe) {
  /** @type {Map<number, Weighed>} */
  const pages = new Map(Array.from(candidates.keys(), (page) => [page, new Map()]));
  for (const [number, term] of terms.entries()) {
    for (const { of, weight } of term.found) {
      readCandidates(of, store.firsts, pages, (sections, section, quantum) => {
        let scores = sections.get(section);
        if (!scores) sections.set(section, (scores = new Float32Array(terms.length)));
        scores[number] = Math.max(scores[number], (term.weight * weight * quantum) / STEPS);
      });
      await breathe();
    }
  }
  if (store.head.whole) await weighTexts(store, analysis, terms, pages, breathe);
  return pages;
}

/**
 * Calls back with the sections that a class lists of some pages.
 * @param {Class} of
 * @param {Uint32Array} firsts
 * @param {Map<number, Weighed>} pages
 * @param {(sections: Weighed, section: number, quantum: number) => void} onSection
 */
function readCandidates(of, firsts, pages, onSection) {
  let left = 0;
  for (const page of postingsOf(of).pages) if (pages.has(page)) left++;
  if (!left) return;
  /** @type {Weighed | undefined} */
  let wanted;
  const goOn = (/** @type {number} */ page) => {
    if (wanted) left--;
    wanted = pages.get(page);
    return left > 0;
  };
  readSections(of, firsts, goOn, (_, section, quantum) => wanted && onSection(wanted, section, quantum));
}

/**
 * Weighs the terms in the sections of some pages by their texts.
 * @param {Store} store
 * @param {ReturnType<typeof createAnalysis>} analysis
 * @param {Term[]} terms
 * @param {Map<number, Weighed>} pages
 * @param {() => Promise<void>} breathe
 */
async function weighTexts(store, analysis, terms, pages, breathe) {
  const { firsts } = store;
  const texts = await store.texts(0);
  const marker = createMarker(terms);
  let letters = 0;
  for (const { text } of texts.values()) letters += text.length;
  const average = letters / texts.size + 1;
  for (const [page, sections] of pages) {
    // On a page of one section there is nothing to tell.
    if (firsts[page + 1] - firsts[page] === 1) continue;
    for (let number = firsts[page]; number < firsts[page + 1]; number++) {
      const text = /** @type {SectionText} */ (texts.get(number));
      const norm = 1 - LENGTH + (LENGTH * text.text.length) / average;
      const counts = new Float32Array(terms.length);
      const weights = new Float32Array(terms.length);
      const title = number === firsts[page] ? store.heads[page].title : "";
      for (const [word, count] of wordsOf(text, title, analysis)) {
        const mark = marker(word);
        if (!mark) continue;
        counts[mark.term] += count / norm;
        weights[mark.term] = Math.max(weights[mark.term], mark.weight);
      }
      if (weights.some(Boolean)) {
        sections.set(number - firsts[page], weights.map((weight, term) => (weight * quantumOf(counts[term])) / STEPS));
      }
      await breathe();
    }
  }
}

/** @param {number} count */
const quantumOf = (count) => Math.max(1, Math.round((count / (SATURATION + count)) * STEPS));

/**
 * How often each word stands in a section, and where it counts for more.
 * @param {SectionText} section
 * @param {string} title of the page, for its first section
 * @param {ReturnType<typeof createAnalysis>} analysis
 */
function wordsOf(section, title, analysis) {
  if (section.words) return section.words;
  /** @type {Map<string, number>} */
  const words = (section.words = new Map());
  const count = (/** @type {string} */ text, /** @type {number} */ weight) => {
    for (const word of analysis.words(text)) words.set(word.text, (words.get(word.text) || 0) + weight);
  };
  count(title, FIELD.title);
  count(section.title, FIELD.heading);
  count(section.text, FIELD.text);
  return words;
}
