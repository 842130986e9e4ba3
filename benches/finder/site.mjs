// A site of generated services, every kind of them and the same ones on every machine.

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

let seed = 14;
const roll = sides => {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return Math.floor((seed / 2147483648) * sides);
};
const one = list => list[roll(list.length)];
const some = list => [...new Set([one(list), ...list.filter(() => roll(3) === 0)])];
const areas = [
  'national', 'county:Stockholms län', 'county:Skåne län', 'county:Västra Götalands län', 'county:Hallands län', 'municipality:Göteborg',
  'municipality:Malmö', 'municipality:Stockholm', 'municipality:Umeå', 'municipality:Lund', 'municipality:Gävle', 'municipality:Luleå',
];

function service(number) {
  const fields = [
    `title: Stödet ${number}`, 'type: service', 'source: k', `description: Ett stöd som bara finns för att mäta, nummer ${number}.`,
    `status: ${one(['active', 'active', 'unknown', 'defunct'])}`,
  ];
  const add = (key, value) => { if (roll(4)) fields.push(`${key}: ${value()}`); };
  const list = words => `[${some(words).join(', ')}]`;
  add('minimum_age', () => 10 + roll(9));
  add('maximum_age', () => 20 + roll(10));
  add('place', () => `"${one(areas.slice(5))}"`);
  add('service_areas', () => `[${some(areas).slice(0, 3).map(area => `"${area}"`).join(', ')}]`);
  add('target_groups', () => list(['children', 'young_people', 'adults', 'women', 'men', 'trans_people', 'hbtqi', 'everyone']));
  add('audience_role', () => list(['exposed', 'professionals', 'relatives']));
  add('channels', () => list(['phone', 'email', 'chat', 'visit', 'web']));
  add('anonymous', () => one(['yes', 'no', 'unknown']));
  add('way_in', () => list(['self', 'referral', 'professional']));
  add('phones', () => `["08-12 ${10 + roll(90)} ${10 + roll(90)}"]`);
  add('schedules', () => `[{days: ${list(['mon', 'tue', 'wed', 'thu', 'fri'])}, opens: "09:00", closes: "16:00"}]`);
  if (roll(4) === 0) fields.push('schedule_exceptions: [{valid_from: 12-24, valid_to: 12-26, closed: true}]');
  return `---\n${fields.join('\n')}\n---\n`;
}

/** Writes the sources of a site with so many services. */
export function write(root, number) {
  mkdirSync(path.join(root, 'content/stod'), { recursive: true });
  writeFileSync(path.join(root, 'lykta.toml'), 'title = "Många"\nlanguage = "sv"\n');
  writeFileSync(path.join(root, 'content/k.md'), '---\ntitle: Källan\ntype: source\npublished: "2019"\n---\n');
  writeFileSync(path.join(root, 'content/stod/_index.md'), '---\ntitle: Hitta stöd\n---\n');
  for (let at = 1; at <= number; at += 1) writeFileSync(path.join(root, `content/stod/s-${at}.md`), service(at));
}
