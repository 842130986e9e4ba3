// Times the finder's answer over generated records; see README.md.

const path = require('node:path');
const { performance } = require('node:perf_hooks');
const { answer, countAll, countPlaces } = require(path.join(__dirname, '../../themes/lykta/assets/finder.js/answer.js'));

let seed = 14;
const roll = (sides) => {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return Math.floor((seed / 2147483648) * sides);
};
const one = (list) => list[roll(list.length)];
const some = (list) => list.filter(() => roll(3) === 0).concat(one(list));
const known = (value) => (roll(4) ? value() : null);

const counties = ['01', '03', '04', '05', '06', '07', '08', '09', '10', '12', '13', '14', '17', '18', '19', '20', '21', '22', '23', '24', '25'];
const places = counties.flatMap((county) => [county, ...Array.from({ length: 14 }, (_, at) => county + (60 + at))]);
const channels = ['chat', 'phone', 'email', 'visit', 'web', 'outreach', 'post'];
const groups = ['children', 'young_people', 'adults', 'girls', 'boys', 'women', 'men', 'trans_people', 'hbtqi', 'everyone'];
const roles = ['exposed', 'professionals', 'relatives', 'buyers', 'unwanted_sexuality'];
const ways = ['self', 'referral', 'professional'];
const bands = [[0, 14], [15, 17], [18, 25], [26, 130]];

const record = () => ({
  status: one(['active', 'active', 'unknown', 'defunct']),
  ages: known(() => ({ min: known(() => 10 + roll(10)), max: known(() => 20 + roll(10)) })),
  place: known(() => one(places)),
  areas: known(() => (roll(5) ? Array.from({ length: 1 + roll(3) }, () => one(places)) : ['national'])),
  areas_open: roll(4) === 0,
  groups: known(() => some(groups)),
  roles: known(() => some(roles)),
  channels: known(() => some(channels)),
  channels_open: roll(4) === 0,
  anonymous: one(['yes', 'no', 'unknown', 'disputed']),
  way_in: known(() => some(ways)),
  way_in_open: roll(4) === 0,
  hours: known(() => [{ days: some([0, 1, 2, 3, 4, 5, 6]), opens: roll(720), closes: 720 + roll(720) }]),
  exceptions: roll(4) ? [] : [{ period: ['12-24', '12-26'], hours: [] }, { period: ['12-20', '01-06'], hours: [{ days: [0, 1, 2], opens: 600, closes: 720 }] }],
});

const number = Number(process.argv[2] ?? 5000);
const services = Array.from({ length: number }, record);
const now = { date: '2026-12-21', minute: 600 };
const nothing = { role: 'exposed', age: null, place: null, groups: [], channels: [], anonymous: false, way_in: null, open: null };
const everything = { role: 'exposed', age: [15, 17], place: '1480', groups: ['female'], channels: ['chat'], anonymous: true, way_in: 'self', open: now };

/** Every choice of the form, as the question it would make. */
const choices = (query) => [
  ...roles.map((role) => ({ ...query, role })),
  ...[null, ...bands].map((age) => ({ ...query, age })),
  ...channels.map((channel) => ({ ...query, channels: [channel] })),
  ...['female', 'male', 'trans', 'hbtqi'].map((group) => ({ ...query, groups: [group] })),
  ...[null, ...ways].map((way_in) => ({ ...query, way_in })),
  { ...query, anonymous: true },
  { ...query, open: now },
];

/** Best, median and worst of many runs, in milliseconds, after the engine has warmed up. */
const time = (work) => {
  for (let turn = 0; turn < 5; turn += 1) work();
  const times = Array.from({ length: 30 }, () => {
    const began = performance.now();
    work();
    return performance.now() - began;
  }).sort((a, b) => a - b);
  return `best ${times[0].toFixed(1)} ms, median ${times[15].toFixed(1)} ms, worst ${times[29].toFixed(1)} ms`;
};

console.log(`${number} records`);
for (const [name, query] of [['nothing chosen', nothing], ['everything chosen', everything]]) {
  console.log(`${name}: answer ${time(() => answer(services, query))}`);
  console.log(`${name}: counts of ${choices(query).length} choices ${time(() => countAll(services, query, choices(query)))}`);
  console.log(`${name}: counts of ${places.length} places ${time(() => countPlaces(services, query, places))}`);
}
