/**
 * A word of a text.
 * @typedef {object} Word
 * @property {string} text normal form
 * @property {number} start where it begins in the text
 * @property {number} end
 * @property {number} joins 0 for a word of its own, else how many words before it are joined in it
 */

/**
 * The language's rules, from the root file.
 * @typedef {object} Rules
 * @property {string} letters letters that are not accented variants of another
 * @property {string} irregular forms, each before its base form
 * @property {boolean} definite whether *landet* may be a form of *land*
 * @property {boolean} agents whether *förare* may be a word of its own beside *för*
 * @property {((word: string) => string) | null} stem
 */

const LONGEST = 64;
const IN_WORD = "\\p{Alphabetic}\\p{N}\\p{M}";
const UNSEEN = "\\u00ad\\u200c\\u200d\\u2060";
const WORD = new RegExp(
  `[${IN_WORD}](?:[${IN_WORD}${UNSEEN}]` +
    `|(?<=\\p{N}[${UNSEEN}]*):(?=\\p{N})` +
    `|(?<!\\p{N}[${UNSEEN}]*):(?=\\p{Alphabetic})(?=[${IN_WORD}]{1,3}(?![${IN_WORD}]))` +
    `|(?<=\\p{Alphabetic}[${UNSEEN}]*)['’](?=\\p{Alphabetic}))*`,
  "uy",
);
const DIGIT = 1;
const LETTER = 2;
const UNSPACED =
  /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
/** @type {Record<string, string>} */
const PLAIN = { ø: "o", æ: "ae", œ: "oe", ß: "ss", đ: "d", ð: "d", þ: "th", ł: "l", ı: "i" };

/**
 * Whether a character beyond ASCII surely is none of words: a space or punctuation, but not the apostrophe.
 * @param {number} code
 */
const isBreak = (code) => code === 0xa0 || (code >= 0x2010 && code <= 0x2027 && code !== 0x2019);

/**
 * Drops the accents of Latin letters, but not of those listed.
 * @param {string} word
 * @param {string} letters
 */
function unaccent(word, letters) {
  let out = "";
  for (const letter of word.normalize("NFC")) {
    if (letter < "\x80" || letters.includes(letter)) out += letter;
    else {
      const parts = letter.normalize("NFD");
      out += /^[a-z]/i.test(parts) ? parts.replace(/[\u0300-\u036f]/g, "") : letter;
    }
  }
  return out.replace(/([a-z])[\u0300-\u036f]+/gi, "$1");
}

/**
 * The word in plain letters, as typed on a keyboard that lacks the language's own.
 * @param {string} word
 */
function fold(word) {
  let out = "";
  for (let at = 0; at < word.length; at++) {
    const code = word.charCodeAt(at);
    // From here on come marks that change the letter before them.
    if (code >= 0x300) return foldAny(word);
    if (code >= 0x80 && !out) out = word.slice(0, at);
    if (code >= 0x80) out += latin[code] ||= foldAny(word[at]);
    else if (out) out += word[at];
  }
  return out || word;
}

/** @param {string} word */
const foldAny = (word) => unaccent(word, "").replace(/[øæœßđðþłı]/g, (letter) => PLAIN[letter]);

/**
 * Letters of Latin that have been folded, by their code.
 * @type {string[]}
 */
const latin = [];

/**
 * Text to words, exactly as the generator does it in `analysis.rs`.
 * @param {Rules} rules
 */
function createAnalysis(rules) {
  /** @type {Map<string, string>} */
  const bases = new Map();
  const pairs = rules.irregular.split(" ");
  for (let i = 1; i < pairs.length; i += 2) bases.set(pairs[i - 1], pairs[i]);
  const plain = new RegExp(`^[a-z0-9${rules.letters.replace(/[^åäöæøñ]/g, "")}]+$`, "i");

  /**
   * Lower case, compatibility forms resolved, accents gone unless the letter is the language's own.
   * @param {string} raw
   */
  function normal(raw) {
    if (raw.length <= LONGEST && plain.test(raw)) return raw.toLowerCase();
    const seen = raw.length > 256 ? raw.slice(0, 4096) : raw;
    const cut = Array.from(seen.replace(new RegExp(`[${UNSEEN}]`, "g"), "")).slice(0, LONGEST).join("");
    let lower = cut.normalize("NFKC").toLowerCase().replace(/’/g, "'");
    const colon = lower.indexOf(":");
    if (colon >= 0 && !/^\p{N}/u.test(lower.slice(colon + 1))) lower = lower.slice(0, colon);
    return Array.from(unaccent(lower, rules.letters)).slice(0, LONGEST).join("");
  }

  /** What a character of Latin-1 is: a digit, a plain letter, or anything else, which the expressions above know. */
  const kinds = Uint8Array.from({ length: 256 }, (_, code) => {
    const letter = String.fromCharCode(code);
    return /[0-9]/.test(letter) ? DIGIT : plain.test(letter) ? LETTER : 0;
  });

  /**
   * Calls back with each piece of a text that is a word, and with its normal form. Most words are of plain
   * letters, which a loop knows much faster than an expression does.
   * @param {string} text
   * @param {(normal: string, start: number, end: number, numeric: boolean, plain: boolean) => void} give
   */
  function pieces(text, give) {
    for (let at = 0; at < text.length; ) {
      const start = at;
      let seen = 0;
      let code = 0;
      for (; at < text.length; at++) {
        code = text.charCodeAt(at);
        const kind = code < 256 ? kinds[code] : 0;
        if (!kind) break;
        seen |= kind;
      }
      const ends = at === text.length || (code < 128 ? code !== 0x27 && code !== 0x3a : isBreak(code));
      if (ends && at - start <= LONGEST) {
        if (seen) {
          const raw = text.slice(start, at);
          give(seen === DIGIT ? raw : raw.toLowerCase(), start, at, seen === DIGIT, true);
        }
        at++;
        continue;
      }
      WORD.lastIndex = start;
      const match = WORD.exec(text);
      if (match) {
        at = WORD.lastIndex;
        give(normal(match[0]), start, at, /^[0-9]+$/.test(match[0]), false);
      } else at += /** @type {number} */ (text.codePointAt(start)) > 0xffff ? 2 : 1;
    }
  }

  /**
   * All words of a text, in order.
   * @param {string} text
   * @returns {Word[]}
   */
  function words(text) {
    /** @type {Word[]} */
    const found = [];
    let joined = "";
    let parts = 0;
    let digits = false;
    let start = 0;
    let at = 0;
    const close = () => {
      if (parts > 1 && joined.length <= LONGEST) found.push({ text: joined, start, end: at, joins: parts });
      joined = "";
      parts = 0;
    };
    pieces(text, (piece, from, to, numeric, plain) => {
      const between = from - at === 1 ? text.charCodeAt(at) : 0;
      const hyphen = between === 0x2d || between === 0x2010 || between === 0x2011;
      const goesOn =
        parts > 0 &&
        (digits
          ? numeric &&
            (hyphen || between === 0x20 || between === 0xa0 || between === 0x202f || between === 0x2009) &&
            to - from >= 2 && to - from <= 4 && joined.length + to - from <= 15
          : hyphen && !numeric && parts < 4);
      if (!goesOn) {
        close();
        digits = numeric;
        start = from;
      }
      at = to;
      if (!piece) return;
      joined += piece;
      parts++;
      if (plain || !UNSPACED.test(piece)) found.push({ text: piece, start: from, end: to, joins: 0 });
      else {
        const letters = Array.from(piece);
        for (let i = 0; i < Math.max(1, letters.length - 1); i++) {
          found.push({ text: letters.slice(i, i + 2).join(""), start: from, end: to, joins: 0 });
        }
      }
    });
    close();
    return found;
  }

  /**
   * The stem of a word; an irregular form has the stem of its base form.
   * @param {string} word
   */
  function stem(word) {
    const base = bases.get(word) || word;
    return rules.stem && (/^\p{Alphabetic}+$/u.test(base) || base.includes("'")) ? rules.stem(base) : base;
  }

  /**
   * The keys of the classes a word may belong to; which of them it is, the corpus has decided.
   * @param {string} word
   */
  function keys(word) {
    const found = [stem(word)];
    const base = rules.definite && /^(.{3,})ets?$/u.exec(word);
    if (base) found.unshift(stem(base[1]));
    const agent = rules.agents && /^(.{2,3}are)(?:n|ns|s)?$/u.exec(word);
    if (agent) found.unshift(agent[1]);
    return found;
  }

  return { words, stem, keys };
}
