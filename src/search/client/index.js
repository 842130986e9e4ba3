/**
 * A class of forms with one stem, as a chunk lists it.
 * @typedef {object} Class
 * @property {string} key the stem
 * @property {string} fold the stem in plain letters
 * @property {string[]} forms the most common first
 * @property {Uint8Array} bytes
 * @property {number} at where its record begins
 * @property {number} end
 * @property {number} sections where its sections begin
 * @property {number} sectionsEnd
 * @property {Postings | null} postings once they are read
 * @property {boolean} [accents] whether a form is not in plain letters, once that is asked
 */

/**
 * A stretch of the vocabulary.
 * @typedef {object} WordChunk
 * @property {Class[]} classes
 * @property {Map<string, Class[]>} near the same by the first letters of their stems
 */

/**
 * What a result shows of its page.
 * @typedef {{url: string, title: string}} Head
 */

/**
 * A section's text, and a contact line of the page it is of.
 * @typedef {{contact: string, id: string, title: string, text: string, words?: Map<string, number>}} SectionText
 *   `words` once they are counted
 */

/**
 * The head of the root file.
 * @typedef {object} RootHead
 * @property {number} format
 * @property {string} prefix
 * @property {number} pages
 * @property {boolean} whole whether all chunks are written into the root
 * @property {number[]} spelling the length of the words in each list for spelling
 * @property {[string, string[]][]} facets
 * @property {string} common words that stand on very many pages
 * @property {string} letters
 * @property {string} irregular
 * @property {boolean} definite
 * @property {boolean} agents
 */

/** So many chunks of words, of texts and for spelling in a row share the hash in their name. */
const TOGETHER = { w: 4, t: 8, s: 1 };

/** The chunks of an index, loaded when they are asked for and kept. */
class Store {
  /**
   * @param {RootHead} head
   * @param {Uint8Array} bytes
   * @param {Record<string, string>} inline chunks written into the root
   * @param {Head[]} titles of all pages, where they are written into the root
   * @param {(name: string) => Promise<string>} load
   */
  constructor(head, bytes, inline, titles, load) {
    const reader = new Reader(bytes);
    this.head = head;
    this.inline = inline;
    this.load = load;
    /** The number of the first section of each page, and of all sections. */
    this.firsts = new Uint32Array(head.pages + 1);
    for (let page = 0; page < head.pages; page++) this.firsts[page + 1] = this.firsts[page] + reader.number();
    /** Where each chunk of words begins, and the number of the first section in each of texts. */
    this.wordStarts = fronted(reader.text());
    this.textStarts = reader.ascending();
    this.facets = head.facets.map(([name, values]) => ({
      name,
      values: values.map((value) => ({ value, pages: reader.ascending() })),
    }));
    /** Pages for others than those whom most readers ask for. */
    this.lesser = new Set(reader.ascending());
    this.common = new Set(head.common.split(" "));
    this.hashes = bytes.subarray(reader.at);
    /** What is known of each page so far: of all from the root, or of those that chunks have brought. */
    this.heads = titles;
    /** @type {Map<string, Promise<any>>} */
    this.kept = new Map();
  }

  /** The values of a facet. @param {string} name */
  facet(name) {
    return this.facets.find((one) => one.name === name)?.values || [];
  }

  /** @param {number} page */
  typeOf(page) {
    return this.facet("type").find(({ pages }) => pages.includes(page))?.value || "";
  }

  /**
   * @template T
   * @param {"w" | "t" | "s"} kind
   * @param {number} number
   * @param {(bytes: Uint8Array) => T} read
   * @returns {Promise<T>}
   */
  chunk(kind, number, read) {
    const rows = [this.wordStarts.length / TOGETHER.w, this.textStarts.length / TOGETHER.t].map(Math.ceil);
    const before = { w: 0, t: rows[0], s: rows[0] + rows[1] };
    const at = 3 * (before[kind] + Math.floor(number / TOGETHER[kind]));
    const hash = (this.hashes[at] << 16) | (this.hashes[at + 1] << 8) | this.hashes[at + 2];
    const name = `${this.head.prefix}-${kind}${number}.${(hash * 2).toString(32).padStart(5, "0")}`;
    let kept = this.kept.get(name);
    if (!kept) {
      const inline = this.inline[name];
      kept = (inline === undefined ? this.load(name) : Promise.resolve(inline)).then(unpack).then(read);
      // A chunk that failed is asked for again next time.
      kept.catch(() => this.kept.delete(name));
      this.kept.set(name, kept);
    }
    return kept;
  }

  /** @param {number} number */
  words(number) {
    return this.chunk("w", number, (bytes) => readWords(bytes, this.heads));
  }

  /** @param {number} number */
  spelling(number) {
    return this.chunk("s", number, readSpelling);
  }

  /**
   * The sections of a chunk of text, by their number.
   * @param {number} number
   */
  texts(number) {
    return this.chunk("t", number, (bytes) => readTexts(bytes, this.textStarts[number], this));
  }

  /**
   * The chunk of words that holds a folded key, if any does.
   * @param {string} key
   */
  wordChunk(key) {
    return lastAtMost(this.wordStarts, key);
  }

  /** @param {number} section */
  textChunk(section) {
    return lastAtMost(this.textStarts, section);
  }
}

/**
 * The last place in a sorted list that holds no more than a value; the first if none does.
 * @template T
 * @param {ArrayLike<T>} list
 * @param {T} value
 */
function lastAtMost(list, value) {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/**
 * A word that is told by how many letters it shares with the one before, and the rest.
 * @param {string} before
 * @param {string} told
 */
const after = (before, told) => before.slice(0, told.charCodeAt(0) - 33) + told.slice(1);

/** A list of such words, each with an end. @param {string} list */
function fronted(list) {
  const words = list.split("\x1e");
  words.pop();
  let before = "";
  return words.map((told) => (before = after(before, told)));
}

/**
 * @param {Uint8Array} bytes
 * @param {Head[]} heads gets those that come along
 * @returns {WordChunk}
 */
function readWords(bytes, heads) {
  const reader = new Reader(bytes);
  const lines = reader.text().split("\x1e");
  lines.pop();
  const pages = reader.ascending();
  const titles = reader.text().split("\x1e");
  const lengths = Uint32Array.from({ length: lines.length * 2 }, () => reader.number());
  let before = "";
  let at = reader.at;
  let sections = lengths.reduce((sum, length, number) => (number % 2 ? sum : sum + length), at);
  const classes = lines.map((line, number) => {
    const [key, ...forms] = line.split("\x1f");
    before = after(before, key);
    return {
      key: before,
      fold: fold(before),
      forms: forms.map((form) => before.slice(0, before.length - form.charCodeAt(0) + 33) + form.slice(1)),
      bytes,
      at,
      end: (at += lengths[number * 2]),
      sections,
      sectionsEnd: (sections += lengths[number * 2 + 1]),
      postings: null,
    };
  });
  /** @type {Map<string, Class[]>} */
  const near = new Map();
  for (const of of classes) {
    const start = startOf(of.fold);
    near.get(start)?.push(of) || near.set(start, [of]);
  }
  pages.forEach((page, number) => {
    const [url, title] = titles[number].split("\x1f");
    heads[page] = { url, title };
  });
  return { classes, near };
}

/** The letters by which classes lie together. @param {string} folded */
const startOf = (folded) => folded.slice(0, 2);

/** Whether a class has forms that are not in plain letters. @param {Class} of */
const hasAccents = (of) => (of.accents ??= of.forms.some((word) => word !== fold(word)));

/**
 * @param {Uint8Array} bytes
 * @param {number} first
 * @param {Store} store whose heads get those that come along
 * @returns {Map<number, SectionText>}
 */
function readTexts(bytes, first, { heads, firsts }) {
  const sections = new Map();
  for (const part of decoder.decode(bytes).split("\x1d")) {
    const [packed, ...texts] = part.split("\x1e");
    const [contact, url, title] = packed.split("\x1f");
    if (url) heads[lastAtMost(firsts, first)] = { url, title };
    for (const packedText of texts) {
      const [id, title, text] = packedText.split("\x1f");
      sections.set(first++, { contact, id, title, text });
    }
  }
  return sections;
}

/**
 * The postings of a class: pages with weights, the best first unless they are few; then those whose title
 * holds it, each with the share of the title and the form it stands in.
 * @typedef {object} Postings
 * @property {Uint32Array} pages
 * @property {Uint8Array} weights
 * @property {Uint32Array} titled
 * @property {Uint8Array} shares
 * @property {Uint32Array} forms
 */

/** Classes on no more pages than this list them one by one, then their weights, two in a byte. */
const FEW = 12;

/**
 * Reads the postings of a class, once.
 * @param {Class} of
 * @returns {Postings}
 */
function postingsOf(of) {
  if (of.postings) return of.postings;
  const reader = new Reader(of.bytes);
  reader.at = of.at;
  const count = reader.number();
  const pages = new Uint32Array(count);
  const weights = new Uint8Array(count);
  if (count <= FEW) {
    for (let i = 0, page = 0; i < count; i++) pages[i] = page += reader.number();
    for (let i = 0; i < count; i++) weights[i] = i % 2 ? of.bytes[reader.at++] & 15 : of.bytes[reader.at] >>> 4;
    reader.at += count % 2;
  } else {
    for (let i = 0; i < count; ) {
      const packed = reader.number();
      for (let run = packed >>> 4, page = 0; run > 0 && i < count; run--) {
        pages[i] = page += reader.number();
        weights[i++] = packed & 15;
      }
    }
  }
  const titles = reader.number();
  const titled = new Uint32Array(titles);
  const shares = new Uint8Array(titles);
  const forms = new Uint32Array(titles);
  for (let i = 0, page = 0; i < titles; i++) {
    const packed = reader.number();
    titled[i] = page += packed >>> 4;
    shares[i] = packed & 15;
    if (of.forms.length > 1) forms[i] = reader.number();
  }
  return (of.postings = { pages, weights, titled, shares, forms });
}

/**
 * Calls back with the sections of each page that a class lists them for, as long as the answer is true.
 * Sections of the least pages of a frequent class are not listed.
 * @param {Class} of
 * @param {Uint32Array} firsts the number of the first section of each page
 * @param {(page: number) => boolean} before whether to go on with this page
 * @param {(page: number, section: number, weight: number) => void} onSection
 */
function readSections(of, firsts, before, onSection) {
  const { pages, weights } = postingsOf(of);
  const reader = new Reader(of.bytes);
  reader.at = of.sections;
  for (let i = 0; i < pages.length; i++) {
    const page = pages[i];
    if (!before(page)) return;
    if (firsts[page + 1] - firsts[page] === 1) {
      onSection(page, 0, (weights[i] * 3) / 15);
      continue;
    }
    if (reader.at >= of.sectionsEnd) continue;
    for (let section = 0; ; section++) {
      const packed = reader.number();
      section += packed >>> 3;
      onSection(page, section, (packed >>> 1) & 3);
      if (packed & 1) break;
    }
  }
}
