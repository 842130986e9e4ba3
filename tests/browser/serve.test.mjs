// The preview as an editor has it: the page follows the files, and a mistake is told over it until it is mended.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test, { after, before, describe } from 'node:test';
import { openBrowser } from './lib/browser.mjs';
import { lykta } from './lib/program.mjs';
import { smallSite } from './lib/temp.mjs';

const overlay = '[role=alertdialog]';

describe('the preview', () => {
  let site;
  let preview;
  let home;
  let browser;
  let tab;
  const file = name => path.join(site, 'content', name);
  before(async () => {
    site = path.join(smallSite({}), 'Förhandsvisning åäö');
    assert.equal(spawnSync(lykta, ['new', 'site', site]).status, 0);
    const lines = Array.from({ length: 80 }, (_, number) => `Rad ${number}.\n`).join('\n');
    writeFileSync(file('lang.md'), `# Lång sida\n\n${lines}\n\nSlutet är gammalt.\n`);
    preview = spawn(lykta, ['serve', '--root', site], { stdio: ['ignore', 'ignore', 'pipe'] });
    home = await new Promise((resolve, reject) => {
      preview.stderr.on('data', text => {
        const found = /http:\/\/[\d.:]+\//.exec(text);
        if (found) resolve(found[0]);
      });
      preview.on('exit', () => reject(new Error('the preview ended')));
    });
    browser = await openBrowser();
    tab = await browser.newPage();
    tab.setDefaultTimeout(15_000);
    await tab.goto(`${home}lang.html`);
    await tab.locator('h1').waitFor();
  });
  after(async () => {
    await browser?.close();
    preview?.kill();
  });

  test('shows a change without losing the place', async () => {
    await tab.evaluate(() => scrollTo(0, 1500));
    await tab.evaluate(() => { window.stayed = true; });
    const text = readFileSync(file('lang.md'), 'utf8');
    writeFileSync(file('lang.md'), text.replace('gammalt', 'nytt'));
    await tab.getByText('Slutet är nytt.').waitFor();
    assert.equal(await tab.evaluate(() => window.stayed), true, 'the page was loaded again');
    assert.equal(await tab.evaluate(() => Math.round(scrollY)), 1500);
  });

  test('tells a mistake over the page, and goes on when it is mended', async () => {
    const text = readFileSync(file('lang.md'), 'utf8');
    writeFileSync(file('lang.md'), text.replace('Rad 3.', '[Rad 3](finns-inte.md).'));
    const told = tab.locator(overlay);
    await told.waitFor();
    const words = await told.innerText();
    assert.match(words, /finns-inte\.md/);
    assert.match(words, /content\/lang\.md:9/);
    await tab.keyboard.press('Escape');
    await told.waitFor({ state: 'hidden' });
    assert.match(await tab.locator('main').innerText(), /Rad 3\./, 'the last good page stays');
    writeFileSync(file('lang.md'), text.replace('Rad 3.', 'Rad tre.'));
    await tab.getByText('Rad tre.').waitFor();
    assert.equal(await told.isVisible(), false);
  });

  test('tells which page and which line of a template break', async () => {
    const template = path.join(site, 'templates/article.html');
    mkdirSync(path.dirname(template), { recursive: true });
    const told = tab.locator(overlay);
    writeFileSync(template, '{% extends "base.html" %}\n{% block main %}\n<h1>{{ page.titel }}</h1>\n{% endblock %}\n');
    await told.waitFor();
    const words = await told.innerText();
    assert.match(words, /The page content\/.*\.md cannot be rendered/);
    assert.match(words, /templates\/article\.html:3/);
    writeFileSync(template, '{% extends "base.html" %}\n{% block main %}\n<h1>{{ page.title }}');
    await tab.waitForFunction(selector => document.querySelector(selector)?.innerText.includes('The template has a mistake'), overlay);
    assert.match(await told.innerText(), /templates\/article\.html:3/);
    rmSync(template);
    await told.waitFor({ state: 'hidden' });
  });

  test('knows new, renamed and removed files, and atomic saves', async () => {
    const status = async name => (await fetch(home + name)).status;
    const becomes = async (name, wanted) => {
      const deadline = Date.now() + 15_000;
      while ((await status(name)) !== wanted) {
        if (Date.now() > deadline) assert.fail(`${name} does not become ${wanted}`);
        await new Promise(resolve => setTimeout(resolve, 50));
      }
    };
    mkdirSync(file('ny mapp'));
    writeFileSync(file('ny mapp/sida.md'), '# Sida\n');
    await becomes('ny-mapp/sida.html', 200);
    renameSync(file('ny mapp'), file('annan mapp'));
    await becomes('annan-mapp/sida.html', 200);
    await becomes('ny-mapp/sida.html', 404);
    writeFileSync(file('.sida.md.tmp'), '# Atomisk\n');
    renameSync(file('.sida.md.tmp'), file('annan mapp/sida.md'));
    const deadline = Date.now() + 15_000;
    while (!(await (await fetch(`${home}annan-mapp/sida.html`)).text()).includes('Atomisk')) {
      if (Date.now() > deadline) assert.fail('an atomic save is not seen');
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    rmSync(file('annan mapp'), { recursive: true });
    await becomes('annan-mapp/sida.html', 404);
  });

  test('changes colours without loading the page again', async () => {
    await tab.evaluate(() => { window.stayed = 'css'; });
    mkdirSync(path.join(site, 'assets'), { recursive: true });
    writeFileSync(path.join(site, 'assets/lykta.css'), 'h1 { color: rgb(1, 2, 3) }');
    await tab.waitForFunction(() => getComputedStyle(document.querySelector('h1')).color === 'rgb(1, 2, 3)');
    assert.equal(await tab.evaluate(() => window.stayed), 'css');
  });
});
