// Hitta stöd: which services fit, which may, and which do not, as the choices are made. Nothing is stored, sent, or
// put into the address or the history: the choices are native controls, which the browser itself restores when
// the reader comes back. The files of this folder become one script, in one function.
//
// This one knows nothing of the page: it has the same rules as Lykta's `src/finder`, which makes the ready-made
// pages; a test runs both over the same questions.

/**
 * What the finder knows of a service; what the sources do not say is null.
 * @typedef {object} Service
 * @property {string[] | null} roles
 * @property {string[] | null} groups
 * @property {{min?: number | null, max?: number | null} | null} ages
 * @property {string[] | null} areas
 * @property {boolean} areas_open whether it may be more than the areas named
 * @property {string | null} place
 * @property {string[] | null} channels
 * @property {boolean} channels_open
 * @property {string[] | null} way_in
 * @property {boolean} way_in_open
 * @property {string} anonymous
 * @property {Hours[] | null} hours
 * @property {Exception[]} exceptions the days that are otherwise; the first that holds on a day counts
 * @property {string} status
 * @property {Record<string, [string, string | null]>} says the words of a fact, and their source
 */

/** @typedef {{days: number[], opens: number, closes: number}} Hours */
/** Days, from and to, with a year or every year, and the hours then. @typedef {{period: [string, string], hours: Hours[]}} Exception */
/** A time in Sweden: `2026-12-24` and the minute of the day. @typedef {{date: string, minute: number}} Moment */

/**
 * What is asked for.
 * @typedef {object} Query
 * @property {string} role
 * @property {number[] | null} age from and to
 * @property {string | null} place
 * @property {string[]} groups
 * @property {string[]} channels
 * @property {boolean} anonymous
 * @property {string | null} way_in
 * @property {Moment | null} open
 */

/**
 * What stands for and against a service: what is not known for sure, what rules it out, and its place in the order.
 * @typedef {{may: string[], not: string[], role: number, nearness: number}} Weighed
 */

/** Indices of services in groups. @typedef {{fits: number[], may: number[], not: number[]}} Answer */

/**
 * What a part of a question says of each service: whether it rules it out (1) or leaves it no part in the answer
 * (`GONE`), and its place in the order: see `rankOf`.
 * @typedef {{out: Uint8Array, rank: Uint16Array}} Column
 */

const APART = ["buyers", "unwanted_sexuality"];
const AGE_GROUPS = ["children", "young_people", "adults"];
/** @type {Record<string, string>} */
const GROUP = {
  girls: "female", women: "female", boys: "male", men: "male", trans_people: "trans", hbtqi: "hbtqi",
};
const ADULT = 18;
const ELSEWHERE = 4;

/** Whether a service is for those who buy, or who worry about themselves, and not for the exposed. @param {string[] | null} roles */
const isApart = (roles) => !!roles && !roles.includes("exposed") && APART.some((role) => roles.includes(role));
/** Whether the question is about the person who would come, and not advice to somebody else. @param {Query} query */
const isPersonal = (query) => query.role !== "professionals" && query.role !== "relatives";
/**
 * Whether a place is an area or part of it: a municipality's code begins with its county's.
 * @param {string} place
 * @param {string} area
 */
const within = (place, area) =>
  place === area || (area.length === 2 && place.length === 4 && place.startsWith(area));

/** Each rule adds to `one.may` or `one.not`; the role's answers whether the service has a part in the answer. */
const rules = {
  /** @param {Weighed} one @param {Service} service @param {string} asked */
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

  /** @param {Weighed} one @param {Service} service @param {string[]} person */
  groups(one, { groups }, person) {
    if (!groups) {
      if (person.length) one.may.push("group_unknown");
      return;
    }
    const taken = groups.map((group) => GROUP[group]).filter(Boolean);
    const has = (/** @type {string} */ group) => taken.includes(group);
    const takes = (/** @type {string} */ group) => has(group) || (group === "trans" && has("hbtqi"));
    const both = has("female") && has("male");
    const free = groups.includes("everyone") || !taken.length || person.some(takes) ||
      (both && (has("trans") || !person.includes("trans")));
    if (free) return;
    // One may be part of a group without having said so; only this is plain.
    const only = (/** @type {string} */ wanted, /** @type {string} */ said) =>
      person.length === 1 && person[0] === said && taken.every((group) => group === wanted);
    if (only("female", "male") || only("male", "female")) one.not.push("group");
    else one.may.push("only_for");
  },

  /** @param {Weighed} one @param {Service} service @param {number[]} asked */
  age(one, { ages, groups }, [from, to]) {
    if (ages) {
      const min = ages.min ?? -Infinity;
      const max = ages.max ?? Infinity;
      if (max < from || min > to) one.not.push("age");
      else if (min > from || max < to) one.may.push("age_partly");
      return;
    }
    const has = (/** @type {string} */ group) => !!groups && groups.includes(group);
    if (!AGE_GROUPS.some(has)) one.may.push("age_unknown");
    else if (has("young_people") || (has("children") && from < ADULT) || (has("adults") && to >= ADULT)) {
      one.may.push("age_group");
    } else one.not.push("not_age_group");
  },

  /** @param {Weighed} one @param {Service} service @param {string} person */
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

  /** @param {Weighed} one @param {string[] | null} known @param {string[]} wanted @param {boolean} open @param {string} name */
  listed(one, known, wanted, open, name) {
    if (!known) one.may.push(`${name}_unknown`);
    else if (!wanted.some((word) => known.includes(word))) {
      if (open) one.may.push(`${name}_open`);
      else one.not.push(name);
    }
  },

  /** @param {Weighed} one @param {Service} service */
  anonymous(one, { anonymous }) {
    if (anonymous === "no") one.not.push("anonymous");
    else if (anonymous !== "yes") one.may.push(`anonymous_${anonymous}`);
  },

  /** @param {Weighed} one @param {Service} service @param {Moment} now */
  open(one, service, { date, minute }) {
    const today = hoursOn(service, date);
    if (!today) one.may.push("hours_unknown");
    else if (!today.some((hours) => holds(hours, date, minute))) {
      // What goes past midnight belongs to the day before, which may have been another kind of day.
      const yesterday = dayOf(date).before;
      const late = hoursOn(service, yesterday)?.some((hours) => goesOn(hours, yesterday, minute));
      if (!late) one.not.push(exceptionOn(service, date) ? "closed_then" : "closed");
    }
  },

  /** @param {Weighed} one @param {Service} service */
  status(one, { status }) {
    if (status === "unknown") one.may.push("status_unknown");
    else if (status !== "active") one.not.push(status);
  },
};

/** @type {Map<string, {weekday: number, before: string}>} */
const calendar = new Map();
/** The day of the week, Monday being 0, and the day before. Thousands of services ask for the same one. @param {string} date */
const dayOf = (date) => {
  let day = calendar.get(date);
  if (!day) {
    const midnight = new Date(date);
    const before = new Date(midnight.getTime() - 86_400_000).toISOString().slice(0, 10);
    day = { weekday: (midnight.getUTCDay() + 6) % 7, before };
    calendar.set(date, day);
  }
  return day;
};
/** Whether it is open that day at that minute. @param {Hours} hours @param {string} date @param {number} minute */
const holds = ({ days, opens, closes }, date, minute) =>
  days.includes(dayOf(date).weekday) && opens <= minute && (closes <= opens || minute < closes);
/** Whether the hours of the day before last until that minute. @param {Hours} hours @param {string} before @param {number} minute */
const goesOn = ({ days, opens, closes }, before, minute) =>
  closes <= opens && days.includes(dayOf(before).weekday) && minute < closes;
/** Whether a day lies in a period: once, or every year and then maybe past New Year. @param {Exception} exception @param {string} date */
const isWithin = ({ period: [from, to] }, date) => {
  const day = date.slice(-from.length);
  return from <= to ? from <= day && day <= to : from <= day || day <= to;
};
/** What is otherwise on a day. @param {Service} service @param {string} date */
const exceptionOn = ({ exceptions }, date) => exceptions.find((exception) => isWithin(exception, date));
/** The hours that hold on a day; none where no source says. @param {Service} service @param {string} date */
const hoursOn = (service, date) => exceptionOn(service, date)?.hours ?? service.hours;

/**
 * What each part of a question asks of a service, in the order in which reasons are told.
 * @type {Record<string, (one: Weighed, service: Service, query: Query) => unknown>}
 */
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

/** @returns {Weighed} */
const unweighed = () => ({ may: [], not: [], role: 0, nearness: 0 });

/**
 * Why a service stands where it stands in an answer; nothing where it fits or has no part in it.
 * @param {Service} service
 * @param {Query} query
 */
const reasons = (service, query) => {
  const one = unweighed();
  for (const part of parts) {
    if (steps[part](one, service, query) === false && part === "role") return [];
  }
  return one.not.length ? one.not : one.may;
};

/** What only concerns a person is not asked in others' stead. */
const PERSONAL = ["groups", "age", "way_in"];
/** What a part of a question asks for, as one word. @param {string} part @param {Query} query */
const asked = (part, query) =>
  PERSONAL.includes(part) && !isPersonal(query) ? "-" : JSON.stringify(query[/** @type {keyof Query} */ (part)]);

/** More than all parts together can rule out. */
const GONE = 16;
/** The open questions are the lowest bits of a rank. */
const OPEN = 15;
/** Role before nearness before open questions. Each part knows its own; their sum is the place of a service. @param {Weighed} one */
const rankOf = ({ role, nearness, may }) => (role << 7) | (nearness << 4) | may.length;

/** @type {WeakMap<Service[], Map<string, Column>>} */
const kept = new WeakMap();

/**
 * What a part of a question says of each service by itself. The same for the same words, so it is found once and
 * kept: a choice changes one part, and the others are there.
 * @param {Service[]} services
 * @param {string} part
 * @param {Query} query
 */
const columnOf = (services, part, query) => {
  /** @type {Map<string, Column>} */
  const columns = kept.get(services) ?? new Map();
  kept.set(services, columns);
  const key = `${part} ${asked(part, query)}`;
  let column = columns.get(key);
  if (!column) {
    column = { out: new Uint8Array(services.length), rank: new Uint16Array(services.length) };
    const one = unweighed();
    for (let at = 0; at < services.length; at += 1) {
      one.may.length = one.not.length = one.role = one.nearness = 0;
      const gone = steps[part](one, services[at], query) === false && part === "role";
      column.out[at] = gone ? GONE : Number(one.not.length > 0);
      column.rank[at] = rankOf(one);
    }
    columns.set(key, column);
  }
  return column;
};

/** The columns of all parts of a question, added up. @param {Service[]} services @param {Query} query @returns {Column} */
const sumOf = (services, query) => {
  const sum = { out: new Uint8Array(services.length), rank: new Uint16Array(services.length) };
  for (const part of parts) {
    const { out, rank } = columnOf(services, part, query);
    for (let at = 0; at < out.length; at += 1) {
      sum.out[at] += out[at];
      sum.rank[at] += rank[at];
    }
  }
  return sum;
};

/**
 * The answer: indices of services, which come in the order of their names, in groups.
 * @param {Service[]} services
 * @param {Query} query
 * @returns {Answer}
 */
const answer = (services, query) => {
  const { out, rank } = sumOf(services, query);
  /** Those of one rank together, so that nothing has to be sorted. @type {Record<"fits" | "may" | "not", number[][]>} */
  const found = { fits: [], may: [], not: [] };
  for (let at = 0; at < out.length; at += 1) {
    if (out[at] >= GONE) continue;
    const group = out[at] ? found.not : rank[at] & OPEN ? found.may : found.fits;
    (group[rank[at]] ??= []).push(at);
  }
  return { fits: found.fits.flat(), may: found.may.flat(), not: found.not.flat() };
};

/**
 * How many services fit or may fit for each of `others`: questions that differ from `query` in one part. Only
 * that part is asked again.
 * @param {Service[]} services
 * @param {Query} query
 * @param {Query[]} others
 */
const countAll = (services, query, others) => {
  const sum = sumOf(services, query).out;
  return others.map((other) => {
    const changed = parts.filter((part) => part !== "status" && asked(part, other) !== asked(part, query));
    const columns = changed.map((part) => [columnOf(services, part, query).out, columnOf(services, part, other).out]);
    let number = 0;
    for (let at = 0; at < sum.length; at += 1) {
      let out = sum[at];
      for (const [before, after] of columns) out += after[at] - before[at];
      if (!out) number += 1;
    }
    return number;
  });
};

/**
 * How many fit or may fit in each of `places`: what names no area does everywhere, the rest where they say.
 * @param {Service[]} services
 * @param {Query} query
 * @param {string[]} places
 */
const countPlaces = (services, query, places) => {
  const anywhere = { ...query, place: null };
  const own = new Map(places.map((place) => [place, 0]));
  /** @type {Map<string, string[]>} */
  const inside = new Map();
  for (const place of places) {
    const county = place.slice(0, 2);
    inside.set(county, [...(inside.get(county) ?? []), place]);
  }
  let everywhere = 0;
  sumOf(services, anywhere).out.forEach((out, at) => {
    if (out) return;
    const { areas, areas_open: open } = services[at];
    if (!areas || open || areas.includes("national")) {
      everywhere += 1;
      return;
    }
    const here = new Set(areas.flatMap((area) => (area.length === 2 ? inside.get(area) ?? [] : [area, area.slice(0, 2)])));
    for (const place of here) {
      const count = own.get(place);
      if (count !== undefined) own.set(place, count + 1);
    }
  });
  return (/** @type {string} */ place) => everywhere + (own.get(place) ?? 0);
};

const clock = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/Stockholm", hourCycle: "h23",
  year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
});
/** The day and the minute of the day, in Sweden. @param {Date} date @returns {Moment} */
const moment = (date) => {
  const { year, month, day, hour, minute } =
    Object.fromEntries(clock.formatToParts(date).map(({ type, value }) => [type, value]));
  return { date: `${year}-${month}-${day}`, minute: Number(hour) * 60 + Number(minute) };
};

// Under Node, where tests ask it.
if (typeof module === "object") Object.assign(module.exports, { answer, reasons, countAll, countPlaces, moment });
