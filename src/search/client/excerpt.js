/** About how many characters an excerpt holds. */
const EXCERPT = 220;

/**
 * A part of a text with the places to mark.
 * @typedef {{excerpt: string, marks: [number, number][]}} Excerpt
 */

/**
 * What to mark: each form with the number of its term.
 * @param {Term[]} terms
 */
function createMarker(terms) {
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
  /** @type {Map<string, {term: number, weight: number} | null>} */
  const known = new Map();
  return (/** @type {string} */ word) => {
    let mark = known.get(word);
    if (mark === undefined) {
      mark = null;
      const term = forms.get(word);
      if (term !== undefined) mark = { term, weight: terms[term].weight };
      else {
        const part = stems.find(([stem]) => word.length > stem.length + 2 && word.includes(stem));
        if (part) mark = { term: part[1], weight: terms[part[1]].weight / 2 };
      }
      known.set(word, mark);
    }
    return mark;
  };
}

/**
 * The stretch of a text that holds most of what is asked for.
 * @param {string} text
 * @param {ReturnType<typeof createAnalysis>} analysis
 * @param {ReturnType<typeof createMarker>} marker
 * @returns {Excerpt}
 */
function excerptOf(text, analysis, marker) {
  const hits = [];
  for (const word of analysis.words(text)) {
    const mark = marker(word.text);
    if (mark) hits.push({ ...mark, start: word.start, end: word.end });
  }
  let from = 0;
  let best = -1;
  /** @type {Map<number, number>} */
  const inside = new Map();
  for (let first = 0, last = 0; first < hits.length; first++) {
    while (last < hits.length && hits[last].end - hits[first].start <= EXCERPT) {
      inside.set(hits[last].term, (inside.get(hits[last].term) || 0) + 1);
      last++;
    }
    let score = 0;
    for (let i = first; i < last; i++) score += hits[i].weight / (1 + 9 * Math.max(0, (inside.get(hits[i].term) || 1) - 1));
    if (score > best * 1.0001) {
      best = score;
      from = hits[first].start;
    }
    const left = (inside.get(hits[first].term) || 1) - 1;
    inside.set(hits[first].term, left);
  }
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
