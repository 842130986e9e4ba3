// A host that compresses, counts what it sends, and can hold answers back so that they come in waves.

import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";

const types = { ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css", ".svg": "image/svg+xml", ".wasm": "application/wasm", ".json": "application/json" };
/** So long nothing more is asked for, and a wave of requests is over. */
const QUIET = 150;

/**
 * @param {string} folder
 * @returns {Promise<{ url: string, counted: { bytes: number, requests: number }, reset: (hold: boolean) => void, close: () => Promise<void> }>}
 */
export async function serve(folder) {
  const root = path.resolve(folder) + path.sep;
  /** @type {Map<string, { body: Buffer, size: number } | null>} */
  const known = new Map();
  const counted = { bytes: 0, requests: 0 };
  let hold = false;
  let waiting = [];
  let timer;
  const find = (name) => {
    if (!known.has(name)) {
      try {
        const body = readFileSync(path.join(root, name));
        known.set(name, { body, size: gzipSync(body).length });
      } catch {
        known.set(name, null);
      }
    }
    return known.get(name);
  };
  const server = createServer((request, response) => {
    const name = decodeURIComponent(new URL(request.url, "http://host").pathname).slice(1);
    const found = name.includes("..") ? null : find(name);
    counted.requests += 1;
    counted.bytes += found ? found.size : 0;
    const answer = () => {
      if (!found) return response.writeHead(404).end();
      response.writeHead(200, { "content-type": types[path.extname(name)] ?? "application/octet-stream", "cache-control": "no-store" }).end(found.body);
    };
    if (!hold) return answer();
    waiting.push(answer);
    clearTimeout(timer);
    timer = setTimeout(() => {
      const wave = waiting;
      waiting = [];
      for (const one of wave) one();
    }, QUIET);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    counted,
    reset(held) {
      Object.assign(counted, { bytes: 0, requests: 0 });
      hold = held;
    },
    close: () => new Promise((resolve) => (server.close(resolve), server.closeAllConnections())),
  };
}
