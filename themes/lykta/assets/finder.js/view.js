/** More than so many are not laid out at once. */
const SHOWN = 50;

/** A choice that asks for nothing is called so in the form: an empty value may be lost on the way there. @param {string} [value] */
const wanted = (value) => (value && value !== "any" ? value : null);

/** @param {string} [band] */
const agesOf = (band) => wanted(band)?.split("-").map(Number) ?? null;

/** @param {HTMLFormElement} form @returns {Query} */
const read = (form) => {
  /** @param {string} name */
  const checked = (name) =>
    Array.from(form.querySelectorAll(`[name=${name}]:checked`), (input) => /** @type {HTMLInputElement} */ (input).value);
  return {
    role: checked("role")[0] ?? "exposed",
    age: agesOf(checked("age")[0]),
    place: wanted(/** @type {any} */ (form.elements).place.value),
    groups: checked("group"),
    channels: checked("channel"),
    anonymous: checked("anonymous").length > 0,
    way_in: wanted(checked("way_in")[0]),
    open: checked("open").length ? moment(new Date()) : null,
  };
};

/**
 * The question as it would be with one more choice; of the channels with this one alone.
 * @param {Query} query
 * @param {HTMLInputElement} choice
 * @returns {Query}
 */
const withChoice = (query, { name, value }) => {
  switch (name) {
    case "role": return { ...query, role: value };
    case "age": return { ...query, age: agesOf(value) };
    case "group": return { ...query, groups: [...new Set([...query.groups, value])] };
    case "channel": return { ...query, channels: [value] };
    case "anonymous": return { ...query, anonymous: true };
    case "open": return { ...query, open: query.open ?? moment(new Date()) };
    default: return { ...query, way_in: wanted(value) };
  }
};

/**
 * Reads the form, moves the entries of the list into groups, and counts what each other choice would give.
 * @param {any} root
 * @param {{services: Service[], why: Record<string, [string, string?]>, texts: Record<string, string>}} data
 */
const startFinder = (root, { services, why, texts }) => {
  const form = root.querySelector("form");
  const status = root.querySelector("[role=status]");
  /** @param {string} name */
  const group = (name) => {
    const section = root.querySelector(`[data-group=${name}]`);
    const [list, number, none] = [".entries", ".count", ".finder-none"].map((part) => section.querySelector(part));
    return { section, list, number, none, others: section.querySelectorAll(".finder-lead, details"), shown: SHOWN };
  };
  const groups = { fits: group("fits"), may: group("may"), not: group("not") };
  const all = group("all");
  /** @type {HTMLElement[]} */
  const entries = [];
  for (const entry of all.list.children) entries[Number(entry.dataset.at)] = entry;
  /** @type {{option: HTMLOptionElement, name: string}[]} */
  const options = Array.from(form.elements.place.options, (option) => ({ option, name: option.text }));
  /** @type {HTMLInputElement[]} */
  const inputs = [...form.querySelectorAll(".option input")];
  const places = options.map(({ option }) => option.value).filter(wanted);
  const gather = createSheet(root, entries, all.list, texts);

  /**
   * @param {ReturnType<typeof group>} into
   * @param {[number, string[]][]} found
   */
  const place = (into, found) => {
    const { section, list, number, none, others, shown } = into;
    const visible = found.slice(0, shown);
    list.replaceChildren(...visible.map(([at, reasons]) => {
      const entry = entries[at];
      const shownWhy = /** @type {HTMLElement} */ (entry.querySelector(".why"));
      shownWhy.replaceChildren(...linesOf(services[at], reasons, why, texts));
      shownWhy.hidden = !reasons.length;
      return entry;
    }));
    if (found.length > visible.length) {
      const more = document.createElement("button");
      more.type = "button";
      more.className = "button button-plain";
      more.append(texts.more.replace("{n}", String(found.length - visible.length)));
      more.addEventListener("click", () => {
        const next = entries[found[visible.length][0]];
        into.shown = Infinity;
        update();
        next.querySelector("a")?.focus();
      });
      const item = document.createElement("li");
      item.append(more);
      list.append(item);
    }
    number.textContent = found.length;
    none.hidden = found.length > 0;
    for (const other of others) other.hidden = !found.length;
    section.hidden = false;
  };

  const update = () => {
    const query = read(form);
    for (const part of form.querySelectorAll("[data-personal]")) part.hidden = !isPersonal(query);
    const found = answer(services, query);
    // Entries that have no part in the answer wait in the list that is not shown.
    all.list.append(...entries.filter((entry) => entry.parentElement !== all.list));
    place(groups.fits, found.fits.map((at) => [at, []]));
    place(groups.may, found.may);
    place(groups.not, found.not);
    all.section.hidden = true;
    const [f, m, n] = [found.fits, found.may, found.not].map(({ length }) => String(length));
    const tally = texts.tally.replace("{f}", f).replace("{m}", m).replace("{n}", n);
    // Said again only when it has changed.
    if (status.textContent !== tally) status.textContent = tally;
    // The answer is painted first; what other choices would give comes with the next turn.
    clearTimeout(counting);
    counting = setTimeout(showCounts, 0, query);
  };

  let counting = 0;
  /** @param {Query} query */
  const showCounts = (query) => {
    const others = inputs.map((input) => withChoice(query, input));
    const counts = countAll(services, query, [...others, { ...query, place: null }]);
    inputs.forEach((input, at) => {
      const count = input.parentElement?.querySelector("[data-count]");
      if (count) count.textContent = String(counts[at]);
    });
    const inPlace = countPlaces(services, query, places);
    for (const { option, name } of options) {
      option.text = `${name} (${wanted(option.value) ? inPlace(option.value) : counts.at(-1)})`;
    }
  };

  form.addEventListener("input", update);
  // The controls have their first values only after the event.
  form.addEventListener("reset", () => setTimeout(update));
  form.addEventListener("submit", (/** @type {Event} */ event) => event.preventDefault());
  root.querySelector("[data-jump]").addEventListener("click", () => {
    const heading = /** @type {HTMLElement} */ (document.getElementById("finder_answer"));
    heading.focus({ preventScroll: true });
    heading.parentElement?.scrollIntoView();
  });
  // On the way back the browser has put the choices back by now.
  addEventListener("pageshow", () => {
    update();
    gather();
  });
};

const finder = document.querySelector("[data-finder]");
const data = document.getElementById("finder_data");
if (finder && data) startFinder(finder, JSON.parse(data.textContent || ""));
