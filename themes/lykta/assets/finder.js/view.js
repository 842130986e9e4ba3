/** More than so many are not laid out unasked. */
const SHOWN = 50;
/** So many are put into the lists at first: enough for the first screen, and little enough for one frame. */
const SLICE = 12;
/** So many follow in each frame, of which nobody waits for the last. */
const STEP = 6;
/** So many that are not shown are taken out of the page at a time. */
const SWEPT = 200;
/** For so many choices it is counted at a time. */
const COUNTED = 8;
/** What somebody has chosen. */
const CHOSEN = ":checked:not(:default)";

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
    return { section, list, number, none, others: section.querySelectorAll(".finder-lead, details") };
  };
  const groups = { fits: group("fits"), may: group("may"), not: group("not") };
  const all = group("all");
  /** @type {HTMLElement[]} */
  const entries = [];
  for (const entry of all.list.children) entries[Number(entry.dataset.at)] = entry;
  /** @type {{option: HTMLOptionElement, name: string}[]} */
  const options = Array.from(form.elements.place.options, (option) => ({ option, name: option.text.replace(/ \(\d+\)$/, "") }));
  /** @type {HTMLInputElement[]} */
  const inputs = [...form.querySelectorAll(".option input")];
  const places = options.map(({ option }) => option.value).filter(wanted);
  const sheet = createSheet(root, entries, all.list, texts);

  /** The question that is being answered. */
  let query = read(form);

  /** An entry that tells why it stands where it stands. @param {number} at */
  const told = (at) => {
    const entry = entries[at];
    const shownWhy = /** @type {HTMLElement} */ (entry.querySelector(".why"));
    const said = reasons(services[at], query);
    shownWhy.replaceChildren(...linesOf(services[at], said, why, texts));
    shownWhy.hidden = !said.length;
    return entry;
  };

  /** What is still to be put into the lists. @type {{into: ReturnType<typeof group>, found: number[], from: number, to: number}[]} */
  let queue = [];
  let filling = 0;
  /** Puts some entries into the lists. @param {number} room */
  const fill = (room) => {
    while (room && queue.length) {
      const [part] = queue;
      const { into, found, from, to } = part;
      const end = Math.min(from + room, to);
      into.list.append(...found.slice(from, end).map(told));
      room -= end - from;
      part.from = end;
      if (end === to) {
        queue.shift();
        if (to < found.length) into.list.append(more(part));
      }
    }
  };
  const fillOn = () => {
    fill(STEP);
    filling = queue.length ? requestAnimationFrame(fillOn) : 0;
  };

  /** A button for the rest of a list. @param {typeof queue[number]} part */
  const more = ({ into, found, from }) => {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-plain";
    button.append(texts.more.replace("{n}", String(found.length - from)));
    button.addEventListener("click", () => {
      item.remove();
      queue.unshift({ into, found, from, to: found.length });
      cancelAnimationFrame(filling);
      fillOn();
      entries[found[from]].querySelector("a")?.focus();
    });
    item.append(button);
    return item;
  };

  /**
   * @param {ReturnType<typeof group>} into
   * @param {number[]} found
   */
  const place = (into, found) => {
    const { section, list, number, none, others } = into;
    list.replaceChildren();
    queue.push({ into, found, from: 0, to: Math.min(SHOWN, found.length) });
    number.textContent = found.length;
    none.hidden = found.length > 0;
    for (const other of others) other.hidden = !found.length;
    section.hidden = false;
  };

  let sweeping = 0;
  /**
   * Until something is chosen, the list shows its first services, and the rest at a press. That is taken out of the
   * page already now, as the first answer takes out all: so it has little left to do.
   */
  const sweep = () => {
    const taken = new Set(sheet.taken());
    const rest = Array.from(all.list.children).slice(SHOWN).filter((entry) => !taken.has(entry));
    for (const entry of rest.slice(-SWEPT)) entry.remove();
    sweeping = rest.length > SWEPT ? setTimeout(sweep) : 0;
  };
  // Before the press does what it is for: see finder-loader.js.
  all.section.addEventListener("click", (/** @type {any} */ { target }) => {
    if (!target.closest("[data-all]")) return;
    clearTimeout(sweeping);
    all.list.append(...entries.slice(SHOWN));
  }, true);

  const update = () => {
    clearTimeout(sweeping);
    query = read(form);
    for (const part of form.querySelectorAll("[data-personal]")) part.hidden = !isPersonal(query);
    const found = answer(services, query);
    // What is chosen for the sheet stays in the page, in a list that is not shown. Everything else is taken out:
    // thousands of services that nobody sees would make each answer slow.
    all.list.replaceChildren(...sheet.taken());
    queue = [];
    place(groups.fits, found.fits);
    place(groups.may, found.may);
    place(groups.not, found.not);
    cancelAnimationFrame(filling);
    fill(SLICE);
    all.section.hidden = true;
    const [f, m, n] = [found.fits, found.may, found.not].map(({ length }) => String(length));
    const tally = texts.tally.replace("{f}", f).replace("{m}", m).replace("{n}", n);
    // Said again only when it has changed.
    if (status.textContent !== tally) status.textContent = tally;
    // What one sees first is painted first; what other choices would give comes with the next turn, and after
    // that has been painted the rest of the lists.
    count(query);
  };

  let counting = 0;
  /** @param {Query} query */
  const count = (query) => {
    clearTimeout(counting);
    counting = setTimeout(showCounts, 0, query, 0);
  };

  /** Counts for some of the choices, then for the next, and for the places last. @param {Query} query @param {number} from */
  const showCounts = (query, from) => {
    const some = inputs.slice(from, from + COUNTED);
    const counts = countAll(services, query, some.map((input) => withChoice(query, input)));
    some.forEach((input, at) => {
      const shown = input.parentElement?.querySelector("[data-count]");
      if (shown) shown.textContent = String(counts[at]);
    });
    counting = from + COUNTED < inputs.length
      ? setTimeout(showCounts, 0, query, from + COUNTED)
      : setTimeout(showPlaces, 0, query);
  };

  /** @param {Query} query */
  const showPlaces = (query) => {
    const [anywhere] = countAll(services, query, [{ ...query, place: null }]);
    const inPlace = countPlaces(services, query, places);
    for (const { option, name } of options) {
      const text = `${name} (${wanted(option.value) ? inPlace(option.value) : anywhere})`;
      // An open list of choices is not disturbed for nothing.
      if (option.text !== text) option.text = text;
    }
    filling = requestAnimationFrame(() => { filling = requestAnimationFrame(fillOn); });
    counting = setTimeout(prepare, 0);
  };

  /** Asks for a place once: the other choices have been counted, and the first one of a place finds its rule ready. */
  const prepare = () => columnOf(services, "place", { ...query, place: places[0] });

  form.addEventListener("input", update);
  // The controls have their first values only after the event.
  form.addEventListener("reset", () => setTimeout(update));

  /** The page stands as it was built until something is chosen; then, and on the way back, it is answered. */
  const show = () => {
    sheet.gather();
    if (form.querySelector(CHOSEN)) return update();
    count(read(form));
    if (all.list.matches(".is-short")) sweep();
  };
  show();
  // On the way back the browser has put the choices back by now.
  addEventListener("pageshow", show);
};

const finder = document.querySelector("[data-finder]");
const data = document.getElementById("finder_data");
if (finder && data) startFinder(finder, JSON.parse(data.textContent || ""));
