// Debian's Chromium, and what it complains about while a page is open.

import { chromium } from 'playwright-core';

export const flags = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

/** @param {import('playwright-core').LaunchOptions} [options] what a test needs besides */
export function openBrowser(options = {}) {
  return chromium.launch({ executablePath: process.env.LYKTA_CHROMIUM ?? '/usr/bin/chromium', args: flags, ...options });
}

/**
 * Collects all that goes wrong on a tab: errors and warnings in its console (a breach of the Content Security Policy is
 * one), uncaught exceptions, failed requests, and requests to anywhere but the site.
 * @param {import('playwright-core').Page} tab
 * @param {string} home the site's address; everything must come from below it
 * @returns {() => Promise<string[]>} what was collected since the last call
 */
export function watch(tab, home) {
  let problems = [];
  tab.on('console', message => {
    if (['error', 'warning'].includes(message.type())) problems.push(`console: ${message.text()}`);
  });
  tab.on('pageerror', error => problems.push(`exception: ${error.message}`));
  tab.on('requestfailed', request => {
    const why = request.failure()?.errorText;
    // Aborted: the tab went on to the next page before it had the icon, which `load` does not wait for.
    if (why !== 'net::ERR_ABORTED') problems.push(`request failed: ${request.url()} (${why})`);
  });
  tab.on('response', response => {
    if (response.status() >= 400) problems.push(`answer ${response.status()}: ${response.url()}`);
  });
  tab.on('request', request => {
    if (!request.url().startsWith(home) && !request.url().startsWith('data:')) problems.push(`request outside the site: ${request.url()}`);
  });
  return async () => {
    // A round trip to the tab: whatever it had to report comes before the answer.
    await tab.evaluate(() => document.readyState);
    const taken = problems;
    problems = [];
    return taken;
  };
}
