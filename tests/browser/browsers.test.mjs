// What must be the same in Chromium and Firefox, from a host and from disk, where the folder has spaces and å, ä, ö in
// its name: what the search finds, and the choices of the finder when one comes back to it.

import assert from 'node:assert/strict';
import test, { after, before, describe } from 'node:test';
import { browsers, goBack, watch } from './lib/drivers.mjs';
import { assertNone } from './lib/faults.mjs';
import { places, settle } from './lib/homes.mjs';
import { englishPage, selectors } from './lib/interface.mjs';
import { bundledSite } from './lib/site.mjs';
import { addressOf } from './lib/walk.mjs';

const finderPage = 'stod/index.html';

/** A query of each kind, and what goes with it. */
const queries = {
  'a word': ['stockholm'],
  'a title': ['Mikamottagningen i Göteborg'],
  'the beginning of a word': ['kvinnofr'],
  'a slip': ['evonhsuet'],
  'plain letters': ['goteborg'],
  'another form': ['mottagningarna för brottsoffer'],
  'part of a compound': ['prostitution enhet'],
  'a number': ['020-390 000'],
  'a frequent word': ['och'],
  'ten words': ['stöd till unga som har sex mot ersättning i Stockholm'],
  'a phrase': ['"sex mot ersättning"'],
  'a word that nothing holds': ['stockholm xqzzkw'],
  nonsense: ['xqzzkw'],
  'only punctuation': ['…'],
  'a facet': ['stockholm', { filters: { type: ['service'] } }],
  'no word but a facet': ['', { filters: { type: ['service'] } }],
};

const { homes, close } = await settle(bundledSite());
after(close);

/** What each kind of query finds, with addresses from the site's root. */
const answers = (tab, home) => tab.evaluate(async (asked, from) => {
  await lykta.loadSearch();
  const found = {};
  for (const [kind, [query, options]] of Object.entries(asked)) {
    found[kind] = await lykta.search(query, { limit: 30, ...options });
  }
  return JSON.parse(JSON.stringify(found).replaceAll(from, ''));
}, queries, home);

/** The first answers, which all later ones must be equal to. */
const expected = {};

for (const [browserName, open] of Object.entries(browsers)) {
  for (const where of places) {
    describe(`${browserName} ${where}`, () => {
      let browser;
      let tab;
      let take;
      before(async () => {
        browser = await open();
        tab = await browser.newPage();
        tab.setDefaultTimeout(10_000);
        take = watch(tab, homes[where]);
      });
      after(() => browser?.close());

      for (const page of ['index.html', englishPage]) {
        test(`${page}: the search answers the same, in the same order`, async () => {
          await tab.goto(addressOf(homes[where], page));
          const found = await answers(tab, homes[where]);
          assert.ok(found['a word'].results.length > 3 && found['a slip'].corrected && !found.nonsense.total);
          expected[page] ||= found;
          for (const kind of Object.keys(queries)) assert.deepEqual(found[kind], expected[page][kind], kind);
          assertNone(await take());
        });
      }

      test('what is typed is found', async () => {
        await tab.goto(addressOf(homes[where], 'sok.html'));
        await tab.type(selectors.searchField, 'evonhuset');
        await tab.waitForSelector(`${selectors.searchResult} ::-p-text(Evonhuset)`);
        await tab.keyboard.press('ArrowDown');
        assert.equal(await tab.$eval('[role=option][aria-selected=true]', option => option.textContent.split(' (')[0]), 'Evonhuset');
        await Promise.all([tab.waitForNavigation(), tab.keyboard.press('Enter')]);
        assert.equal(await tab.$eval('h1', heading => heading.textContent.trim()), 'Evonhuset');
        assertNone(await take());
      });

      test('the finder: chosen, left, and there again on the way back', async () => {
        const url = addressOf(homes[where], finderPage);
        await tab.goto(url);
        const state = async () => {
          // The lists are filled frame by frame.
          await tab.waitForFunction(() => [...document.querySelectorAll('[data-group]')].every(group => group.hidden || group.dataset.group === 'all'
            || group.querySelectorAll('.entry').length === Number(group.querySelector('.count').textContent)));
          return tab.evaluate(() => ({
            chosen: [...document.querySelectorAll('.finder-form :checked')].map(element => element.value),
            tally: document.querySelector('[data-finder] [role=status]').textContent,
            may: [...document.querySelectorAll('[data-group=may] .entry-title')].map(title => title.textContent),
            sheet: [...document.querySelectorAll('[data-take]:checked')].map(box => box.closest('.entry').querySelector('.entry-title').textContent),
          }));
        };
        const untouched = await state();
        for (const control of ['[name=age][value="15-17"]', '[name=channel][value=chat]', '[name=anonymous]']) await tab.click(control);
        await tab.select('[name=place]', '1480');
        // What answers is loaded with the first touch.
        await tab.waitForSelector('[data-group=may]:not([hidden])');
        await state();
        // Chosen for the sheet: one that may fit, and one that does not.
        for (const name of ['Evonhuset', 'Mikamottagningen i Stockholm']) {
          await tab.evaluate(wanted => {
            const entry = [...document.querySelectorAll('.entry')].find(one => one.querySelector('.entry-title').textContent === wanted);
            entry.querySelector('[data-take]').click();
          }, name);
        }
        const chosen = await state();
        assert.deepEqual(chosen.sheet.toSorted(), ['Evonhuset', 'Mikamottagningen i Stockholm']);
        assert.notDeepEqual(chosen, untouched);
        assert.equal(chosen.may[0], 'Mikamottagningen i Göteborg');
        for (const value of ['15-17', 'chat', '1480']) assert.ok(chosen.chosen.includes(value), value);
        await Promise.all([tab.waitForNavigation(), tab.click('[data-group=may] .entry-title a')]);
        assert.equal(await tab.$eval('h1', heading => heading.textContent.trim()), 'Mikamottagningen i Göteborg');
        await goBack(tab, url);
        // The choices are back at once, the answer with the event that says so.
        await tab.waitForFunction(tally => document.querySelector('[data-finder] [role=status]').textContent === tally, {}, chosen.tally);
        assert.deepEqual(await state(), chosen);
        assert.equal(await tab.evaluate(() => location.href), url, 'something is put into the address');
        assertNone(await take());
      });
    });
  }
}
