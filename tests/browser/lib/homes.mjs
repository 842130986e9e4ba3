// A site in the two places where people have one: on a disk and on a host.

import { pathToFileURL } from 'node:url';
import { serve } from './server.mjs';
import { copyOf } from './temp.mjs';

/** Where a site is opened. */
export const places = ['from disk', 'from a host'];

/**
 * Puts a built site into both places.
 * @param {string} site its folder
 * @returns {Promise<{homes: Record<string, string>, folders: Record<string, string>, close: () => Promise<void>}>} by
 *   place the site's address, ending with `/`, and a folder of its own that may be changed
 */
export async function settle(site) {
  const folders = Object.fromEntries(places.map(place => [place, copyOf(site)]));
  const host = await serve(folders['from a host']);
  return { homes: { 'from disk': pathToFileURL(folders['from disk'] + '/').href, 'from a host': host.url }, folders, close: host.close };
}
