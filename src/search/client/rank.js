/**
 * A page in the order of results.
 * @typedef {object} Ranked
 * @property {number} page
 * @property {number} score
 * @property {number} covered how much of the query it holds, 0 to 1
 * @property {{section: number, score: number}[]} sections the best first
 * @property {number[]} lacks terms it does not hold
 */

/** How the parts of a score weigh. */
const SCORE = { words: 0.4, title: 0.5, section: 0.2 };
/** That a title names a word counts for so much, how much of the title it makes up for the rest. */
const NAMED = 0.3;
/** A title that holds another form of the word, or only a part of a compound. */
const OTHER_FORM = 0.8;
/** A page for others than those whom most readers ask for counts for so much of another. */
const LESSER = 0.65;
/** Pages that hold less than this part of what the best holds are not results. */
const LEAST = 0.5;
/** After a correction only pages nearly as good as the best are results: the guess may be wrong. */
const LEAST_CORRECTED = 0.3;
/**
 * What is not known of most pages: lists of their own would cost more than all the rest.
 * @type {any[]}
 */
const NONE = [];
/** Sections are weighed for so many of the best pages. */
const CANDIDATES = 40;

/**
 * How much of a term a page holds that has it only in a lesser way, when others have it in a better.
 * @param {number} weight
 * @param {number} top
 */
function qualityOf(weight, top) {
  if (top < MATCH.stem || weight >= MATCH.stem) return 1;
  return weight >= MATCH.prefix ? 0.85 : 0.3;
}

/**
 * All pages for the terms, the best first.
 * @param {Store} store
 * @param {ReturnType<typeof createAnalysis>} analysis
 * @param {Term[]} terms
 * @param {(page: number) => boolean} possible
 * @param {Filter} filter
 * @param {() => Promise<void>} breathe
 * @returns {Promise<{ranked: Ranked[], all: number[]}>} pages that the filter lets through, the best first,
 *   and all that are results but for it
 */
async function rank(store, analysis, terms, possible, filter, breathe) {
  const pages = store.head.pages;
  const words = new Float32Array(pages);
  const titles = new Float32Array(pages);
  const held = new Float32Array(pages);
  const titled = new Float32Array(pages);
  const best = new Float32Array(pages);
  const share = new Float32Array(pages);
  const fits = new Float32Array(pages);
  const naming = new Float32Array(pages);
  const named = new Float32Array(pages);
  const standing = (/** @type {number} */ page) => (store.lesser.has(page) ? LESSER : 1);
  let total = 0;
  for (const term of terms) {
    /** @type {number[]} */
    const touched = [];
    const top = Math.max(...term.found.map((found) => found.weight), 0);
    let documents = 0;
    for (const { of, weight, fits: fitsForm } of [...term.found].sort((a, b) => b.weight - a.weight)) {
      const quality = qualityOf(weight, top);
      // If nothing matches better, a lesser match has to do.
      const scale = weight / Math.sqrt(top);
      const { pages: list, weights, titled: inTitle, shares, forms } = postingsOf(of);
      for (let i = 0; i < list.length; i++) {
        const page = list[i];
        const value = (scale * weights[i]) / 15;
        if (best[page] === 0) {
          touched.push(page);
          fits[page] = quality;
        }
        if (value > best[page]) best[page] = value;
      }
      for (let i = 0; i < inTitle.length; i++) {
        const page = inTitle[i];
        const name = scale * (fitsForm(forms[i]) ? 1 : OTHER_FORM);
        const value = (name * shares[i]) / 15;
        if (name > naming[page]) naming[page] = name;
        if (value > share[page]) share[page] = value;
      }
      if (weight === top) documents = Math.min(pages, documents + list.length);
      await breathe();
    }
    term.weight = logarithm(1 + pages / (documents + 0.5));
    total += term.weight;
    for (const page of touched) {
      words[page] += term.weight * best[page];
      held[page] += term.weight * fits[page];
      if (share[page]) {
        titles[page] += share[page];
        titled[page] += term.weight;
        named[page] += term.weight * naming[page];
      }
      best[page] = share[page] = naming[page] = 0;
    }
  }
  if (!total) return { ranked: [], all: [] };
  let most = 0;
  for (let page = 0; page < pages; page++) if (held[page] > most && possible(page)) most = held[page];
  /** @type {Ranked[]} */
  const found = [];
  for (let page = 0; page < pages; page++) {
    if (!held[page] || held[page] < most * LEAST || !possible(page)) continue;
    const covered = held[page] / total;
    // Whether the title names what is asked for, and how much of the title that is; both times how much of
    // what is asked for stands in it.
    const asked = titled[page] / total;
    const title = asked * ((1 - NAMED) * asked * Math.min(1, titles[page]) + (NAMED * named[page]) / total);
    const score = standing(page) * covered * ((SCORE.words * words[page]) / total + SCORE.title * title);
    found.push({ page, score, covered, sections: NONE, lacks: NONE });
  }
  const byScore = (/** @type {Ranked} */ a, /** @type {Ranked} */ b) => b.score - a.score || a.page - b.page;
  found.sort(byScore);
  if (found.length && terms.some((term) => term.corrected)) {
    const least = found[0].score * LEAST_CORRECTED;
    found.length = found.findLastIndex(({ score }) => score >= least) + 1;
  }
  const all = found.map((result) => result.page);
  await breathe();
  const passed = filter.active ? found.filter(({ page }) => filter.allowed(page)) : found;
  const candidates = new Map(passed.slice(0, CANDIDATES).map((result) => [result.page, result]));
  tellLacks(terms, candidates);
  const sections = await weighSections(store, analysis, terms, candidates, breathe);
  for (const [page, result] of candidates) {
    const list = Array.from(sections.get(page) || [], ([section, scores]) => ({
      section,
      score: scores.reduce((sum, value) => sum + value, 0) / total,
    }));
    list.sort((a, b) => b.score - a.score || a.section - b.section);
    result.sections = list;
    if (list.length) result.score += standing(page) * result.covered * SCORE.section * list[0].score;
  }
  const ranked = [...candidates.values()].sort(byScore);
  return { ranked: ranked.concat(passed.slice(CANDIDATES)), all };
}

/**
 * Says of each page which terms it does not hold.
 * @param {Term[]} terms
 * @param {Map<number, Ranked>} candidates
 */
function tellLacks(terms, candidates) {
  terms.forEach(({ found }, number) => {
    const lacking = new Set(candidates.keys());
    for (const { of } of found) for (const page of postingsOf(of).pages) lacking.delete(page);
    for (const [page, result] of candidates) if (lacking.has(page)) result.lacks = [...result.lacks, number];
  });
}
