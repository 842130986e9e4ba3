/**
 * What is asked for by one word of the query.
 * @typedef {object} Term
 * @property {string} text normal form
 * @property {string} typed as it stands in the query
 * @property {boolean} prefix whether it may go on
 * @property {boolean} quoted whether it stands in a phrase
 * @property {string} corrected what was searched for instead, or nothing
 * @property {string[]} parts the words it is joined from, when it is not found as one
 * @property {Found[]} found
 * @property {number} weight how telling it is
 */

/**
 * A class that answers a term.
 * @typedef {object} Found
 * @property {Class} of
 * @property {number} weight how well it answers, 0 to 1
 * @property {number} form the place of the very form asked for, else -1
 */

/** How much each kind of match counts. */
const MATCH = { exact: 1, stem: 0.85, prefix: 0.6, folded: 0.5, foldedPrefix: 0.35 };
/** At most so many chunks are loaded for a prefix. */
const MOST_CHUNKS = 4;

/**
 * Whether a word typed in plain letters can stand for one with the language's own. Never the other way:
 * who types *är* does not mean *år*.
 * @param {string} typed
 * @param {string} word
 */
function standsFor(typed, word) {
  if (typed.length !== word.length) return fold(word) === typed;
  for (let i = 0; i < typed.length; i++) {
    if (typed[i] !== word[i] && fold(word[i]) !== typed[i]) return false;
  }
  return true;
}

/**
 * The chunks that can hold classes of a term.
 * @param {Store} store
 * @param {ReturnType<typeof createAnalysis>} analysis
 * @param {Term} term
 */
function chunksOf(store, analysis, term) {
  if (!store.head.words.length) return [];
  const folded = fold(term.text);
  const numbers = new Set([folded, ...analysis.keys(term.text).map(fold)].map((key) => store.wordChunk(key)));
  if (term.prefix) {
    const first = store.wordChunk(folded);
    const last = Math.min(store.wordChunk(folded + "\uffff"), first + MOST_CHUNKS - 1);
    for (let number = first; number <= last; number++) numbers.add(number);
    // A form that goes on may belong to a class whose key is shorter than what is typed.
    const before = store.wordChunk(folded.slice(0, Math.max(3, folded.length - 3)));
    if (first - before === 1) numbers.add(before);
  }
  return [...numbers];
}

/**
 * The classes of some chunks that answer a term.
 * @param {Iterable<WordChunk>} chunks
 * @param {ReturnType<typeof createAnalysis>} analysis
 * @param {Term} term
 */
function findClasses(chunks, analysis, term) {
  const { text, prefix } = term;
  const keys = analysis.keys(text);
  const folded = fold(text);
  const plain = folded === text;
  const foldedKeys = keys.map(fold);
  /** @type {Found[]} */
  const found = [];
  for (const { classes } of chunks) {
    for (const of of classes) {
      // Forms begin with their key but for a letter or two, so most classes are passed over by this.
      if (!foldedKeys.includes(of.fold) && of.fold.slice(0, 2) !== folded.slice(0, 2)) continue;
      let form = of.forms.indexOf(text);
      let weight = 0;
      if (form >= 0) weight = MATCH.exact;
      else if (keys.includes(of.key)) {
        // What is still being typed is a beginning first, and a form of its stem only then.
        weight = !prefix || of.forms.some((word) => word.startsWith(text)) ? MATCH.stem : MATCH.prefix * 0.9;
      } else if (prefix && of.forms.some((word) => word.startsWith(text))) weight = MATCH.prefix;
      else if (plain && of.forms.some((word) => word !== fold(word))) {
        form = of.forms.findIndex((word) => standsFor(text, word));
        if (form >= 0 || foldedKeys.includes(of.fold)) weight = MATCH.folded;
        else if (prefix && of.forms.some((word) => standsFor(text, word.slice(0, text.length)))) {
          weight = MATCH.foldedPrefix;
        }
      } else if (!plain && foldedKeys.includes(of.fold) && keys.some((key) => standsFor(key, of.key))) {
        weight = MATCH.folded;
      }
      if (weight) found.push({ of, weight, form });
    }
  }
  return found;
}
