/** A screen reader says what came of it once the typing has stopped. */
const HUSH = 700;

/**
 * The place of the results: a heading, notes, the list, and the ways on where nothing is found.
 * @param {HTMLFormElement} form
 * @param {Texts} texts
 * @param {() => void} showMore
 */
const createPanel = (form, texts, showMore) => {
  const status = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
  const ways = /** @type {HTMLElement} */ (form.querySelector(".search-ways"));
  const heading = make("h2", "search-heading");
  heading.tabIndex = -1;
  const notes = make("div", "search-notes");
  const list = make("ul", "entries search-results");
  list.setAttribute("role", "list");
  const facets = make("div", "search-facets-place");
  const more = button(texts.more, showMore);
  const panel = make("div", "search-panel", facets, make("div", "search-found", heading, notes, list, more, ways));
  form.append(panel);
  status.classList.add("visually-hidden");
  let hush = 0;

  /** @param {string} title @param {Node[]} told @param {Result[]} results */
  const fillIn = (title, told, results) => {
    heading.textContent = title;
    notes.replaceChildren(...told);
    list.replaceChildren(...results.map((result) => entry(result, texts)));
    list.hidden = !results.length;
    more.hidden = true;
    ways.hidden = true;
    panel.hidden = !title;
  };

  const clear = () => {
    fillIn("", [], []);
    clearTimeout(hush);
    status.textContent = "";
  };
  // An earlier try to load this file may have failed, and have said so.
  clear();

  return {
    facets,
    clear,
    /** @param {string} title @param {Node[]} told @param {Result[]} [results] @param {boolean} [isMore] */
    show(title, told, results = [], isMore = false) {
      fillIn(title, told, results);
      more.hidden = !isMore;
      ways.hidden = results.length > 0;
      // Of the notes what they say, not what their buttons do.
      const said = Array.from(notes.querySelectorAll("span"), (note) => note.textContent);
      clearTimeout(hush);
      hush = setTimeout(() => (status.textContent = [title, ...said].join(" ")), HUSH);
    },
    /** @param {Node[]} told */
    note: (...told) => notes.append(...told),
    /** To the heading, or to a result. @param {number} [result] */
    focus: (result = -1) => (list.children[result]?.querySelector("a") || heading).focus(),
    wait() {
      if (panel.hidden) fillIn(texts.loading, [], []);
      panel.setAttribute("aria-busy", "true");
    },
    rest: () => panel.removeAttribute("aria-busy"),
  };
};
