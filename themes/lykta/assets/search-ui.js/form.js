/** So many pages at first, and so many more each time. */
const PAGE = 10;
/** Excerpts wait until the reader pauses: each letter of a word would load others. */
const PAUSE = 120;
/** A screen reader says what came of it once the typing has stopped. */
const HUSH = 700;
/** From this width of the search on, in pixels, facets stand beside the results; the style sheet knows it too. */
const WIDE = 720;

/** @type {WeakSet<HTMLFormElement>} */
const attached = new WeakSet();

/**
 * Makes a form search.
 * @param {HTMLFormElement} form
 * @param {Texts} texts
 */
api.attachSearch = (form, texts) => {
  if (attached.has(form)) return;
  attached.add(form);
  const input = /** @type {HTMLInputElement} */ (form.querySelector("input"));
  const status = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
  const ways = /** @type {HTMLElement} */ (form.querySelector(".search-ways"));
  const heading = make("h2", "search-heading");
  heading.tabIndex = -1;
  const notes = make("div", "search-notes");
  const list = make("ul", "entries search-results");
  list.setAttribute("role", "list");
  const facetPlace = make("div", "search-facets-place");
  const more = button(texts.more, () => {
    limit += PAGE;
    const next = list.children.length;
    search().then(() => list.children[next]?.querySelector("a").focus());
  });
  const found = make("div", "search-found", heading, notes, list, more);
  const panel = make("div", "search-panel", facetPlace, found);
  panel.hidden = true;
  form.append(panel);
  found.append(ways);
  // An earlier try to load this file may have failed, and have said so.
  ways.hidden = true;
  status.textContent = "";
  status.classList.add("visually-hidden");

  let limit = PAGE;
  let turn = new AbortController();
  let hush = 0;
  /** The query whose facets are shown. */
  let faceted = "";
  const suggestions = createSuggestions(input, texts);
  const facets = createFacets(facetPlace, texts, form.clientWidth >= WIDE, () => {
    limit = PAGE;
    search();
  });

  /** Says something, once the typing has stopped. @param {string} text */
  const say = (text) => {
    clearTimeout(hush);
    hush = setTimeout(() => (status.textContent = text), HUSH);
  };

  /** Searches for something else instead. @param {string} query */
  const instead = (query) => {
    input.value = query;
    limit = PAGE;
    search().then(() => heading.focus());
  };

  /** @param {string} title @param {Node[]} told @param {Result[]} results */
  const show = (title, told, results) => {
    heading.textContent = title;
    notes.replaceChildren(...told);
    list.replaceChildren(...results.map((result) => entry(result, texts)));
    list.hidden = !results.length;
    more.hidden = true;
    ways.hidden = true;
    panel.hidden = !title;
  };

  const empty = () => {
    suggestions.show([]);
    show("", [], []);
    facets.hide();
    clearTimeout(hush);
    status.textContent = "";
    faceted = "";
  };

  /** @param {string} query @param {Answer} answer @param {AbortSignal} signal */
  const present = (query, answer, signal) => {
    const { results, total, corrected, missing } = answer;
    const told = [];
    const said = [];
    if (corrected && results.length) {
      const typed = query.replace(/["“”»«„]/g, "");
      said.push(fill(texts.corrected, short(corrected)));
      told.push(make("p", "", said[0], " ", button(fill(texts.instead, short(typed)), () => instead(`"${typed}"`))));
    }
    if (missing.length && results.length) {
      said.push(fill(texts.missing, words(missing)));
      told.push(make("p", "", said[said.length - 1]));
    }
    const title = fill(results.length ? texts.count : texts.none, results.length ? String(total) : short(query));
    show(title, told, results);
    more.hidden = results.length >= total || !results.length;
    facets.show(answer.facets, query !== faceted);
    faceted = query;
    if (!results.length) {
      ways.hidden = false;
      if (facets.number()) notes.append(make("p", "", button(texts.clear, facets.clear)));
      // Tried after the answer is shown, and without a word if it does not work out.
      tryFewer(query, signal).then((fewer) => {
        if (signal.aborted || !fewer.length) return;
        const offers = fewer.map((text) => button(fill(texts.instead, text), () => instead(text)));
        notes.append(make("p", "", texts.fewer), listOf("search-offers", offers));
      }, () => {});
    }
    say([title, ...said].join(" "));
  };

  const fail = () => {
    suggestions.show([]);
    show(texts.failed, [make("p", "", button(texts.retry, () => search().then(() => heading.focus())))], []);
    facets.hide();
    ways.hidden = false;
    say(texts.failed);
  };

  /**
   * Searches for what stands in the field; a search that is under way is overtaken.
   * @param {boolean} [typing] whether the reader may still be typing: then titles come first, as suggestions
   */
  const search = async (typing = false) => {
    turn.abort();
    turn = new AbortController();
    const { signal } = turn;
    const query = input.value.trim();
    if (!query) return empty();
    const waiting = setTimeout(() => {
      if (signal.aborted) return;
      if (panel.hidden) show(texts.loading, [], []);
      panel.setAttribute("aria-busy", "true");
    }, 300);
    try {
      const filters = facets.filters();
      if (typing) {
        const titles = await api.search(query, { limit: SUGGESTIONS, filters, signal, excerpts: false });
        if (signal.aborted) return;
        suggestions.show(titles.results);
        await pause(PAUSE, signal);
      }
      const answer = await api.search(query, { limit, filters, signal });
      if (!signal.aborted) present(query, answer, signal);
    } catch {
      if (!signal.aborted) fail();
    } finally {
      clearTimeout(waiting);
      if (!signal.aborted) panel.removeAttribute("aria-busy");
    }
  };

  input.addEventListener("input", () => {
    limit = PAGE;
    search(true);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!input.value.trim()) return input.focus();
    // What was found comes next; on a phone the keyboard makes room for it.
    search().then(() => {
      suggestions.close();
      heading.focus();
    });
    suggestions.close();
  });
  if (input.value) search(true);
};
