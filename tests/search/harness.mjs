// Opens an index under Node: the scripts run in a context of their own, as in a page, without a DOM.
import { readFileSync } from "node:fs";
import path from "node:path";
import vm from "node:vm";

/** So many turns of the clock an answer takes. The engine gets one between each two, so it can ask for all it wants. */
const TURNS = 25;

export const folder = process.env.LYKTA_SEARCH ?? "";

/**
 * @param {string} site folder with `engine.js` and `search/`
 * @param {(name: string, script: string) => string | null} change lets a test break a chunk; null is a file gone
 * @param {object} clock lets a test have a `performance` and a `setTimeout` of its own
 */
export async function open(site, language = "sv", change = (_name, script) => script, clock = {}) {
  const arrived = {};
  const loaded = [];
  /** What is asked for while an answer is waited for comes with it: one round trip. */
  let answer = null;
  let trips = 0;
  const trip = async () => {
    for (let turn = 0; turn < TURNS; turn++) await new Promise((resolve) => setTimeout(resolve));
    answer = null;
    trips++;
  };
  const lykta = { chunk: (name, ...parts) => (arrived[name] = parts) };
  const context = vm.createContext({
    lykta, performance, setTimeout, TextDecoder, Blob, Response, DecompressionStream, atob, Uint8Array,
    ...clock,
  });
  const run = (file) => vm.runInContext(readFileSync(path.join(site, file), "utf8"), context);
  run("engine.js");
  run(`search/root.${language}.js`);
  const load = async (name) => {
    loaded.push(name);
    await (answer ??= trip());
    const script = change(name, readFileSync(path.join(site, `search/${name}.js`), "utf8"));
    if (script === null) throw Object.assign(new Error(name), { code: "missing" });
    try {
      vm.runInContext(script, context);
    } catch {
      // As in a browser: a script that does not parse says so on the console and hands nothing over.
    }
    if (!arrived[name]) throw Object.assign(new Error(name), { code: "damaged" });
    return arrived[name][0];
  };
  const engine = await lykta.engine(arrived[`root.${language}`], load, "https://example.org/");
  // Copied, so that what comes from the other context compares as equal.
  const search = async (query, options) => structuredClone(await engine.search(query, options));
  const urls = async (query, options) =>
    (await search(query, options)).results.map(({ url }) => url.replace("https://example.org/", ""));
  return { search, urls, loaded, trips: () => trips };
}
