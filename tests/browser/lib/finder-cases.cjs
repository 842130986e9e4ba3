// Asks the theme's finder the questions of a file that Rust has written with its own answers, and compares.

const assert = require('node:assert/strict');
const { readFileSync } = require('node:fs');
const path = require('node:path');
const { answer, reasons, countAll, countPlaces, moment } = require(path.join(__dirname, '../../../themes/lykta/assets/finder.js/answer.js'));

/** Questions that differ in one part. */
const differing = query => [
  { ...query, role: 'professionals' }, { ...query, role: 'buyers' }, { ...query, role: 'exposed' },
  { ...query, age: [15, 17] }, { ...query, age: null }, { ...query, groups: ['hbtqi'] }, { ...query, channels: ['phone'] },
  { ...query, anonymous: true }, { ...query, way_in: 'self' }, { ...query, open: { date: '2026-12-24', minute: 700 } }, { ...query, place: null },
];

// The day and minute are Sweden's, wherever the reader is: in winter, in summer, over New Year, and in the hour that
// comes twice.
for (const [utc, date, minute] of [
  ['2026-12-24T10:30:00Z', '2026-12-24', 690], ['2026-06-30T22:15:00Z', '2026-07-01', 15], ['2026-12-31T23:00:00Z', '2027-01-01', 0],
  ['2026-10-25T00:30:00Z', '2026-10-25', 150], ['2026-10-25T01:30:00Z', '2026-10-25', 150], ['2026-03-29T01:00:00Z', '2026-03-29', 180],
]) assert.deepEqual(moment(new Date(utc)), { date, minute }, utc);

let asked = 0;
for (const { services, asked: questions } of JSON.parse(readFileSync(process.argv[2], 'utf8'))) {
  for (const [query, expected] of questions) {
    const found = answer(services, query);
    const why = at => [at, reasons(services[at], query)];
    assert.deepEqual({ ...found, may: found.may.map(why), not: found.not.map(why) }, expected, JSON.stringify(query));
    for (const at of found.fits) assert.deepEqual(reasons(services[at], query), []);
    // The counts are those of the answer that the choice would give.
    const could = found.fits.length + found.may.length;
    for (const other of [query, ...differing(query)]) {
      const { fits, may } = answer(services, other);
      assert.deepEqual(countAll(services, query, [other]), [fits.length + may.length], JSON.stringify([query, other]));
    }
    if (query.place && query.place !== 'national') {
      assert.equal(countPlaces(services, query, [query.place])(query.place), could, JSON.stringify(query));
    }
    asked += 1;
  }
}
console.log(`${asked} answers`);
