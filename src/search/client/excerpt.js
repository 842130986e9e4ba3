/** About how many characters an excerpt holds. */
const EXCERPT = 220;
/** Words that tell less than this part of what the most telling one does are not marked. */
const TELLING = 0.3;
/** A text is read by so many characters at a time: a millisecond or two. */
const PIECE = 20_000;

/**
 * A part of a text with the places to mark.
 * @typedef {{excerpt: string, marks: [number, number][]}} Excerpt
 */

/**
 * What of a query a word answers.
 * @typedef {{term: number, weight: number, telling: boolean}} Mark
 */

/**
 * What to mark: each form with the number of its term. *som* in *ungdomar som säljer sex* is no help to the eye.
 * @param {Term[]} terms
 */
function createMarker(terms) {
  const least = TELLING * Math.max(...terms.map(({ weight }) => weight));
  const telling = terms.map(({ quoted, weight }) => quoted || weight >= least);
  /** @type {Map<string, number>} */
  const forms = new Map();
  /** @type {[string, number][]} */
  const stems = [];
  terms.forEach((term, number) => {
    for (const { of, weight } of term.found) {
      for (const form of of.forms) if (!forms.has(form)) forms.set(form, number);
      if (weight >= MATCH.stem && of.key.length >= 4) stems.push([of.key, number]);
    }
  });
  /** @type {Map<string, Mark | null>} */
  const known = new Map();
  return (/** @type {string} */ word) => {
    let mark = known.get(word);
    if (mark === undefined) {
      mark = null;
      const term = forms.get(word);
      if (term !== undefined) mark = { term, weight: terms[term].weight, telling: telling[term] };
      else {
        const part = stems.find(([stem]) => word.length > stem.length + 2 && word.includes(stem));
        if (part) mark = { term: part[1], weight: terms[part[1]].weight / 2, telling: telling[part[1]] };
      }
      known.set(word, mark);
    }
    return mark;
  };
}

/**
 * A word of a text that is asked for.
 * @typedef {Mark & {start: number, end: number}} Hit
 */

/**
 * The words of a text that are asked for. A long text is read a piece at a time, so that the page can draw between.
 * @param {string} text
 * @param {ReturnType<typeof createAnalysis>} analysis
 * @param {ReturnType<typeof createMarker>} marker
 * @param {() => Promise<void>} breathe
 */
async function hitsIn(text, analysis, marker, breathe) {
  /** @type {Hit[]} */
  const hits = [];
  for (let from = 0; from < text.length; ) {
    const space = text.indexOf(" ", from + PIECE);
    const to = space < 0 ? text.length : space;
    for (const word of analysis.words(text.slice(from, to))) {
      const mark = marker(word.text);
      if (mark) hits.push({ ...mark, start: from + word.start, end: from + word.end });
    }
    from = to;
    await breathe();
  }
  return hits;
}

/**
 * Where the stretch begins that holds most of what is asked for. More of a word counts little.
 * @param {Hit[]} hits
 */
function densest(hits) {
  let best = 0;
  let from = 0;
  let score = 0;
  /** @type {Map<number, {weight: number, count: number}>} */
  const inside = new Map();
  /** @param {Hit} hit @param {number} change */
  const count = ({ term, weight }, change) => {
    const all = inside.get(term) || { weight: 0, count: 0 };
    const worth = () => all.weight / (1 + 9 * Math.max(0, all.count - 1));
    score -= worth();
    all.weight += weight * change;
    all.count += change;
    score += worth();
    inside.set(term, all);
  };
  for (let first = 0, last = 0; first < hits.length; first++) {
    for (; last < hits.length && hits[last].end - hits[first].start <= EXCERPT; last++) count(hits[last], 1);
    // Of stretches that are as good, the first.
    if (score > best * 1.0001) {
      best = score;
      from = hits[first].start;
    }
    if (last > first) count(hits[first], -1);
    else last = first + 1;
  }
  return from;
}

/**
 * The stretch of a text that holds most of what is asked for.
 * @param {string} text
 * @param {ReturnType<typeof createAnalysis>} analysis
 * @param {ReturnType<typeof createMarker>} marker
 * @param {() => Promise<void>} breathe
 * @returns {Promise<Excerpt>}
 */
async function excerptOf(text, analysis, marker, breathe) {
  const all = await hitsIn(text, analysis, marker, breathe);
  const from = densest(all);
  const hits = all.filter(({ telling }) => telling);
  // A little of what stands before, from the beginning of the sentence where that is near.
  let start = Math.max(0, from - 60);
  if (start > 0) {
    const before = text.slice(Math.max(0, from - 90), from);
    const sentence = before.search(/(?<=[.!?]\s)\S[^.!?]*$/u);
    if (sentence >= 0) start = Math.max(0, from - 90) + sentence;
    else start = Math.min(from, text.indexOf(" ", start) + 1 || from);
  }
  let end = Math.min(text.length, start + EXCERPT + 20);
  if (end < text.length) {
    const space = text.lastIndexOf(" ", end);
    if (space > start + EXCERPT / 2) end = space;
    else if (/[\ud800-\udbff]/.test(text[end - 1])) end--;
  }
  const lead = start > 0 ? "… " : "";
  /** @type {[number, number][]} */
  const marks = [];
  for (const hit of hits) {
    if (hit.start < start || hit.end > end) continue;
    const previous = marks[marks.length - 1];
    const place = [hit.start - start + lead.length, hit.end - start + lead.length];
    if (previous && place[0] < previous[1]) previous[1] = Math.max(previous[1], place[1]);
    else marks.push([place[0], place[1]]);
  }
  return { excerpt: lead + text.slice(start, end) + (end < text.length ? " …" : ""), marks };
}
