// Hitta stöd: the answer to a choice, the choices when one comes back, the keyboard, narrow screens, no scripts.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import test, { after, before } from 'node:test';
import { pathToFileURL } from 'node:url';
import { write } from '../../benches/finder/site.mjs';
import { openBrowser, watch } from './lib/browser.mjs';
import { assertNone } from './lib/faults.mjs';
import { lookForSidewaysScroll } from './lib/looks.mjs';
import { build } from './lib/large.mjs';
import { serve } from './lib/server.mjs';
import { bundledSite } from './lib/site.mjs';
import { copyOf, temporaryFolder } from './lib/temp.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
const site = bundledSite();
const page = 'stod/index.html';
let browser;
let host;
let homes;
before(async () => {
  browser = await openBrowser();
  host = await serve(site);
  homes = { disk: pathToFileURL(copyOf(site) + '/').href, host: host.url };
});
after(async () => {
  await browser.close();
  await host.close();
});

/** What answers is loaded with the first touch; then the lists are filled frame by frame. */
const filled = tab => tab.waitForFunction(() => ['fits', 'may', 'not'].every(name => {
  const group = document.querySelector(`[data-group=${name}]`);
  return !group.hidden && group.querySelectorAll('.entry').length === Number(group.querySelector('.count').textContent);
}));
const titles = async (tab, group) => {
  await filled(tab);
  return tab.locator(`[data-group=${group}] .entry-title`).allTextContents();
};
const status = tab => tab.locator('[data-finder] [role=status]').textContent();
const entry = (tab, name) => tab.locator('.entry', { has: tab.getByRole('heading', { name, includeHidden: true }) });

/** What is counted for each choice, places and all; what is open now is known when the script has counted. */
const counts = tab => tab.evaluate(() => ({
  choices: [...document.querySelectorAll('.finder-form .option')].map(option => option.textContent.trim()),
  places: [...document.querySelector('[name=place]').options].map(option => option.text),
}));
const openNow = tab => tab.locator('.option', { has: tab.locator('[name=open]') }).locator('[data-count]');
const isCounted = tab => tab.waitForFunction(() => document.querySelector('.option:has([name=open]) [data-count]').textContent);
const answering = /\/finder\.[^/]*\.js$/;

/** The question that the directory is for: a sixteen-year-old in Göteborg, anonymously, by chat, today. */
async function ask(tab) {
  await tab.getByRole('radio', { name: '15–17 år' }).check();
  await tab.getByLabel('Var är personen?').selectOption('1480');
  await tab.getByRole('checkbox', { name: /^chatt/ }).check();
  await tab.getByRole('checkbox', { name: 'Går att vara anonym' }).check();
  await tab.getByRole('checkbox', { name: 'Öppet just nu' }).check();
}

for (const where of ['disk', 'host']) {
  test(`from ${where}: chosen, left, and there again on the way back`, async () => {
    const tab = await browser.newPage();
    const take = watch(tab, homes[where]);
    await tab.goto(homes[where] + page);
    await ask(tab);
    const may = await titles(tab, 'may');
    assert.equal(may[0], 'Mikamottagningen i Göteborg');
    assert.equal(may[1], 'Pegasuschatten');
    assert.ok(may.includes('Evonhuset'));
    assert.deepEqual(await titles(tab, 'fits'), []);
    assert.ok((await titles(tab, 'not')).includes('Mikamottagningen i Stockholm'));
    for (const group of ['fits', 'may', 'not']) assert.ok(!(await titles(tab, group)).some(name => /KAST|PrevenTell/.test(name)));
    const why = async name => (await entry(tab, name).locator('.why li').allTextContents()).map(text => text.trim());
    assert.deepEqual(await why('Mikamottagningen i Göteborg'),
      ['Källorna säger inte hur man får kontakt, om man kan vara anonym, när den är öppen eller om den finns kvar.']);
    assert.equal((await why('Pegasuschatten'))[0], 'Bara för hbtqi-personer, enligt Region Halland (omkring 2021)');
    assert.ok((await why('Evonhuset')).includes('Ligger på annan ort, Malmö; källan säger inte om den tar emot härifrån, enligt Kunskapsguiden (2019)'));
    assert.deepEqual(await why('Mikamottagningen i Stockholm'), ['Tar emot från 18 år, enligt Kunskapsguiden (2019)']);
    const said = await status(tab);
    assert.match(said, /^0 passar · \d+ kan passa · \d+ passar inte$/);
    // Nothing in the address, nothing in the history, nothing kept.
    assert.equal(tab.url(), homes[where] + page);
    assert.equal(await tab.evaluate(() => history.length), 2);
    assert.equal(await tab.evaluate(() => localStorage.length + sessionStorage.length + document.cookie.length), 0);

    // Chosen for the sheet, and then not part of the answer any more: chosen it stays.
    await tab.getByRole('checkbox', { name: 'Ta med Mikamottagningen i Göteborg på bladet' }).check();
    const sheet = tab.getByRole('button', { name: 'Skriv ut hänvisningsblad (1)' });
    await sheet.waitFor();
    await entry(tab, 'Pegasuschatten').getByRole('link', { name: 'Pegasuschatten', exact: true }).first().click();
    await tab.waitForURL(/pegasuschatten/);
    await tab.goBack();
    await tab.waitForFunction(text => document.querySelector('[data-finder] [role=status]').textContent === text, said);
    assert.ok(await tab.getByRole('radio', { name: '15–17 år' }).isChecked());
    assert.ok(await tab.getByRole('checkbox', { name: /^chatt/ }).isChecked());
    assert.equal(await tab.getByLabel('Var är personen?').inputValue(), '1480');
    assert.deepEqual(await titles(tab, 'may'), may);
    await sheet.waitFor();
    await tab.getByRole('radio', { name: /^Den som köper/ }).check();
    await tab.waitForFunction(() => document.querySelector('[data-group=all] .entry [data-take]:checked'));
    assert.ok(await sheet.isVisible());
    assertNone(await take());
    await tab.close();
  });
}

test('before the first touch the page is as it was built: every service, every count but what is open now, and little script', async () => {
  const tab = await browser.newPage();
  const asked = [];
  tab.on('request', request => asked.push(request.url()));
  await tab.goto(homes.host + page, { waitUntil: 'networkidle' });
  assert.ok(asked.some(url => /finder-loader/.test(url)) && !asked.some(url => answering.test(url)), asked.join('\n'));
  const list = tab.locator('[data-group=all] > ul > .entry');
  assert.equal(await list.filter({ visible: true }).count(), 25);
  assert.equal(await openNow(tab).textContent(), '');
  const before = await counts(tab);
  assert.ok(before.choices.every(text => /\d/.test(text) || text.startsWith('Öppet')), before.choices.join('\n'));
  assert.match(before.places[0], /\(\d+\)$/);
  const said = await status(tab);

  // Whoever comes to the form by keyboard has what answers, and the page still stands.
  await tab.locator('[name=role]').first().focus();
  await isCounted(tab);
  assert.equal(asked.filter(url => answering.test(url)).length, 1);
  // The places are counted last.
  await tab.evaluate(() => new Promise(done => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(done)), 100)));
  const after = await counts(tab);
  const known = texts => texts.filter(text => !text.startsWith('Öppet'));
  assert.deepEqual(known(after.choices), known(before.choices), 'what is built in is what the script counts');
  assert.deepEqual(after.places, before.places);
  assert.equal(await status(tab), said);
  assert.equal(await list.filter({ visible: true }).count(), 25);
  await tab.close();
});

test('what answers cannot be loaded: it is said, all services stand there, and the next touch is a new try', async () => {
  const tab = await browser.newPage();
  await tab.route(answering, route => route.abort());
  await tab.goto(homes.host + page);
  await tab.getByRole('radio', { name: '15–17 år' }).check();
  await tab.waitForFunction(() => document.querySelector('.finder-tally').textContent.startsWith('Svaren kan inte visas just nu.'));
  assert.equal(await tab.locator('[data-group=all] > ul > .entry').filter({ visible: true }).count(), 25);
  await tab.unroute(answering);
  await tab.getByRole('checkbox', { name: /^chatt/ }).check();
  assert.ok((await titles(tab, 'may')).length);
  assert.match(await status(tab), /kan passa/);
  await tab.close();
});

test('chosen for the sheet before anything is asked, and still on it on the way back', async () => {
  const tab = await browser.newPage();
  await tab.goto(homes.host + page);
  await tab.getByRole('checkbox', { name: 'Ta med Evonhuset på bladet' }).check();
  const button = tab.getByRole('button', { name: 'Skriv ut hänvisningsblad (1)' });
  await button.waitFor();
  assert.equal(await tab.locator('[data-group=all] > ul > .entry').filter({ visible: true }).count(), 25);
  await tab.getByRole('link', { name: 'Evonhuset', exact: true }).first().click();
  await tab.waitForURL(/evonhuset/);
  await tab.goBack();
  await button.waitFor();
  await tab.close();
});

test('a professional in Halland is first led to the coordinator of Väst and the telephone line', async () => {
  const tab = await browser.newPage();
  await tab.goto(homes.disk + page);
  await tab.getByRole('radio', { name: 'Mig: råd i mitt arbete' }).check();
  await tab.getByLabel('Var är personen?').selectOption('13');
  assert.deepEqual((await titles(tab, 'may')).slice(0, 2), ['Regionkoordinator Väst', 'NMT:s stödtelefon']);
  assert.ok(await tab.getByRole('group', { name: 'Ålder' }).isHidden(), 'nobody who wants advice is asked for an age');
  await tab.getByLabel('Var är personen?').selectOption('20');
  const may = await titles(tab, 'may');
  assert.equal(may.filter(name => name.startsWith('Regionkoordinator')).length, 7);
  await tab.getByRole('button', { name: 'Rensa valen' }).click();
  await tab.waitForFunction(() => document.querySelector('[name=role]:checked').value === 'exposed' && document.querySelector('.finder-tally').textContent.includes('12 kan'));
  await tab.close();
});

test('each count is that of the answer which the choice gives', async () => {
  const tab = await browser.newPage();
  await tab.goto(homes.disk + page);
  await tab.getByRole('radio', { name: '15–17 år' }).check();
  await filled(tab);
  for (const name of [/^chatt/, /^Går att vara anonym/, /^hbtqi-person/]) {
    await tab.waitForTimeout(50);
    const choice = tab.getByRole('checkbox', { name });
    const promised = await choice.locator('xpath=..').locator('[data-count]').textContent();
    await choice.check();
    assert.equal(String((await titles(tab, 'may')).length), promised, String(name));
    await choice.uncheck();
  }
  await tab.close();
});

test('of many services the first stand there, and the rest at a press; without scripts all', async () => {
  const root = temporaryFolder('many');
  write(root, 60);
  const address = `${pathToFileURL(build(root)).href}/stod/index.html`;
  const tab = await browser.newPage();
  const shown = () => tab.locator('[data-group=all] > ul > .entry').filter({ visible: true });
  const names = () => shown().locator('.entry-title').allTextContents();
  await tab.goto(address);
  assert.equal(await shown().count(), 50);
  const first = await names();
  const more = tab.getByRole('button', { name: 'Visa 10 till' });
  // Before what answers has come, and after it has.
  for (const touched of [false, true]) {
    await tab.goto(address);
    if (touched) {
      await tab.locator('[name=role]').first().focus();
      await tab.waitForFunction(() => document.querySelectorAll('[data-group=all] .entry').length === 50);
    }
    await more.click();
    assert.equal(await shown().count(), 60);
    assert.deepEqual((await names()).slice(0, 50), first);
    assert.equal(await tab.evaluate(() => document.activeElement.textContent), (await names())[50]);
    assert.ok(await more.isHidden());
  }
  await tab.locator('[name=age]').nth(1).check();
  await tab.locator('[data-group=may]').waitFor();
  assert.equal(await shown().count(), 0);
  await tab.close();
  const context = await browser.newContext({ javaScriptEnabled: false });
  const still = await context.newPage();
  await still.goto(address);
  assert.equal(await still.locator('[data-group=all] > ul > .entry').filter({ visible: true }).count(), 60);
  assert.ok(await still.locator('[data-all]').isHidden());
  await context.close();
});

test('by keyboard alone: choose, reach the answer, open a service', async () => {
  const tab = await browser.newPage();
  await tab.goto(homes.disk + page);
  await tab.locator('[name=role]').first().focus();
  await tab.keyboard.press('Tab');
  await tab.keyboard.press('ArrowDown');
  await tab.keyboard.press('ArrowDown');
  assert.equal(await tab.evaluate(() => document.activeElement.value), '15-17');
  await tab.keyboard.press('Tab');
  await tab.keyboard.type('troll');
  assert.equal(await tab.evaluate(() => document.activeElement.value), '1488');
  await tab.keyboard.press('Tab');
  await tab.keyboard.press('Space');
  assert.equal(await tab.evaluate(() => document.activeElement.value), 'chat');
  assert.ok(await tab.evaluate(() => document.activeElement.checked));
  const summary = entry(tab, 'Pegasuschatten').locator('summary');
  for (let pressed = 0; pressed < 60; pressed += 1) {
    await tab.keyboard.press('Tab');
    if (await summary.evaluate(element => element === document.activeElement)) break;
  }
  await tab.keyboard.press('Enter');
  assert.ok(await entry(tab, 'Pegasuschatten').locator('.finder-facts').isVisible());
  await tab.close();
});

test('the whole finder by keyboard alone in 320 pixels: nothing is passed over, hidden or out of reach', async () => {
  const tab = await browser.newPage({ viewport: { width: 320, height: 640 }, reducedMotion: 'reduce' });
  await tab.goto(homes.disk + page);
  const focused = () => tab.evaluate(() => {
    const element = document.activeElement;
    const shown = element.closest('label') ?? element;
    const { left, right, top, bottom } = shown.getBoundingClientRect();
    const hit = document.elementFromPoint((Math.max(left, 0) + Math.min(right, innerWidth)) / 2, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2);
    const seen = left >= 0 && right <= innerWidth && bottom > 0 && top < innerHeight && !!hit && (shown.contains(hit) || hit.contains(shown));
    const { name, value, id } = element;
    return { name, value, id, seen, text: element.textContent.trim(), take: element.matches('[data-take]') };
  });
  /** Goes on to a stop; each on the way is in sight. */
  const on = async (wanted, key = 'Tab') => {
    for (let pressed = 0; pressed < 250; pressed += 1) {
      await tab.keyboard.press(key);
      const stop = await focused();
      assert.ok(stop.seen, `out of sight: ${JSON.stringify(stop)}`);
      if (wanted(stop)) return stop;
    }
    throw new Error(`never came to ${wanted}`);
  };
  const press = async (key, times = 1) => { for (let at = 0; at < times; at += 1) await tab.keyboard.press(key); };

  // Every control of the form, in order, each with its keys.
  await on(({ name }) => name === 'role');
  await on(({ name }) => name === 'age');
  await press('ArrowDown', 2);
  assert.equal((await focused()).value, '15-17');
  await on(({ name }) => name === 'place');
  await tab.keyboard.type('troll');
  assert.equal((await focused()).value, '1488', 'Trollhättan');
  await on(({ value }) => value === 'chat');
  await press('Space');
  await on(({ name }) => name === 'anonymous');
  await press('Space');
  await on(({ name }) => name === 'open');
  await press('Space');
  await on(({ value }) => value === 'hbtqi');
  await press('Space');
  await on(({ name }) => name === 'way_in');
  await press('ArrowDown');
  assert.equal((await focused()).value, 'self');
  const query = await tab.evaluate(() => Object.fromEntries(new FormData(document.querySelector('.finder-form'))));
  assert.deepEqual(query, { role: 'exposed', age: '15-17', place: '1488', channel: 'chat', anonymous: 'yes', open: 'now', group: 'hbtqi', way_in: 'self' });

  // The answer is one key away, and what is in it opens in place.
  await on(({ text }) => text === 'Visa svaren');
  await press('Enter');
  await tab.waitForFunction(() => document.activeElement.id === 'finder_answer');
  await on(({ text }) => text.includes('Kontakt och uppgifter') && text.includes('Pegasuschatten'));
  await press('Enter');
  assert.ok(await entry(tab, 'Pegasuschatten').locator('.finder-facts').isVisible());
  await on(({ take }) => take);
  await press('Space');
  await on(({ text }) => text === 'Visa vilka och varför');
  await press('Enter');
  await on(({ text }) => text === 'Mikamottagningen i Stockholm');
  await on(({ text }) => text.startsWith('Skriv ut hänvisningsblad (1)'), 'Shift+Tab');
  await on(({ text }) => text === 'Rensa valen', 'Shift+Tab');
  await press('Enter');
  await tab.waitForFunction(() => document.querySelector('[name=age][value=any]').checked && document.querySelector('[name=place]').value === 'any');
  assert.deepEqual(await lookForSidewaysScroll(tab), []);
  await tab.close();
});

test('the referral sheet is paper without waste: two services on a sheet, and none that is empty', async () => {
  const tab = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await tab.goto(homes.disk + page);
  for (const name of ['Evonhuset', 'Pegasuschatten', 'Mikamottagningen i Göteborg', 'NMT:s stödtelefon']) {
    if (name.startsWith('NMT')) await tab.getByRole('radio', { name: 'Mig: råd i mitt arbete' }).check();
    await tab.getByRole('checkbox', { name: `Ta med ${name} på bladet` }).check();
  }
  const pdf = (await tab.pdf({ format: 'A4' })).toString('latin1');
  const sheets = pdf.match(/\/Type\s*\/Page\b/g).length;
  assert.ok(sheets <= 3, `${sheets} sheets`);
  await tab.emulateMedia({ media: 'print' });
  await tab.evaluate(() => dispatchEvent(new Event('beforeprint')));
  assert.equal(await tab.locator('.entry:visible').count(), 4);
  // Every fact that is known stands with who says so.
  const bare = await tab.locator('.entry:visible .facts > div').evaluateAll(facts => facts
    .filter(fact => !fact.querySelector('.cite') && fact.querySelector('dt').textContent !== 'Källorna säger inget om').map(fact => fact.textContent));
  assert.deepEqual(bare, []);
  for (const part of ['[role=search], input[type=search], .search', 'summary', '.finder-form', '.site-nav', '.site-footer']) {
    assert.equal(await tab.locator(part).filter({ visible: true }).count(), 0, part);
  }
  assert.equal(await tab.locator('.entry:visible details:not([open])').count(), 0);
  await tab.close();
});

test('the referral sheet holds the chosen services with their facts, and nothing else', async () => {
  const tab = await browser.newPage();
  await tab.goto(homes.disk + page);
  await tab.getByRole('checkbox', { name: 'Ta med Evonhuset på bladet' }).check();
  await tab.getByRole('button', { name: 'Skriv ut hänvisningsblad (1)' }).waitFor();
  await tab.emulateMedia({ media: 'print' });
  await tab.evaluate(() => dispatchEvent(new Event('beforeprint')));
  const text = await tab.locator('main').innerText();
  for (const part of ['Hänvisningsblad', 'Evonhuset', 'Kunskapsguiden (2019)', 'Från 15 år']) assert.ok(text.toLowerCase().includes(part.toLowerCase()), `${part} is not in ${text}`);
  assert.ok(!text.includes('Vem gäller det?') && !text.includes('Mikamottagningen i Göteborg'), text);
  await tab.evaluate(() => dispatchEvent(new Event('afterprint')));
  await tab.emulateMedia({ media: 'screen' });
  assert.ok(await entry(tab, 'Evonhuset').locator('.finder-facts').isHidden());
  await tab.close();
});

test('axe finds nothing and nothing scrolls sideways: empty, chosen, opened, ready-made', async () => {
  const tab = await browser.newPage({ reducedMotion: 'reduce' });
  const problems = [];
  const look = async name => {
    await tab.evaluate(axe);
    for (const width of [320, 1280]) {
      for (const colorScheme of ['light', 'dark']) {
        await tab.setViewportSize({ width, height: 800 });
        await tab.emulateMedia({ colorScheme });
        const found = await tab.evaluate(values => window.axe.run(document, { runOnly: values, resultTypes: ['violations'] })
          .then(({ violations }) => violations.map(({ id, nodes }) => `${id} ${nodes[0].html.slice(0, 160)} ${nodes[0].failureSummary}`)), tags);
        problems.push(...[...found, ...await lookForSidewaysScroll(tab)].map(text => `${name}, ${width} px, ${colorScheme}: ${text}`));
      }
    }
  };
  for (const name of [page, 'en/stod/index.html']) {
    await tab.goto(homes.disk + name);
    await look(name);
    await tab.locator('[name=age]').nth(2).check();
    await tab.locator('[name=place]').selectOption('1480');
    await tab.locator('[name=channel][value=chat]').check();
    await look(`${name} chosen`);
    await tab.locator('[data-group=may] .finder-details summary').first().click();
    await tab.locator('.finder-more > summary').click();
    await tab.locator('[data-take]').first().check();
    // What has scrolled half under the line that stays in sight is not too small for that.
    await tab.evaluate(() => scrollTo(0, 0));
    await look(`${name} opened`);
  }
  for (const name of ['hitta/index.html', 'hitta/goteborg.html', 'en/hitta/15-17.html']) {
    await tab.goto(homes.disk + name);
    if (await tab.locator('.finder-more > summary').count()) await tab.locator('.finder-more > summary').first().click();
    await look(name);
  }
  await tab.close();
  assertNone(problems);
});

test('scripts off: no form, every service with its facts, and the way to ready-made answers', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const tab = await context.newPage();
  await tab.goto(homes.disk + page);
  assert.ok(await tab.locator('.finder-form').isHidden());
  assert.ok(await tab.locator('[data-take]').first().isHidden());
  assert.equal(await tab.locator('[data-group=all] > ul > .entry').filter({ visible: true }).count(), 25);
  await tab.getByRole('link', { name: 'Färdiga listor' }).first().click();
  await tab.getByRole('link', { name: 'Göteborg' }).click();
  const exposed = tab.getByRole('region', { name: 'För den som är utsatt', exact: true });
  assert.equal(await exposed.locator('[data-group=may] .entry-title').first().textContent(), 'Mikamottagningen i Göteborg');
  assert.match(await exposed.textContent(), /Ingen uppgift är bekräftad/);
  assert.doesNotMatch(await exposed.textContent(), /KAST|PrevenTell/);
  await context.close();
});
