// What the pages do where there are scripts: the search. Reading needs none of it.
//
// The form stands in the page (start page, search page) or in a dialog that the search link of the header
// opens. It asks `lykta.search`, which the script before this one defines, and shows the answer as an ordinary
// list of links. Nothing is stored, and nothing goes into the address or the history.
"use strict";
(() => {
  const api = window.lykta;
  if (!api) return;

  /** An element with a class and content; text is never read as HTML. */
  const make = (name, className, ...content) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.append(...content);
    return element;
  };

  /** The excerpt with its marked words. */
  const marked = ({ excerpt, marks }) => {
    const line = make("p");
    let from = 0;
    for (const [start, end] of marks) {
      line.append(excerpt.slice(from, start), make("mark", "", excerpt.slice(start, end)));
      from = end;
    }
    line.append(excerpt.slice(from));
    return line;
  };

  const link = (url, text) => {
    const element = make("a", "", text);
    element.href = url;
    return element;
  };

  /** A result: its kind, its title, an excerpt, and the sections that answer. */
  const entry = (result, texts) => {
    const item = make("li", "entry");
    const kind = texts[result.type];
    if (kind) item.append(make("p", "kicker", kind));
    item.append(make("h2", "entry-title", link(result.url, result.title)));
    if (result.excerpt) item.append(marked(result));
    if (result.contact) item.append(make("p", "entry-contact", result.contact));
    const sections = (result.sections || []).filter((section) => section.title !== result.title).slice(0, 3);
    if (sections.length) {
      const list = make("ul", "meta", ...sections.map((section) => make("li", "", link(section.url, section.title))));
      list.setAttribute("role", "list");
      item.append(list);
    }
    return item;
  };

  const attach = (form) => {
    const input = form.querySelector("input");
    const status = form.querySelector("[role=status]");
    const list = form.querySelector(".search-results");
    const texts = form.dataset;
    let latest = 0;
    let abort;

    const show = (text, results) => {
      status.textContent = text;
      list.replaceChildren(...results.map((result) => entry(result, texts)));
      list.hidden = !results.length;
    };

    const search = async () => {
      const query = input.value.trim();
      const turn = ++latest;
      abort?.abort();
      if (!query) return show("", []);
      abort = new AbortController();
      if (list.hidden) status.textContent = texts.loading;
      try {
        const answer = await api.search(query, { limit: 10, signal: abort.signal });
        // An answer that a newer query has overtaken is not shown.
        if (turn !== latest) return;
        const said = [];
        if (answer.corrected) said.push(texts.corrected.replace("{q}", () => answer.corrected));
        if (answer.results.length) said.push(texts.count.replace("{n}", answer.total));
        else said.push(texts.none.replace("{q}", () => query));
        if (answer.results.length && answer.missing.length) {
          said.push(texts.missing.replace("{w}", () => answer.missing.join(", ")));
        }
        show(said.join(" · "), answer.results);
      } catch {
        if (turn === latest) show(texts.failed, []);
      }
    };

    // The index is loaded when somebody means to search, not before.
    input.addEventListener("focus", () => api.loadSearch().catch(() => {}), { once: true });
    input.addEventListener("input", search);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      // What is said of the results comes next, then the results; on a phone the keyboard makes room.
      if (input.value.trim()) search().then(() => status.focus());
      else input.focus();
    });
    return input;
  };

  const form = document.querySelector("main form[role=search]");
  const field = form && attach(form);
  let dialog;

  /** Puts the reader into the field of the page, or into a dialog where the page has none. */
  const open = () => {
    if (field) {
      field.focus();
      field.select();
      return;
    }
    if (!dialog) {
      const template = document.getElementById("search_template");
      dialog = template.content.firstElementChild.cloneNode(true);
      document.body.append(dialog);
      dialog.field = attach(dialog.querySelector("form[role=search]"));
      // In a search field the first Esc would only empty it.
      dialog.addEventListener("keydown", (event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        dialog.close();
      });
      // A press beside the dialog closes it, as Esc does.
      dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    }
    dialog.showModal();
    dialog.field.focus();
    dialog.field.select();
  };

  for (const opener of document.querySelectorAll("[data-search]")) {
    opener.addEventListener("click", (event) => {
      // A new tab or window is the reader's own choice.
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      open();
    });
  }
  addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    if (!document.getElementById("search_template")) return;
    event.preventDefault();
    open();
  });
})();
