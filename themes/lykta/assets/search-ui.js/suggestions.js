const SUGGESTIONS = 8;

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

  /** @param {Result} result @param {number} number */
  const optionOf = ({ title, type }, number) => {
    const kind = texts[type];
    const option = make("li", "", kind ? `${title} (${kind})` : title);
    option.id = `${id}_option_${number}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    return option;
  };

  return {
    /** @param {Result[]} results */
    show(results) {
      shown = results.slice(0, SUGGESTIONS);
      active = -1;
      input.removeAttribute("aria-activedescendant");
      list.replaceChildren(...shown.map(optionOf));
      open(shown.length > 0 && document.activeElement === input);
    },
    /** Adds what was not at hand at first, below what is shown. @param {Result[]} results */
    complete(results) {
      if (list.hidden || shown.some(({ url }, number) => results[number]?.url !== url)) return;
      const known = shown.length;
      shown = results.slice(0, SUGGESTIONS);
      list.append(...shown.map(optionOf).slice(known));
    },
    close: () => open(false),
  };
};
