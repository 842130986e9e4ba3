// Accessibility by axe: every rule of WCAG 2.2 AA and EN 301 549, and good practice.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice', 'EN-301-549'];

/**
 * Runs axe on the open page.
 * @param {import('playwright-core').Page} tab
 * @param {object} [options]
 * @param {boolean} [options.contrast] whether to judge contrast
 * @param {boolean} [options.scripts] whether the page has scripts; without them no timer runs in it, which axe waits for
 * @returns {Promise<{ ran: number, faults: string[] }>} how many rules had something to judge, and each violation
 *   as one line with its first element
 */
export async function judge(tab, { contrast = true, scripts = true } = {}) {
  if (!scripts) await tab.evaluate(runAtOnce);
  await tab.evaluate(source);
  const { ran, found } = await tab.evaluate(async ({ tags, contrast }) => {
    // A page with no style of its own has the browser's colours; axe takes their background for white in the dark too.
    const styled = document.styleSheets.length > 0 || !!document.querySelector('[style]');
    const results = await window.axe.run(document, {
      runOnly: tags, resultTypes: ['violations'], preload: false, // the policy lets no script fetch the style sheet
      rules: { 'color-contrast': { enabled: contrast && styled } },
    });
    const found = results.violations.map(({ id, help, nodes }) =>
      ({ id, help, count: nodes.length, html: nodes[0].html, why: nodes[0].failureSummary }));
    return { ran: results.passes.length + results.violations.length + results.incomplete.length, found };
  }, { tags, contrast });
  return {
    ran,
    faults: found.map(({ id, help, count, html, why }) => `${id}: ${help} (${count}×, first ${html.slice(0, 160)}) ${why.replace(/\s+/g, ' ')}`),
  };
}

/** What was to run after a while runs as soon as what runs now has ended. */
function runAtOnce() {
  window.setTimeout = (task, _, ...values) => {
    Promise.resolve().then(() => task(...values));
    return 0;
  };
}
