// Hitta stöd: which services fit, which may, and which do not, as the choices are made.
//
// The first part knows nothing of the page: the same rules as Lykta's `src/finder`, which makes the ready-made
// pages; a test runs both over the same questions. The second part reads the form, moves the entries of the
// list into groups and counts. Nothing is stored, sent, or put into the address or the history: the choices are
// native controls, which the browser itself restores when the reader comes back.
"use strict";
(() => {
  const APART = ["buyers", "unwanted_sexuality"];
  const AGE_GROUPS = ["children", "young_people", "adults"];
  const GROUP = {
    girls: "female", women: "female", boys: "male", men: "male", trans_people: "trans", hbtqi: "hbtqi",
  };
  const ADULT = 18;
  const ELSEWHERE = 4;

  const isApart = (roles) => !!roles && !roles.includes("exposed") && APART.some((role) => roles.includes(role));
  /** Whether the question is about the person who would come, and not advice to somebody else. */
  const isPersonal = (query) => query.role !== "professionals" && query.role !== "relatives";
  /** Whether a place is an area or part of it: a municipality's code begins with its county's. */
  const within = (place, area) =>
    place === area || (area.length === 2 && place.length === 4 && place.startsWith(area));

  /** Each rule adds to `one.may` or `one.not`; the role's answers whether the service has a part in the answer. */
  const rules = {
    role(one, service, asked) {
      const apart = APART.includes(asked);
      const { roles } = service;
      if (!roles) {
        one.role = 2;
        one.may.push("role_unknown");
      } else if (!roles.includes(asked)) {
        if (apart || isApart(roles)) return false;
        one.not.push("role");
      } else if (!apart && isApart(roles)) {
        one.role = 1;
        one.may.push(roles.includes("buyers") ? "about_buyers" : "about_unwanted_sexuality");
      }
      return true;
    },

    groups(one, { groups }, person) {
      if (!groups) {
        if (person.length) one.may.push("group_unknown");
        return;
      }
      const taken = groups.map((group) => GROUP[group]).filter(Boolean);
      const has = (group) => taken.includes(group);
      const takes = (group) => has(group) || (group === "trans" && has("hbtqi"));
      const both = has("female") && has("male");
      const free = groups.includes("everyone") || !taken.length || person.some(takes) ||
        (both && (has("trans") || !person.includes("trans")));
      if (free) return;
      // One may be part of a group without having said so; only this is plain.
      const only = (wanted, said) =>
        person.length === 1 && person[0] === said && taken.every((group) => group === wanted);
      if (only("female", "male") || only("male", "female")) one.not.push("group");
      else one.may.push("only_for");
    },

    age(one, { ages, groups }, [from, to]) {
      if (ages) {
        const min = ages.min ?? -Infinity;
        const max = ages.max ?? Infinity;
        if (max < from || min > to) one.not.push("age");
        else if (min > from || max < to) one.may.push("age_partly");
        return;
      }
      const has = (group) => !!groups && groups.includes(group);
      if (!AGE_GROUPS.some(has)) one.may.push("age_unknown");
      else if (has("young_people") || (has("children") && from < ADULT) || (has("adults") && to >= ADULT)) {
        one.may.push("age_group");
      } else one.not.push("not_age_group");
    },

    place(one, { areas, areas_open: open, place }, person) {
      if (areas) {
        if (areas.includes("national")) one.nearness = 1;
        else if (areas.some((area) => within(person, area))) one.nearness = 0;
        else if (areas.some((area) => within(area, person))) one.may.push("area_partly");
        else {
          one.nearness = ELSEWHERE;
          if (open) one.may.push("area_open");
          else one.not.push("area");
        }
      } else if (!place) {
        one.nearness = 3;
        one.may.push("place_unknown");
      } else if (place === "national") one.nearness = 1;
      else if (!within(person, place) && !within(place, person)) {
        one.nearness = person !== "national" && place.slice(0, 2) === person.slice(0, 2) ? 2 : ELSEWHERE;
        one.may.push("other_place");
      }
    },

    listed(one, known, wanted, open, name) {
      if (!known) one.may.push(`${name}_unknown`);
      else if (!wanted.some((word) => known.includes(word))) {
        if (open) one.may.push(`${name}_open`);
        else one.not.push(name);
      }
    },

    anonymous(one, { anonymous }) {
      if (anonymous === "no") one.not.push("anonymous");
      else if (anonymous !== "yes") one.may.push(`anonymous_${anonymous}`);
    },

    open(one, { hours }, now) {
      if (!hours) one.may.push("hours_unknown");
      else if (!hours.some((part) => holds(part, now))) one.not.push("closed");
    },

    status(one, { status }) {
      if (status === "unknown") one.may.push("status_unknown");
      else if (status !== "active") one.not.push(status);
    },
  };

  const holds = ({ days, opens, closes }, { day, minute }) => {
    if (opens < closes) return days.includes(day) && opens <= minute && minute < closes;
    // Past midnight: the evening of one day, and the morning of the next.
    return (days.includes(day) && opens <= minute) || (days.includes((day + 6) % 7) && minute < closes);
  };

  /** What each part of a question asks of a service, in the order in which reasons are told. */
  const steps = {
    role: (one, service, query) => rules.role(one, service, query.role),
    groups: (one, service, query) => rules.groups(one, service, isPersonal(query) ? query.groups : []),
    age: (one, service, query) => isPersonal(query) && query.age && rules.age(one, service, query.age),
    place: (one, service, query) => query.place && rules.place(one, service, query.place),
    channels: (one, { channels, channels_open: open }, query) =>
      query.channels.length && rules.listed(one, channels, query.channels, open, "channel"),
    anonymous: (one, service, query) => query.anonymous && rules.anonymous(one, service),
    way_in: (one, { way_in: known, way_in_open: open }, query) =>
      isPersonal(query) && query.way_in && rules.listed(one, known, [query.way_in], open, "way_in"),
    open: (one, service, query) => query.open && rules.open(one, service, query.open),
    status: rules.status,
  };
  const parts = Object.keys(steps);

  /** What stands for and against a service; nothing where it has no part in the answer. */
  const weigh = (service, query) => {
    const one = { may: [], not: [], role: 0, nearness: 0 };
    for (const part of parts) {
      if (steps[part](one, service, query) === false && part === "role") return undefined;
    }
    return one;
  };

  /** The answer: indices of services, which come in the order of their names, in groups with why. */
  const answer = (services, query) => {
    const weighed = [];
    services.forEach((service, at) => {
      const one = weigh(service, query);
      if (one) weighed.push({ at, one });
    });
    weighed.sort((a, b) =>
      a.one.role - b.one.role || a.one.nearness - b.one.nearness ||
      a.one.may.length - b.one.may.length || a.at - b.at);
    const found = { fits: [], may: [], not: [] };
    for (const { at, one } of weighed) {
      if (one.not.length) found.not.push([at, one.not]);
      else if (one.may.length) found.may.push([at, one.may]);
      else found.fits.push(at);
    }
    return found;
  };

  /** What a part of a question asks for, as one word: what only concerns a person is not asked in others' stead. */
  const PERSONAL = ["groups", "age", "way_in"];
  const asked = (part, query) => (PERSONAL.includes(part) && !isPersonal(query) ? "-" : JSON.stringify(query[part]));

  /**
   * Which services a part of a question rules out, by itself: 1 for each that it does. The same for the same words,
   * so it is found once and kept.
   */
  const kept = new WeakMap();
  const ruledOut = (services, part, query) => {
    if (!kept.has(services)) kept.set(services, new Map());
    const columns = kept.get(services);
    const key = `${part} ${asked(part, query)}`;
    if (!columns.has(key)) {
      const one = { may: [], not: [], role: 0, nearness: 0 };
      columns.set(key, Uint8Array.from(services, (service) => {
        one.may.length = 0;
        one.not.length = 0;
        const gone = steps[part](one, service, query) === false && part === "role";
        return gone || one.not.length ? 1 : 0;
      }));
    }
    return columns.get(key);
  };

  /** By how many parts of a question each service is ruled out. */
  const outs = (services, query) => {
    const sum = new Uint8Array(services.length);
    for (const part of parts) ruledOut(services, part, query).forEach((out, at) => { sum[at] += out; });
    return sum;
  };

  /**
   * How many services fit or may fit for each of `others`: questions that differ from `query` in one part. Only
   * that part is asked again.
   */
  const countAll = (services, query, others) => {
    const sum = outs(services, query);
    return others.map((other) => {
      const changed = parts.filter((part) => part !== "status" && asked(part, other) !== asked(part, query));
      const columns = changed.map((part) => [ruledOut(services, part, query), ruledOut(services, part, other)]);
      let number = 0;
      for (let at = 0; at < sum.length; at += 1) {
        let out = sum[at];
        for (const [before, after] of columns) out += after[at] - before[at];
        if (!out) number += 1;
      }
      return number;
    });
  };

  /** How many fit or may fit in each of `places`: what names no area does everywhere, the rest where they say. */
  const countPlaces = (services, query, places) => {
    const anywhere = { ...query, place: null };
    const own = new Map(places.map((place) => [place, 0]));
    const inside = new Map();
    for (const place of places) {
      const county = place.slice(0, 2);
      inside.set(county, [...(inside.get(county) ?? []), place]);
    }
    let everywhere = 0;
    outs(services, anywhere).forEach((bits, at) => {
      if (bits) return;
      const { areas, areas_open: open } = services[at];
      if (!areas || open || areas.includes("national")) {
        everywhere += 1;
        return;
      }
      const here = new Set(areas.flatMap((area) => (area.length === 2 ? inside.get(area) ?? [] : [area, area.slice(0, 2)])));
      for (const place of here) if (own.has(place)) own.set(place, own.get(place) + 1);
    });
    return (place) => everywhere + own.get(place);
  };

  /** Now in Sweden: day of the week (Monday is 0) and minute of the day. */
  const moment = (date) => {
    const format = new Intl.DateTimeFormat("en-GB", {
      timeZone: "Europe/Stockholm", weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
    });
    const parts = Object.fromEntries(format.formatToParts(date).map(({ type, value }) => [type, value]));
    const day = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(parts.weekday);
    return { day, minute: Number(parts.hour) * 60 + Number(parts.minute) };
  };

  if (typeof module === "object") {
    module.exports = { answer, countAll, countPlaces, moment };
    return;
  }

  // ---------- The page ----------

  const root = document.querySelector("[data-finder]");
  const source = document.getElementById("finder_data");
  if (!root || !source) return;
  const { services, why, texts } = JSON.parse(source.textContent);
  const form = root.querySelector("form");
  const status = root.querySelector("[role=status]");
  const sheet = root.querySelector("[data-sheet]");
  const group = (name) => {
    const section = root.querySelector(`[data-group=${name}]`);
    const [list, number, none] = [".entries", ".count", ".finder-none"].map((part) => section.querySelector(part));
    return { section, list, number, none, others: section.querySelectorAll(".finder-lead, details") };
  };
  const groups = { fits: group("fits"), may: group("may"), not: group("not") };
  const all = group("all");
  const entries = [];
  for (const entry of all.list.children) entries[Number(entry.dataset.at)] = entry;
  /** A choice that asks for nothing is called so in the form: an empty value may be lost on the way there. */
  const wanted = (value) => (value && value !== "any" ? value : null);
  const options = [...form.elements.place.options].map((option) => ({ option, name: option.text }));
  const inputs = [...form.querySelectorAll(".option input")];
  const places = options.map(({ option }) => option.value).filter(wanted);
  /** More than so many are not laid out at once. */
  const SHOWN = 50;
  const shown = { fits: SHOWN, may: SHOWN, not: SHOWN };

  const checked = (name) => [...form.querySelectorAll(`[name=${name}]:checked`)].map((input) => input.value);
  const read = () => ({
    role: checked("role")[0] ?? "exposed",
    age: ages(checked("age")[0]),
    place: wanted(form.elements.place.value),
    groups: checked("group"),
    channels: checked("channel"),
    anonymous: checked("anonymous").length > 0,
    way_in: wanted(checked("way_in")[0]),
    open: checked("open").length ? moment(new Date()) : null,
  });
  const ages = (band) => wanted(band)?.split("-").map(Number) ?? null;

  /** The question as it would be with one more choice; of the channels with this one alone. */
  const chosen = (query, { name, value }) => {
    switch (name) {
      case "role": return { ...query, role: value };
      case "age": return { ...query, age: ages(value) };
      case "group": return { ...query, groups: [...new Set([...query.groups, value])] };
      case "channel": return { ...query, channels: [value] };
      case "anonymous": return { ...query, anonymous: true };
      case "open": return { ...query, open: query.open ?? moment(new Date()) };
      default: return { ...query, way_in: wanted(value) };
    }
  };

  const line = (text, from) => {
    const item = document.createElement("li");
    const words = document.createElement("span");
    words.append(text);
    if (from) {
      const cite = document.createElement("span");
      cite.className = "cite";
      cite.append(`, ${texts.according} ${from}`);
      words.append(cite);
    }
    item.append(words);
    return item;
  };

  /** A line for each thing that is known; what is not is said in one. */
  const lines = (service, reasons) => {
    const said = [];
    const unknown = [];
    for (const key of reasons) {
      const [text, fact] = why[key];
      const [value, from] = (fact && service.says[fact]) || [];
      if (key.endsWith("_unknown")) unknown.push(text);
      else said.push(line(text.replace("{v}", () => value ?? ""), from));
    }
    if (unknown.length) {
      const last = unknown.pop();
      const both = (all) => texts.or.replace("{a}", () => all.join(", ")).replace("{z}", () => last);
      const list = unknown.length ? both(unknown) : last;
      said.push(line(texts.unknown.replace("{v}", () => list)));
    }
    return said;
  };

  const place = (name, found) => {
    const { section, list, number, none, others } = groups[name];
    const visible = found.slice(0, shown[name]);
    list.replaceChildren(...visible.map(([at, reasons]) => {
      const entry = entries[at];
      const shownWhy = entry.querySelector(".why");
      shownWhy.replaceChildren(...lines(services[at], reasons));
      shownWhy.hidden = !reasons.length;
      return entry;
    }));
    if (found.length > visible.length) {
      const more = document.createElement("button");
      more.type = "button";
      more.className = "button button-plain";
      more.append(texts.more.replace("{n}", found.length - visible.length));
      more.addEventListener("click", () => {
        const next = entries[found[visible.length][0]];
        shown[name] = Infinity;
        update();
        next.querySelector("a").focus();
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
    const query = read();
    for (const part of form.querySelectorAll("[data-personal]")) part.hidden = !isPersonal(query);
    const found = answer(services, query);
    // Entries that have no part in the answer wait in the list that is not shown.
    all.list.append(...entries.filter((entry) => entry.parentElement !== all.list));
    place("fits", found.fits.map((at) => [at, []]));
    place("may", found.may);
    place("not", found.not);
    all.section.hidden = true;
    const tally = texts.tally
      .replace("{f}", found.fits.length).replace("{m}", found.may.length).replace("{n}", found.not.length);
    // Said again only when it has changed.
    if (status.textContent !== tally) status.textContent = tally;
    // The answer is painted first; what other choices would give comes with the next turn.
    clearTimeout(counting);
    counting = setTimeout(showCounts, 0, query);
  };

  let counting;
  const showCounts = (query) => {
    const counts = countAll(services, query, [
      ...inputs.map((input) => chosen(query, input)),
      { ...query, place: null },
    ]);
    inputs.forEach((input, at) => {
      input.parentElement.querySelector("[data-count]").textContent = counts[at];
    });
    const inPlace = countPlaces(services, query, places);
    for (const { option, name } of options) {
      option.text = `${name} (${wanted(option.value) ? inPlace(option.value) : counts.at(-1)})`;
    }
  };

  form.addEventListener("input", update);
  // The controls have their first values only after the event.
  form.addEventListener("reset", () => setTimeout(update));
  form.addEventListener("submit", (event) => event.preventDefault());
  root.querySelector("[data-jump]").addEventListener("click", () => {
    const heading = document.getElementById("finder_answer");
    heading.focus({ preventScroll: true });
    heading.parentElement.scrollIntoView();
  });

  // ---------- The referral sheet ----------

  const taken = () => entries.filter((entry) => entry.querySelector("[data-take]").checked);
  const gather = () => {
    const chosenEntries = taken();
    for (const entry of entries) entry.classList.toggle("taken", chosenEntries.includes(entry));
    document.body.classList.toggle("has-sheet", chosenEntries.length > 0);
    sheet.hidden = !chosenEntries.length;
    sheet.textContent = texts.sheet.replace("{n}", chosenEntries.length);
  };
  let undo = [];
  root.querySelector(".finder-answer").addEventListener("change", gather);
  sheet.addEventListener("click", () => print());
  addEventListener("beforeprint", () => {
    const chosenEntries = taken();
    if (!chosenEntries.length) return;
    const day = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeZone: "Europe/Stockholm" });
    root.querySelector("[data-today]").textContent = day.format(new Date());
    const folded = chosenEntries.flatMap((entry) => [entry.querySelector("details"), entry.closest(".finder-more")]);
    for (const details of folded.filter((one) => one && !one.open)) {
      details.open = true;
      undo.push(() => { details.open = false; });
    }
    // What was chosen before another question is still on the sheet.
    if (chosenEntries.some((entry) => entry.parentElement === all.list) && all.section.hidden) {
      all.section.hidden = false;
      undo.push(() => { all.section.hidden = true; });
    }
  });
  addEventListener("afterprint", () => {
    for (const back of undo.splice(0)) back();
  });

  // On the way back the browser has put the choices back by now.
  addEventListener("pageshow", () => {
    update();
    gather();
  });
})();
