// Faults are lines of text, `where: what`. A test that finds some shows them so that a person can read them.

import assert from 'node:assert/strict';

/** At most so many lines are shown, as one mistake in a template is a fault on every page. */
const shown = 40;

/**
 * The faults as a text, the same fault in several places told once.
 * @param {string[]} faults
 */
export function tell(faults) {
  const places = new Map();
  for (const fault of faults) {
    const [, where, what] = /^(.*?): (.*)$/s.exec(fault) ?? [null, '', fault];
    places.set(what, [...(places.get(what) ?? []), where]);
  }
  const lines = [...places].map(([what, where]) => {
    const others = where.length > 3 ? ` and ${where.length - 3} more` : '';
    return `${where.slice(0, 3).join(' | ')}${others}: ${what}`;
  });
  const rest = lines.length > shown ? [`… and ${lines.length - shown} more`] : [];
  return [`${faults.length} faults`, ...lines.slice(0, shown), ...rest].join('\n  ');
}

/** Fails if there are any faults, and shows them. */
export function assertNone(faults) {
  if (faults.length) throw new assert.AssertionError({ message: tell(faults), stackStartFn: assertNone });
}
