/**
 * How far two words are apart: Damerau–Levenshtein, with å, ä, ö near a and o, and a doubled letter near a
 * single one; an error in the first letter is rare and counts for more.
 * @param {string} typed
 * @param {string} word
 * @param {number} limit beyond it the answer is Infinity
 * @param {boolean} open whether the word may go on after what is typed
 */
function distance(typed, word, limit, open) {
  const columns = word.length;
  let [before, row, next] = rows;
  for (let j = 0; j <= columns; j++) row[j] = j;
  for (let i = 1; i <= typed.length; i++) {
    const a = typed[i - 1];
    const last = i > 1 ? typed[i - 2] : "";
    next[0] = i * 1.2;
    let least = next[0];
    for (let j = 1; j <= columns; j++) {
      const b = word[j - 1];
      let cost = row[j - 1];
      if (a !== b) {
        const ago = j > 1 ? word[j - 2] : "";
        cost += (a > "\x7f" || b > "\x7f") && fold(a) === fold(b) ? 0.3 : i === 1 && j === 1 ? 1.4 : 1;
        cost = Math.min(cost, row[j] + (a === last ? 0.7 : 1), next[j - 1] + (b === ago ? 0.7 : 1));
        if (a === ago && b === last) cost = Math.min(cost, before[j - 2] + 0.9);
      }
      next[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > limit) return Infinity;
    [before, row, next] = [row, next, before];
  }
  let cost = row[columns];
  // A word that goes on matches if some beginning of it does.
  if (open) for (let j = Math.max(1, typed.length - 2); j < columns; j++) cost = Math.min(cost, row[j] + 0.35);
  return cost > limit ? Infinity : cost;
}

/** Three rows of the table, kept between calls: words have at most 64 letters. */
const rows = [new Float32Array(66), new Float32Array(66), new Float32Array(66)];

/**
 * Which letters a word holds, a bit each: words that differ in many letters are far apart.
 * @param {string} word
 */
function lettersOf(word) {
  let bits = 0;
  for (const letter of fold(word)) bits |= 1 << (letter.charCodeAt(0) & 31);
  return bits;
}

/** @param {number} bits */
function countBits(bits) {
  let count = 0;
  for (; bits; bits &= bits - 1) count++;
  return count;
}

/** The greatest distance that is still a slip: one for short words, two for long. @param {string} word */
const slack = (word) => (word.length < 4 ? 0 : word.length < 8 ? 1.1 : 2.1);

/**
 * A word that may have been meant.
 * @typedef {{word: string, cost: number}} Guess
 */

/**
 * A word that a query may be corrected to.
 * @typedef {{word: string, rank: number, bits: number}} Spelling `rank` tells how common it is, `bits` its letters
 */

/** What a single slip may cost, one in the first letter, too. */
const ONE_SLIP = 1.4;

/** @param {Guess | null} one @param {Guess | null} [other] */
const better = (one, other) => (other && (!one || other.cost < one.cost) ? other : one);

/** Whether a term is a word that may be a slip: shorter ones are too like one another. @param {Term} term */
const isLong = ({ text, quoted }) => !quoted && slack(text) > 0 && /^\p{Alphabetic}+$/u.test(text);

/**
 * Whether what was found of a term is so little that the corpus may hold the same slip, or only another
 * form of what the stem names by chance.
 * @param {Term} term
 * @param {number} pages of the whole index
 */
function isDoubtful(term, pages) {
  if (term.quoted || term.text.length < 5 || pages < MANY) return false;
  return term.found.every(({ of, weight }) => {
    const { pages: holding, titled } = postingsOf(of);
    return weight > MATCH.prefix && holding.length <= RARE && !titled.length;
  });
}

/** Where there are fewer pages, a word on one of them is no sign of a slip. */
const MANY = 500;
/** A word on no more pages may be a slip of the texts' own, if another so many times as common is near. */
const RARE = 2;
const COMMONER = 10;

/**
 * The words of some chunks of the vocabulary that may be meant by a slip.
 * @param {WordChunk[]} chunks
 * @param {string} text
 * @returns {Generator<Spelling>}
 */
function* wordsNear(chunks, text) {
  const letters = lettersOf(text);
  for (const { classes } of chunks) {
    for (const { key, forms, bytes, at, end } of classes) {
      // Letters of the key that are not typed are lacking or changed.
      if (countBits(lettersOf(key) & ~letters) > slack(text)) continue;
      if (bytes[at] === 1 && end - at < 6 && text.length < 8) continue;
      // How much stands behind a word: what is rare is as likely a slip itself.
      const rank = (logarithm(Math.max(1, end - at)) / Math.LN2) * 1.25;
      for (const word of forms) if (word.length >= 4) yield { word, rank, bits: lettersOf(word) };
    }
  }
}

/**
 * The nearest word among those of some chunks of the vocabulary.
 * @param {Term} term
 * @param {WordChunk[]} chunks
 */
const guessNear = (term, chunks) => (isLong(term) ? guessAmong(term, wordsNear(chunks, term.text), goesOn(term)) : null);

/** Whether a word that is meant may go on after what is typed. @param {Term} term */
const goesOn = ({ prefix, text }) => prefix && text.length >= 5;

/**
 * The nearest of some words.
 * @param {Term} term
 * @param {Iterable<Spelling>} words
 * @param {boolean} open whether the word may go on after what is typed
 * @returns {Guess | null}
 */
function guessAmong({ text }, words, open) {
  const limit = slack(text);
  const letters = lettersOf(text);
  /** @type {Guess | null} */
  let best = null;
  for (const { word, rank, bits } of words) {
    if (word.length < text.length - 2 || countBits(letters & ~bits) > limit) continue;
    if (!open && (word.length > text.length + 2 || countBits(bits & ~letters) > limit)) continue;
    const cost = distance(text, word, limit, open) - rank * 0.04;
    if (word !== text && cost < Infinity && (!best || cost < best.cost)) best = { word, cost };
  }
  return best;
}

/**
 * The nearest word in the lists for spelling.
 * @param {Store} store
 * @param {Term} term
 * @param {() => Promise<void>} breathe
 * @returns {Promise<Guess | null>}
 */
async function guessFar(store, term, breathe) {
  const length = Array.from(term.text).length;
  const lengths = store.head.spelling;
  /** @type {Guess | null} */
  let best = null;
  if (!isLong(term)) return best;
  const last = lengths[lengths.length - 1];
  const wanted = lengths.flatMap((one, number) =>
    Math.abs(one - Math.min(length, last)) <= 1 ? [number] : []);
  for (const list of await Promise.all(wanted.map((number) => store.spelling(number)))) {
    best = better(best, guessAmong(term, list, false));
    await breathe();
  }
  return best;
}

/**
 * The words of all titles, which are worth a guess like those of the lists for spelling.
 * @param {Head[]} heads
 * @param {ReturnType<typeof createAnalysis>} analysis
 * @param {() => Promise<void>} breathe
 * @returns {Promise<Map<string, Spelling>>}
 */
async function titleWords(heads, analysis, breathe) {
  /** @type {Map<string, Spelling>} */
  const words = new Map();
  for (const { title } of heads) {
    for (const { text, joins } of analysis.words(title)) {
      const known = words.get(text);
      if (known) known.rank++;
      else if (!joins && text.length >= 4) words.set(text, { word: text, rank: 1, bits: lettersOf(text) });
    }
    await breathe();
  }
  // As of the lists for spelling: two for each doubling, and one for a title.
  for (const word of words.values()) word.rank = 2 * (31 - Math.clz32(word.rank)) + 1;
  return words;
}

/**
 * A word that the corpus lacks may be a compound of words that it has: the longest known beginning, and
 * the rest over a linking letter.
 * @param {Term} term
 * @param {WordChunk[]} chunks
 * @returns {[string, string][]} the likeliest first
 */
function splitsOf(term, chunks) {
  const { text } = term;
  if (text.length < 8) return [];
  const heads = new Set();
  for (const { classes } of chunks) {
    for (const { key, forms } of classes) {
      for (const form of [key, ...forms]) {
        if (form.length >= 4 && text.length - form.length >= 4 && text.startsWith(form)) heads.add(form);
      }
    }
  }
  return [...heads]
    .sort((a, b) => b.length - a.length)
    .slice(0, 4)
    .flatMap((head) => {
      const rest = text.slice(head.length);
      /** @type {[string, string][]} */
      const splits = [[head, rest]];
      if (/^[seoua]/.test(rest) && rest.length >= 5) splits.push([head, rest.slice(1)]);
      return splits;
    });
}

/**
 * Whether a part that was split off is a word of the corpus: a short one just as it stands.
 * @param {Term} part
 */
function isWord({ text, found }) {
  const least = text.length < 6 ? MATCH.exact : MATCH.stem;
  return found.some(({ weight }) => weight >= least);
}

/**
 * @param {Uint8Array} bytes
 * @returns {Spelling[]}
 */
function readSpelling(bytes) {
  const lines = decoder.decode(bytes).split("\x1e");
  lines.pop();
  let word = "";
  return lines.map((line) => {
    word = after(word, line.slice(0, -1));
    return { word, rank: line.charCodeAt(line.length - 1) - 33, bits: lettersOf(word) };
  });
}
