// The search as a reader meets it: a combobox with suggestions, and the results below it. Loaded when somebody
// means to search (see lykta.js); it asks `lykta.search` and knows no language: all texts are handed over.
//
// The files of this folder become one script, in one function. This one has what the others are made of. Whatever
// comes from the index or the reader is put into the page as text.

/**
 * @typedef {{excerpt: string, marks: [number, number][]}} Excerpt
 * @typedef {Excerpt & {url: string, title: string, type: string, contact?: string, missing?: string[],
 *   sections?: (Excerpt & {url: string, title: string})[]}} Result
 * @typedef {{results: Result[], total: number, facets: Record<string, Record<string, number>>,
 *   corrected: string | null, missing: string[]}} Answer
 * @typedef {Record<string, string>} Texts the site's words, by the names of data attributes
 */
const api = /** @type {any} */ (window).lykta;

/**
 * An element with a class and content; text is never read as HTML.
 * @param {string} name
 * @param {string} [className]
 * @param {(Node | string)[]} content
 * @returns {any}
 */
const make = (name, className, ...content) => {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...content);
  return element;
};

/** @param {string} url @param {(Node | string)[]} content */
const link = (url, ...content) => {
  const element = make("a", "", ...content);
  element.href = url;
  return element;
};

/** @param {string} text @param {() => void} press */
const button = (text, press) => {
  const element = make("button", "search-do", text);
  element.type = "button";
  element.addEventListener("click", press);
  return element;
};

/** A list that stays one for readers of VoiceOver although it has no bullets. @param {string} className @param {Node[]} items */
const listOf = (className, items) => {
  const list = make("ul", className, ...items.map((item) => make("li", "", item)));
  list.setAttribute("role", "list");
  return list;
};

/** A text with its gap filled; the filling is not read as a pattern. @param {string} text @param {string} value */
const fill = (text, value) => (text || "").replace(/\{\w+\}/, () => value);

/** What was typed, short enough to be said. @param {string} text */
const short = (text, most = 60) => {
  const letters = Array.from(text.slice(0, most * 2));
  return letters.length > most ? letters.slice(0, most).join("") + "…" : letters.join("");
};

/** @param {string[]} words */
const words = (words) => words.slice(0, 6).map((word) => short(word, 30)).join(", ") + (words.length > 6 ? " …" : "");

/** An excerpt with its marked words. @param {Excerpt} found @returns {(Node | string)[]} */
const marked = ({ excerpt, marks }) => {
  const parts = [];
  let from = 0;
  for (const [start, end] of marks) {
    parts.push(excerpt.slice(from, start), make("mark", "", excerpt.slice(start, end)));
    from = end;
  }
  return [...parts, excerpt.slice(from)];
};

/** @param {number} time @param {AbortSignal} signal */
const pause = (time, signal) =>
  new Promise((resolve, reject) => {
    setTimeout(() => (signal.aborted ? reject(signal.reason) : resolve(undefined)), time);
  });
