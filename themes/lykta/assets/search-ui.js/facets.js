/** So many values of a facet stand open; the rest is folded away. */
const OPEN = 6;

/**
 * Boxes to tick, with how many pages each would leave. They keep their places while the reader ticks, and are
 * made anew for another query.
 * @param {HTMLElement} place
 * @param {Texts} texts
 * @param {boolean} wide whether there is room beside the results
 * @param {() => void} changed
 */
const createFacets = (place, texts, wide, changed) => {
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
