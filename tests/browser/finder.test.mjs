// Hitta stöd: the answer to a choice, the choices when one comes back, the keyboard, narrow screens, no scripts.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import test, { after, before } from 'node:test';
import { pathToFileURL } from 'node:url';
import { openBrowser, watch } from './lib/browser.mjs';
import { assertNone } from './lib/faults.mjs';
import { lookForSidewaysScroll } from './lib/looks.mjs';
import { serve } from './lib/server.mjs';
import { bundledSite } from './lib/site.mjs';
import { copyOf } from './lib/temp.mjs';

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

const titles = (tab, group) => tab.locator(`[data-group=${group}] .entry-title`).allTextContents();
const status = tab => tab.locator('[data-finder] [role=status]').textContent();
const entry = (tab, name) => tab.locator('.entry', { has: tab.getByRole('heading', { name, includeHidden: true }) });

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
    assert.match(await entry(tab, 'Pegasuschatten').locator('.why').textContent(), /Bara för hbtqi-personer, enligt Region Halland/);
    assert.match(await entry(tab, 'Evonhuset').locator('.why').textContent(), /annan ort, Malmö/);
    const said = await status(tab);
    assert.match(said, /^0 passar · \d+ kan passa · \d+ passar inte$/);
    // Nothing in the address, nothing in the history, nothing kept.
    assert.equal(tab.url(), homes[where] + page);
    assert.equal(await tab.evaluate(() => history.length), 2);
    assert.equal(await tab.evaluate(() => localStorage.length + sessionStorage.length + document.cookie.length), 0);

    await entry(tab, 'Pegasuschatten').getByRole('link', { name: 'Pegasuschatten', exact: true }).first().click();
    await tab.waitForURL(/pegasuschatten/);
    await tab.goBack();
    await tab.waitForFunction(text => document.querySelector('[data-finder] [role=status]').textContent === text, said);
    assert.ok(await tab.getByRole('radio', { name: '15–17 år' }).isChecked());
    assert.ok(await tab.getByRole('checkbox', { name: /^chatt/ }).isChecked());
    assert.equal(await tab.getByLabel('Var är personen?').inputValue(), '1480');
    assert.deepEqual(await titles(tab, 'may'), may);
    assertNone(await take());
    await tab.close();
  });
}

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

test('by keyboard alone: choose, reach the answer, open a service', async () => {
  const tab = await browser.newPage();
  await tab.goto(homes.disk + page);
  await tab.locator('[name=role]').first().focus();
  await tab.keyboard.press('Tab');
  await tab.keyboard.press('ArrowDown');
  await tab.keyboard.press('ArrowDown');
  assert.equal(await tab.evaluate(() => document.activeElement.value), '15-17');
  await tab.keyboard.press('Tab');
  await tab.keyboard.type('göteb');
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
