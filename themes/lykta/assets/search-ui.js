// The search as a reader meets it: a combobox with suggestions, and the results below it. Loaded when somebody
// means to search (see lykta.js); it asks `lykta.search` and knows no language: all texts are handed over.
//
// In this order: small things, suggestions, results, facets, what to do when nothing is found, and the search
// that holds them together. Whatever comes from the index or the reader is put into the page as text.
"use strict";
(() => {
  /**
   * @typedef {{excerpt: string, marks: [number, number][]}} Excerpt
   * @typedef {Excerpt & {url: string, title: string, type: string, contact?: string, missing?: string[],
   *   sections?: (Excerpt & {url: string, title: string})[]}} Result
   * @typedef {{results: Result[], total: number, facets: Record<string, Record<string, number>>,
   *   corrected: string | null, missing: string[]}} Answer
   * @typedef {Record<string, string>} Texts the site's words, by the names of data attributes
   */
  const api = /** @type {any} */ (window).lykta;

  const SUGGESTIONS = 8;
  /** So many pages at first, and so many more each time. */
  const PAGE = 10;
  /** Excerpts wait until the reader pauses: each letter of a word would load others. */
  const PAUSE = 120;
  /** A screen reader says what came of it once the typing has stopped. */
  const HUSH = 700;
  /** From this width of the search on, in pixels, facets stand beside the results; the style sheet knows it too. */
  const WIDE = 720;

  // ---------- Small things ----------

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

  // ---------- Suggestions ----------

  /**
   * A combobox by the ARIA pattern: the focus stays in the field, and the field says which option is meant. An
   * option is plain text, as nothing inside one is read out.
   * @param {HTMLInputElement} input
   * @param {Texts} texts
   */
  const createSuggestions = (input, texts) => {
    const id = input.id;
    const list = make("ul", "search-suggestions");
    list.id = `${id}_suggestions`;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", texts.suggestions);
    list.hidden = true;
    input.after(list);
    const say = (/** @type {string} */ name, /** @type {string} */ value) => input.setAttribute(name, value);
    input.setAttribute("role", "combobox");
    say("aria-autocomplete", "list");
    say("aria-expanded", "false");
    say("aria-controls", list.id);
    /** @type {Result[]} */
    let shown = [];
    let active = -1;

    const activate = (/** @type {number} */ number) => {
      list.children[active]?.setAttribute("aria-selected", "false");
      active = number;
      const option = list.children[active];
      if (!option) return input.removeAttribute("aria-activedescendant");
      option.setAttribute("aria-selected", "true");
      say("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    };
    const open = (/** @type {boolean} */ is) => {
      list.hidden = !is;
      say("aria-expanded", String(is));
      if (!is) activate(-1);
    };
    const go = (/** @type {number} */ number) => {
      // The address of a result is the site's own; as a link, so that nothing else can be meant by it.
      link(shown[number].url).click();
    };

    // A press on the list must not take the focus from the field, which would close the list under the finger.
    list.addEventListener("pointerdown", (/** @type {Event} */ event) => event.preventDefault());
    list.addEventListener("mousedown", (/** @type {Event} */ event) => event.preventDefault());
    list.addEventListener("click", (/** @type {any} */ event) => {
      const number = Array.from(list.children).indexOf(event.target.closest("[role=option]"));
      if (number >= 0) go(number);
    });
    input.addEventListener("blur", () => open(false));

    /** @type {Record<string, (event: KeyboardEvent) => boolean>} what a key does, and whether it did */
    const keys = {
      ArrowDown: (event) => {
        if (!shown.length) return false;
        if (list.hidden) open(true);
        if (!event.altKey) activate(active + 1 < shown.length ? active + 1 : -1);
        return true;
      },
      ArrowUp: (event) => {
        if (!shown.length) return false;
        if (event.altKey) open(false);
        else {
          if (list.hidden) open(true);
          activate(active < 0 ? shown.length - 1 : active - 1);
        }
        return true;
      },
      Enter: () => active >= 0 && (go(active), true),
      Escape: () => !list.hidden && (open(false), true),
    };
    input.addEventListener("keydown", (event) => {
      // While a word is composed (in Chinese, say), keys belong to the composing.
      if (event.isComposing || event.ctrlKey || event.metaKey) return;
      if (keys[event.key]?.(event)) event.preventDefault();
    });

    return {
      /** @param {Result[]} results */
      show(results) {
        shown = results.slice(0, SUGGESTIONS);
        active = -1;
        input.removeAttribute("aria-activedescendant");
        list.replaceChildren(
          ...shown.map(({ title, type }, number) => {
            const kind = texts[type];
            const option = make("li", "", kind ? `${title} (${kind})` : title);
            option.id = `${id}_option_${number}`;
            option.setAttribute("role", "option");
            option.setAttribute("aria-selected", "false");
            return option;
          }),
        );
        open(shown.length > 0 && document.activeElement === input);
      },
      close: () => open(false),
    };
  };

  // ---------- Results ----------

  /** Ways to be in touch: `text <where it leads>`, parted by dots. @param {string} contact */
  const contactOf = (contact) =>
    listOf(
      "entry-contact",
      contact.split(" · ").map((part) => {
        const [, text, href] = /^(.*) <((?:tel:|mailto:|https?:)[^<>]*)>$/.exec(part) || [];
        if (!href) return make("span", "", part);
        const way = link(href, text);
        if (href.startsWith("http")) way.rel = "noopener noreferrer";
        return way;
      }),
    );

  /**
   * A page that was found: its kind, its title, an excerpt, whom to call, and the sections that answer.
   * @param {Result} result
   * @param {Texts} texts
   */
  const entry = (result, texts) => {
    const item = make("li", "entry");
    if (texts[result.type]) item.append(make("p", "kicker", texts[result.type]));
    item.append(make("h3", "entry-title", link(result.url, result.title)));
    if (result.excerpt) item.append(make("p", "", ...marked(result)));
    if (result.missing?.length) item.append(make("p", "search-lacks", fill(texts.lacks, words(result.missing))));
    if (result.contact) item.append(contactOf(result.contact));
    const sections = (result.sections || []).filter(({ title }) => title !== result.title).slice(0, 3);
    if (sections.length) {
      const line = (/** @type {any} */ section) => {
        const place = make("div", "", link(section.url, section.title));
        if (section.excerpt && section.excerpt !== result.excerpt) place.append(make("p", "", ...marked(section)));
        return place;
      };
      item.append(listOf("entry-sections", sections.map(line)));
    }
    return item;
  };

  // ---------- Facets ----------

  /**
   * Boxes to tick, with how many pages each would leave. They keep their places while the reader ticks, and are
   * made anew for another query.
   * @param {HTMLElement} place
   * @param {Texts} texts
   * @param {boolean} wide whether there is room beside the results
   * @param {() => void} changed
   */
  const createFacets = (place, texts, wide, changed) => {
    /** So many values of a facet stand open; the rest is folded away. */
    const OPEN = 6;
    /** @type {Record<string, Set<string>>} */
    const chosen = {};
    /** @type {Map<string, {box: HTMLInputElement, count: HTMLElement}>} */
    let boxes = new Map();
    const body = make("div", "search-facets-body");
    const clear = button(texts.clear, () => {
      for (const values of Object.values(chosen)) values.clear();
      for (const { box } of boxes.values()) box.checked = false;
      place.querySelector("summary")?.focus();
      changed();
    });
    const summary = make("summary", "", texts.filter);
    const details = make("details", "search-facets", summary, body, clear);
    details.open = wide;
    place.append(details);
    place.hidden = true;

    const number = () => Object.values(chosen).reduce((sum, values) => sum + values.size, 0);
    const label = (/** @type {string} */ name, /** @type {string} */ value) => (name === "type" && texts[value]) || value;
    const heading = (/** @type {string} */ name) => texts["facet" + name.charAt(0).toUpperCase() + name.slice(1)];

    /** @param {string} name @param {string} value */
    const choice = (name, value) => {
      const box = make("input");
      box.type = "checkbox";
      box.checked = !!chosen[name]?.has(value);
      box.addEventListener("change", () => {
        chosen[name] ||= new Set();
        chosen[name][box.checked ? "add" : "delete"](value);
        changed();
      });
      const count = make("span", "search-facet-count");
      boxes.set(`${name}\n${value}`, { box, count });
      return make("label", "", box, make("span", "", label(name, value), " ", count));
    };

    /** @param {string} name @param {Record<string, number>} counts */
    const group = (name, counts) => {
      const values = new Set([...Object.keys(counts), ...(chosen[name] || [])]);
      if (!heading(name) || (values.size < 2 && !chosen[name]?.size)) return [];
      const sorted = [...values].sort((a, b) => (counts[b] || 0) - (counts[a] || 0));
      const choices = sorted.map((value) => choice(name, value));
      const set = make("fieldset", "", make("legend", "", heading(name)), ...choices.slice(0, OPEN));
      if (choices.length > OPEN) {
        const rest = make("details", "", make("summary", "", texts.moreValues), ...choices.slice(OPEN));
        rest.open = choices.slice(OPEN).some((one) => one.querySelector("input").checked);
        set.append(rest);
      }
      return [set];
    };

    return {
      /** The facets in the form that `lykta.search` takes. */
      filters: () => Object.fromEntries(Object.entries(chosen).filter(([, values]) => values.size).map(([name, values]) => [name, [...values]])),
      number,
      clear: () => clear.click(),
      /** @param {Record<string, Record<string, number>>} facets @param {boolean} anew */
      show(facets, anew) {
        if (anew) {
          boxes = new Map();
          // What something is comes before what it is about.
          const names = Object.keys(facets).sort((a, b) => Number(b === "type") - Number(a === "type"));
          body.replaceChildren(...names.flatMap((name) => group(name, facets[name])));
        }
        for (const [key, { count }] of boxes) {
          const [name, value] = key.split("\n");
          count.textContent = `(${facets[name]?.[value] || 0})`;
        }
        summary.textContent = number() ? `${texts.filter} (${number()})` : texts.filter;
        clear.hidden = !number();
        place.hidden = !body.children.length;
      },
      hide: () => (place.hidden = true),
    };
  };

  // ---------- Nothing found ----------

  /**
   * Other searches that do find something: the words one by one, or the beginning of a word. What is offered has
   * been tried, so that nobody is sent from nothing to nothing.
   * @param {string} query
   * @param {AbortSignal} signal
   * @returns {Promise<string[]>}
   */
  const tryFewer = async (query, signal) => {
    const finds = async (/** @type {string} */ text) =>
      (await api.search(text, { limit: 1, excerpts: false, signal })).total > 0;
    const typed = [...new Set(query.match(/[\p{L}\p{N}]+/gu) || [])];
    const found = [];
    if (typed.length > 1 || /["“”»«„]/.test(query)) {
      for (const word of typed.slice(0, 6)) if (await finds(word)) found.push(word);
    }
    const [word] = typed;
    if (typed.length === 1 && word.length < 40) {
      // At least four letters and more than half of the word: less would lead anywhere.
      for (let length = word.length - 1; length >= 4 && length > word.length / 2 && !found.length; length -= 1) {
        const start = word.slice(0, length);
        if (await finds(`"${start}"`)) found.push(start);
      }
    }
    return found;
  };

  // ---------- The search ----------

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
})();
