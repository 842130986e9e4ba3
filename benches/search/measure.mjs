// Quality, bytes, round trips and times of one engine in Chromium.
//
// An engine is a page to open and three expressions to evaluate there: `open`; `search`, a function of a query
// and a limit that answers with `{ total, corrected, urls }`; and `titles`, the same without excerpts, which may
// answer with fewer of them if that is faster.

/** @typedef {{ page: string, open: string, search: string, titles: string }} Engine */

async function openTab(browser, engine, host) {
  const context = await browser.newContext();
  const tab = await context.newPage();
  await tab.goto(host.url + engine.page);
  return { tab, close: () => context.close() };
}

/**
 * How good the answers are, by kind: the mean of one through the rank of the first accepted page, how often it is
 * first and among ten, how often nothing is found, and how often a correction led away from what was asked for.
 * @param {Engine} engine
 * @param {import("./queries.mjs").Query[]} queries
 */
export async function quality(browser, engine, host, queries) {
  const { tab, close } = await openTab(browser, engine, host);
  await tab.evaluate(engine.open);
  const ask = `async (queries) => {
    const search = ${engine.search};
    const answers = [];
    for (const query of queries) answers.push(await search(query, 10));
    return answers;
  }`;
  const answers = await tab.evaluate(`(${ask})(${JSON.stringify(queries.map(({ query }) => query))})`);
  await close();
  const kinds = {};
  queries.forEach(({ kind, accepted }, number) => {
    const { urls, total, corrected } = answers[number];
    const rank = urls.findIndex((url) => accepted.includes(url.slice(host.url.length))) + 1;
    const sums = (kinds[kind] ??= { count: 0, mrr: 0, first: 0, ten: 0, zero: 0, wrong: 0 });
    sums.count += 1;
    sums.mrr += rank ? 1 / rank : 0;
    sums.first += rank === 1 ? 1 : 0;
    sums.ten += rank ? 1 : 0;
    sums.zero += total === 0 ? 1 : 0;
    sums.wrong += corrected && rank !== 1 ? 1 : 0;
  });
  const known = Object.entries(kinds).filter(([kind]) => kind !== "nonsense" && !kind.startsWith("written"));
  const sum = (/** @type {string} */ key) => known.reduce((all, [, sums]) => all + sums[key], 0);
  kinds["all generated"] = Object.fromEntries(["count", "mrr", "first", "ten", "zero", "wrong"].map((key) => [key, sum(key)]));
  for (const sums of Object.values(kinds)) {
    for (const key of ["mrr", "first", "ten", "zero", "wrong"]) sums[key] /= sums.count;
  }
  return kinds;
}

/** The middle one and the last of some figures. @param {number[]} figures */
function spread(figures) {
  const sorted = [...figures].sort((a, b) => a - b);
  return { median: sorted[sorted.length >> 1] ?? NaN, max: sorted.at(-1) ?? NaN };
}

/**
 * How many requests had to wait for an answer before them, the first included. What the page asked for before the
 * answer came counts as at once, even if the browser has no more than six of them under way on a host without HTTP/2.
 * @param {[number, number][]} requests when each was asked for and answered
 */
function serial(requests) {
  let trips = 0;
  let answered = -Infinity;
  for (const [start, end] of requests.sort(([one], [other]) => one - other)) {
    if (start >= answered) trips++;
    answered = start >= answered ? end : Math.min(answered, end);
  }
  return trips;
}

/**
 * What is sent from the focus on the search field to five results with excerpts, and in how many serial round
 * trips, that of the focus included, titles and excerpts are there; `five` is how often the titles were all five.
 * @param {Engine} engine
 * @param {string[]} queries
 */
export async function cold(browser, engine, host, queries) {
  const [sizes, titles, hops] = [[], [], []];
  let five = 0;
  for (const query of queries) {
    const ask = async (/** @type {string} */ search) => {
      host.reset(false);
      const { tab, close } = await openTab(browser, engine, host);
      host.reset(true);
      const { found, requests } = await tab.evaluate(`(async () => {
        const began = performance.now();
        await ${engine.open};
        const found = await (${search})(${JSON.stringify(query)}, 5);
        const asked = performance.getEntriesByType("resource").filter(({ startTime }) => startTime >= began);
        return { found, requests: asked.map(({ startTime, responseEnd }) => [startTime, responseEnd]) };
      })()`);
      await close();
      return { found, bytes: host.counted.bytes, trips: serial(requests) };
    };
    const whole = await ask(engine.search);
    sizes.push(whole.bytes);
    hops.push(whole.trips);
    const { found, trips } = await ask(engine.titles);
    titles.push(trips);
    five += found.urls.length === whole.found.urls.length ? 1 : 0;
  }
  host.reset(false);
  const within = titles.filter((trips) => trips <= 2).length / titles.length;
  return { bytes: spread(sizes), titles: { ...spread(titles), within, five: five / queries.length }, hops: spread(hops) };
}

/** What the thread of a page has done so far, in milliseconds of its own time: other programs do not count. */
async function stopwatch(tab) {
  const session = await tab.context().newCDPSession(tab);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  return async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration").value * 1000;
  };
}

/**
 * What queries cost whose chunks are loaded, in time of the page's thread: each is asked three times, and the best
 * of the last two counts.
 * @param {Engine} engine
 * @param {string[]} queries
 */
export async function warm(browser, engine, host, queries) {
  const { tab, close } = await openTab(browser, engine, host);
  await tab.evaluate(engine.open);
  await tab.evaluate(`window.ask = ${engine.search}`);
  const spent = await stopwatch(tab);
  const times = [];
  for (const query of queries) {
    const ask = `ask(${JSON.stringify(query)}, 10).then(() => 0)`;
    await tab.evaluate(ask);
    let best = Infinity;
    for (let turn = 0; turn < 2; turn++) {
      const before = await spent();
      await tab.evaluate(ask);
      best = Math.min(best, (await spent()) - before);
    }
    times.push(best);
  }
  await close();
  const sorted = [...times].sort((a, b) => a - b);
  const at = (/** @type {number} */ share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return { p50: at(0.5), p95: at(0.95), worst: at(1), slowest: queries[times.indexOf(at(1))] };
}

/**
 * The longest tasks of the page's thread, in its own time, while texts are typed fast into the field of a page.
 * @param {string} selector of the field
 * @param {string[]} texts
 */
export async function typing(browser, host, page, selector, texts) {
  const context = await browser.newContext();
  const tab = await context.newPage();
  await tab.goto(host.url + page);
  const field = tab.locator(selector).filter({ visible: true }).first();
  await browser.startTracing(tab, { categories: ["disabled-by-default-devtools.timeline", "toplevel", "__metadata"] });
  for (const text of texts) {
    await field.fill("");
    await field.pressSequentially(text, { delay: 40 });
    await tab.waitForTimeout(1500);
  }
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  await context.close();
  const threads = traceEvents.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain");
  const own = new Set(threads.map(({ pid, tid }) => `${pid} ${tid}`));
  const tasks = traceEvents
    .filter(({ name, pid, tid, tdur }) => name.endsWith("RunTask") && tdur && own.has(`${pid} ${tid}`))
    .map(({ tdur }) => tdur / 1000);
  return { longest: tasks.sort((a, b) => b - a).slice(0, 5), count: tasks.length };
}
