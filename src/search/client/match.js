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
 * @property {(place: number) => boolean} fits whether the form at a place is the one asked for, or begins as it does
 */

/** How much each kind of match counts. */
const MATCH = { exact: 1, stem: 0.85, prefix: 0.75, folded: 0.55, foldedPrefix: 0.42 };
/** The natural logarithm, without the last digits, in which browsers differ. @param {number} value */
const logarithm = (value) => Math.round(Math.log(value) * 1e6) / 1e6;

/** At most so many chunks are loaded for a prefix. */
const MOST_CHUNKS = 6;

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
  if (!store.wordStarts.length) return [];
  const folded = fold(term.text);
  const numbers = new Set([folded, ...analysis.keys(term.text).map(fold)].map((key) => store.wordChunk(key)));
  if (term.prefix) {
    const first = store.wordChunk(folded);
    const last = Math.min(store.wordChunk(folded + "\uffff"), first + MOST_CHUNKS - 1);
    for (let number = first; number <= last; number++) numbers.add(number);
    // A form that goes on may belong to a class whose key is shorter than what is typed.
    const before = store.wordChunk(folded.slice(0, Math.max(3, folded.length - 3)));
    if (first - before <= 2) numbers.add(before);
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
  const begins = (/** @type {string} */ word) => word.startsWith(text);
  const stands = (/** @type {string} */ word) => standsFor(text, word);
  const beginsPlain = (/** @type {string} */ word) => standsFor(text, word.slice(0, text.length));
  /** @type {Found[]} */
  const found = [];
  // Forms begin with their key but for a letter or two, so most classes are passed over by this.
  const starts = [...new Set([folded, ...foldedKeys].map(startOf))];
  for (const { near } of chunks) {
    for (const of of starts.flatMap((start) => near.get(start) || [])) {
      if (startOf(of.fold) !== starts[0] && !foldedKeys.includes(of.fold)) continue;
      let is = (/** @type {string} */ word) => word === text;
      let weight = 0;
      if (of.forms.includes(text)) weight = MATCH.exact;
      else if (keys.includes(of.key)) {
        // What is still being typed is a beginning first, and a form of its stem only then.
        is = begins;
        weight = !prefix || of.forms.some(begins) ? MATCH.stem : MATCH.prefix * 0.9;
      } else if (prefix && of.forms.some(begins)) {
        is = begins;
        weight = MATCH.prefix;
      } else if (plain && hasAccents(of)) {
        is = stands;
        if (of.forms.some(stands) || foldedKeys.includes(of.fold)) weight = MATCH.folded;
        else if (prefix && of.forms.some(beginsPlain)) {
          is = beginsPlain;
          weight = MATCH.foldedPrefix;
        }
      } else if (!plain && foldedKeys.includes(of.fold) && keys.some((key) => standsFor(key, of.key))) {
        weight = MATCH.folded;
      }
      if (weight) found.push({ of, weight, fits: (place) => place < of.forms.length && is(of.forms[place]) });
    }
  }
  // A form is of one class: where the corpus has it, other classes that its stem might name are not meant.
  const decided = found.some(({ weight }) => weight === MATCH.exact);
  return decided ? found.filter(({ weight }) => weight !== MATCH.stem) : found;
}

/** Of longer queries the words are not joined: each pair may cost a chunk. */
const MOST_JOINED = 3;

/**
 * Words that stand apart in the query but may be one in the texts: *bostads bidrag* is *bostadsbidrag*.
 * @param {Term[]} terms
 * @returns {{term: Term, of: Term[]}[]}
 */
function joinsOf(terms) {
  if (terms.length > MOST_JOINED) return [];
  return terms.slice(1).flatMap((last, number) => {
    const of = [terms[number], last];
    if (of.some(({ text, quoted }) => quoted || !/^\p{Alphabetic}{3,}$/u.test(text))) return [];
    const text = of[0].text + last.text;
    return [{ term: newTerm(text, text, last.prefix), of }];
  });
}

/**
 * Compounds that hold two words of the query, in whatever order those are typed: *skydd mot smitta* is also
 * *smittskydd*. Only what has been loaded for the first part is looked through.
 * @param {Term[]} terms
 * @param {WordChunk[][]} chunks of each term
 * @param {ReturnType<typeof createAnalysis>} analysis
 */
function addCompounds(terms, chunks, analysis) {
  const stems = terms.map(({ text, quoted }) => (quoted || !/^\p{Alphabetic}{3,}$/u.test(text) ? "" : shortest(analysis.keys(text))));
  stems.forEach((head, number) => {
    if (head.length < 3) return;
    for (const of of chunks[number].flatMap(({ near }) => near.get(startOf(fold(head))) || [])) {
      if (!of.key.startsWith(head) || of.key.length < head.length + 3) continue;
      stems.forEach((tail, other) => {
        if (other === number || tail.length < 3 || tail === head) return;
        const at = of.key.indexOf(tail, head.length);
        // A linking letter or the end of the first word may stand between; an ending may follow.
        if (at < 0 || at > head.length + 2 || of.key.length > at + tail.length + 2) return;
        const found = { of, weight: MATCH.stem, fits: () => true };
        for (const part of [terms[number], terms[other]]) {
          if (part.found.every((known) => known.of !== of)) part.found.push(found);
        }
      });
    }
  });
}

/** @param {string[]} words */
const shortest = (words) => words.reduce((one, other) => (other.length < one.length ? other : one));

/**
 * What is found of joined words answers each of them.
 * @param {{term: Term, of: Term[]}[]} joins
 */
function addJoined(joins) {
  for (const { term, of } of joins) {
    for (const found of term.found) {
      if (found.weight < MATCH.prefix) continue;
      for (const part of of) {
        part.found = part.found.filter((known) => known.of !== found.of || known.weight > found.weight);
        if (part.found.every((known) => known.of !== found.of)) part.found.push(found);
      }
    }
  }
}
