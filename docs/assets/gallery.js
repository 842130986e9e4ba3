// The page of components: the search in its states, made by the theme's own template and interface (search-ui.js), with
// invented answers in place of the index.
"use strict";
(() => {
  const api = /** @type {any} */ (window).lykta;
  const template = /** @type {HTMLTemplateElement | null} */ (document.getElementById("search_template"));
  if (!api?.attachSearch || !template) return;

  /** A text with a word of it marked. @param {string} excerpt @param {string} word */
  const excerptOf = (excerpt, word) => {
    const start = excerpt.indexOf(word);
    return { excerpt, marks: start < 0 ? [] : [[start, start + word.length]] };
  };
  const nothing = { results: [], total: 0, facets: {}, corrected: null, missing: [] };
  const clinic = {
    url: "#show_search", title: "The harbour clinic", type: "service",
    ...excerptOf("Talks and advice for young people in the harbour. No referral is needed.", "harbour"),
    contact: "020-12 34 56 <tel:+4620123456> · Monday to Thursday, 9–16",
    sections: [{ title: "How to get in touch", url: "#show_search", ...excerptOf("Ring the bell by the harbour gate.", "harbour") }],
  };
  const report = { url: "#show_search", title: "A report on the harbour", type: "article", ...excerptOf("What is known, and what is not.", "clinic"), missing: ["clinic"] };
  const facets = { type: { service: 1, article: 12 }, topic: { Health: 7, Harbours: 3 } };
  const never = new Promise(() => {});

  /** What is typed in each state, and what comes of it. @type {Record<string, [string, () => any]>} */
  const states = {
    "at rest": ["", () => nothing],
    suggestions: ["harb", () => ({ ...nothing, results: [clinic, report], total: 2 })],
    results: ["harbour clinic", () => ({ ...nothing, results: [clinic, report], total: 13, facets })],
    correction: ["harbuor lamplight", () => ({ ...nothing, results: [clinic], total: 1, corrected: "harbour lamplight", missing: ["lamplight"] })],
    "nothing found": ["lamplight pier", () => nothing],
    searching: ["anything", () => never],
    failed: ["anything else", () => Promise.reject(new Error("invented"))],
  };
  const invented = new Map(Object.entries(states).map(([state, [query, answer]]) => [query, { state, answer }]));
  const search = api.search;
  api.search = async (/** @type {string} */ query, /** @type {any} */ options) => {
    const known = invented.get(query);
    if (!known) return search(query, options);
    // Suggestions come first and the results with the next pause, which for them does not come.
    return known.state === "suggestions" && options.excerpts !== false ? never : known.answer();
  };
  // The interface tries a query that found nothing with fewer words.
  invented.set("pier", { state: "results", answer: states.results[1] });

  for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-show-search]"))) {
    const number = place.querySelector("h3")?.id.split("_").pop();
    const shown = /** @type {HTMLElement} */ (template.content.cloneNode(true));
    const body = /** @type {HTMLElement} */ (shown.querySelector(".search-dialog-body"));
    // Every copy has ids of its own.
    for (const element of body.querySelectorAll("[id], [for], [aria-describedby]")) {
      for (const name of ["id", "for", "aria-describedby"]) {
        const value = element.getAttribute(name);
        if (value) element.setAttribute(name, `${value}_${number}`);
      }
    }
    const dialog = document.createElement("div");
    dialog.className = "search-dialog";
    dialog.append(body);
    place.append(dialog);

    const form = /** @type {HTMLFormElement} */ (body.querySelector("[role=search]"));
    form.setAttribute("aria-labelledby", place.getAttribute("aria-labelledby") || "");
    // Nobody has searched here: nothing is said aloud.
    form.querySelector("[role=status]")?.setAttribute("aria-live", "off");
    const input = /** @type {HTMLInputElement} */ (form.querySelector("input"));
    [input.value] = states[place.dataset.showSearch || ""] || [""];
    api.attachSearch(form, template.dataset);
    form.querySelector(".search-facets")?.setAttribute("open", "");
    if (place.dataset.showSearch === "suggestions") {
      setTimeout(() => input.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", altKey: true })));
    }
  }
})();
