// The plainest of static hosts: a folder, its files, and 404.html for what is not there.
// No index pages, no redirects, no guessed endings: a link that works here works on any host.

import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.xml': 'application/xml',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.ico': 'image/x-icon',
  '.pdf': 'application/pdf',
  '.webmanifest': 'application/manifest+json',
  '.vcf': 'text/vcard; charset=utf-8',
  '.zip': 'application/zip',
  '.epub': 'application/epub+zip',
};

/** Reads a file, or answers nothing when it is not there (or is a folder). */
async function read(file) {
  try {
    return await readFile(file);
  } catch (error) {
    if (['ENOENT', 'EISDIR', 'ENOTDIR'].includes(error.code)) return undefined;
    throw error;
  }
}

/**
 * Serves `folder` on a free port of this machine.
 * @param {string} folder
 * @param {string} [prefix] the path on the host that the folder lies at, beginning and ending with `/`
 * @param {object} [options]
 * @param {boolean} [options.compress] whether to answer with gzip, as hosts do; the tests need no such thing
 * @returns {Promise<{ url: string, missing: string[], close: () => Promise<void> }>} `url` ends with the prefix;
 *   `missing` lists the paths that were answered with 404
 */
export async function serve(folder, prefix = '/', { compress = false } = {}) {
  const root = path.resolve(folder) + path.sep;
  const missing = [];

  async function answer(request, response) {
    const pathname = decodeURIComponent(new URL(request.url, 'http://host').pathname);
    const file = path.join(root, pathname.slice(prefix.length));
    const found = pathname.startsWith(prefix) && file.startsWith(root) ? await read(file) : undefined;
    if (found !== undefined) {
      const type = types[path.extname(file).toLowerCase()] ?? 'application/octet-stream';
      const headers = { 'content-type': type, 'x-content-type-options': 'nosniff' };
      if (compress) response.writeHead(200, { ...headers, 'content-encoding': 'gzip' }).end(gzipSync(found));
      else response.writeHead(200, headers).end(found);
      return;
    }
    missing.push(pathname);
    response.writeHead(404, { 'content-type': types['.html'] }).end(await read(path.join(root, '404.html')));
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(error => response.writeHead(500).end(String(error)));
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}${prefix}`,
    missing,
    close: () => new Promise(resolve => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  };
}
