// What the pages do where there are scripts: the search. Reading needs none of it.
//
// This file stands on every page, so it is small: it shows the search (the field of the page, or a dialog where
// the page has none), and loads the rest, the index and the interface (search-ui.js), when somebody means to
// search. Nothing is stored, and nothing goes into the address or the history.
"use strict";
(() => {
  const api = window.lykta;
  const script = document.currentScript;
  const template = document.getElementById("search_template");
  if (!api || !template) return;

  /** The interface, while it is loaded and after. A failure is forgotten, so that the next try is a new one. */
  let coming;
  const loadInterface = () => {
    coming ||= new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = new URL(script.dataset.root + script.dataset.ui, script.baseURI);
      element.onload = resolve;
      element.onerror = () => {
        element.remove();
        coming = null;
        reject(new Error("The search interface is missing"));
      };
      document.head.append(element);
    });
    return coming;
  };

  /** Both come at once; what is typed meanwhile stands in the field and is searched for then. */
  const wake = (form) => {
    api.loadSearch().catch(() => {});
    loadInterface().then(
      () => api.attachSearch(form, template.dataset),
      () => {
        const status = form.querySelector("[role=status]");
        status.classList.remove("visually-hidden");
        status.textContent = template.dataset.failed;
        form.querySelector(".search-ways").hidden = false;
      },
    );
  };

  const prepare = (form) => {
    const input = form.querySelector("input");
    input.addEventListener("focus", () => wake(form));
    // Before the interface is there, the browser would leave the page.
    form.addEventListener("submit", (event) => event.preventDefault());
    if (document.activeElement === input) wake(form);
    return input;
  };

  const own = document.querySelector("main form[role=search]");
  const field = own && prepare(own);
  let dialog;

  const makeDialog = () => {
    dialog = template.content.firstElementChild.cloneNode(true);
    document.body.append(dialog);
    dialog.field = prepare(dialog.querySelector("form[role=search]"));
    // In a search field the browser's Esc would only empty it. The interface takes its own before this.
    dialog.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      event.preventDefault();
      dialog.close();
    });
    // A press beside the dialog closes it, as Esc does.
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  };

  /** Puts the reader into the field of the page, or into a dialog where the page has none. */
  const open = () => {
    if (!field) {
      if (!dialog) makeDialog();
      if (!dialog.open) dialog.showModal();
    }
    const target = field || dialog.field;
    target.focus();
    target.select();
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
    event.preventDefault();
    open();
  });
})();
