/**
 * The small part of the search that every page loads. It knows its own place from its script element:
 * `data-root` is the way to the site's root, `data-engine` the way to the engine from there.
 */
(function () {
  "use strict";
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const base = new URL(script.dataset.root || ".", script.baseURI).href.replace(/[^/]*$/, "");
  const language = (document.documentElement.lang || "en").toLowerCase().replace(/[^a-z0-9]/g, "-");
  /** @type {Record<string, any[]>} */
  const arrived = {};
  /** Files that were missing when they were last asked for. @type {Set<string>} */
  const missing = new Set();
  /** @type {Promise<any> | null} */
  let engine = null;
  const lykta = (/** @type {any} */ (window).lykta = /** @type {any} */ (window).lykta || {});
  lykta.chunk = (/** @type {string} */ name, /** @type {any[]} */ ...parts) => (arrived[name] = parts);

  /** @param {"missing" | "damaged"} code of a part of the search @param {string} path */
  const failure = (code, path) => Object.assign(new Error(`Search index: ${code}: ${path}`), { code, path });

  /** @param {string} path */
  const load = (path) =>
    new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = base + path;
      element.onload = () => {
        element.remove();
        missing.delete(path);
        resolve(undefined);
      };
      element.onerror = () => {
        element.remove();
        reject(failure("missing", path));
      };
      document.head.append(element);
    });

  /** @param {string} name */
  const chunk = async (name, query = "") => {
    await load(`search/${name}.js${query}`);
    const parts = arrived[name];
    delete arrived[name];
    if (parts) return parts;
    throw failure("damaged", name);
  };

  const open = async (query = "") => {
    const root = "root." + language;
    const [parts] = await Promise.all([chunk(root, query), lykta.engine || load(script.dataset.engine || "")]);
    return lykta.engine(parts, (/** @type {string} */ name) => chunk(name).then(([data]) => data), base);
  };

  lykta.loadSearch = () => {
    if (!engine) {
      engine = open();
      engine.catch(() => (engine = null));
    }
    return engine;
  };

  lykta.search = async (/** @type {string} */ query, /** @type {any} */ options) => {
    const current = lykta.loadSearch();
    try {
      return await (await current).search(query, options);
    } catch (error) {
      const { code, path } = /** @type {any} */ (error);
      // What is still missing after that is missing for good.
      if (code !== "missing" || missing.has(path)) throw error;
      missing.add(path);
      // The site may have been published anew: its root is loaded again, once.
      if (engine === current) engine = open("?" + Date.now());
      engine?.catch(() => (engine = null));
      return (await lykta.loadSearch()).search(query, options);
    }
  };
})();
