// What to look at on an open page. Each look answers with a list of faults, in words.

/** A title and one heading of the first level, also after scripts have run. */
export async function lookAtHeading(tab) {
  const { title, headings } = await tab.evaluate(() => ({
    title: document.title.trim(),
    headings: document.querySelectorAll('h1').length,
  }));
  const faults = [];
  if (!title) faults.push('no title');
  if (headings !== 1) faults.push(`${headings} h1 elements`);
  return faults;
}

/** Whether the page can be scrolled sideways, and by which elements. */
export async function lookForSidewaysScroll(tab) {
  const found = await tab.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const { scrollWidth } = document.scrollingElement;
    if (scrollWidth <= width) return null;
    // What is positioned is kept inside only by the element that it is positioned by.
    const holder = element => (getComputedStyle(element).position === 'absolute' && element.offsetParent) || element.parentElement;
    // An element that scrolls or clips by itself keeps what is wide inside it.
    const contained = element => {
      for (let up = holder(element); up && up !== document.body; up = holder(up)) {
        if (getComputedStyle(up).overflowX !== 'visible') return true;
      }
      return false;
    };
    const turned = document.documentElement.dir === 'rtl';
    const beyond = ({ left, right }) => (turned ? left < -1 : right > width + 1);
    const sticksOut = element => beyond(element.getBoundingClientRect()) && !contained(element);
    // The outermost: what surrounds it still keeps within the window.
    const culprits = [...document.body.querySelectorAll('*')]
      .filter(element => sticksOut(element) && !sticksOut(element.parentElement))
      .map(element => `<${element.localName} class="${element.getAttribute('class') ?? ''}"> "${element.textContent.trim().slice(0, 40)}"`);
    return { scrollWidth, width, culprits: culprits.slice(0, 2) };
  });
  return found ? [`scrolls sideways: ${found.scrollWidth} of ${found.width} px, by ${found.culprits.join(', ') || 'an unknown element'}`] : [];
}

/**
 * Targets that are too small or too close: 24 px as WCAG 2.2 asks, 44 px for what calls, writes or opens a contact.
 * Links within a sentence are as high as their line.
 */
export async function lookForSmallTargets(tab) {
  return tab.evaluate(() => {
    const targets = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary, [role=option]')]
      .filter(element => element.checkVisibility({ visibilityProperty: true }) && !element.closest('.visually-hidden'));
    const name = element => `<${element.localName}> "${(element.textContent.trim() || element.getAttribute('aria-label') || '').slice(0, 40)}"`;
    const box = element => {
      const { width, height } = (element.closest('label') ?? element).getBoundingClientRect();
      return [Math.round(width * 10) / 10, Math.round(height * 10) / 10];
    };
    // A link among other words of its paragraph, or one that fills several lines.
    const inText = element => getComputedStyle(element).display === 'inline';
    const faults = [];
    for (const element of targets) {
      const [width, height] = box(element);
      const contact = element.closest('.contact, .call') && /^(tel|mailto|sms):/.test(element.getAttribute('href') ?? '');
      if (contact && (width < 44 || height < 44)) faults.push(`a way to be in touch of ${width} by ${height} px: ${name(element)}`);
      if (!inText(element) && (width < 24 || height < 24)) faults.push(`a target of ${width} by ${height} px: ${name(element)}`);
    }
    return faults;
  });
}

/** What stays in sight while one scrolls, where it takes more than half of the window from what is read. */
export async function lookForCrowding(tab) {
  return tab.evaluate(() => {
    scrollTo({ top: document.documentElement.scrollHeight / 3, behavior: 'instant' });
    const stuck = [...document.querySelectorAll('body *')].filter(element => {
      const { position } = getComputedStyle(element);
      if (position !== 'fixed' && position !== 'sticky') return false;
      const { top, bottom, height } = element.getBoundingClientRect();
      return element.checkVisibility() && height > 0 && (Math.abs(top) < 1 || Math.abs(bottom - innerHeight) < 1);
    });
    const taken = stuck.reduce((sum, element) => sum + element.getBoundingClientRect().height, 0);
    scrollTo({ top: 0, behavior: 'instant' });
    const names = stuck.map(element => element.className || element.localName);
    return taken > innerHeight / 2 ? [`${Math.round(taken)} of ${innerHeight} px stay covered, by ${names}`] : [];
  });
}

/** What moved after it was painted, by the browser's own measure. */
export async function lookForShifts(tab, { context }) {
  // Without scripts no observer reports.
  if (context.javaScriptEnabled === false) return [];
  const moved = await tab.evaluate(() => new Promise(resolve => {
    const shifts = [];
    const observer = new PerformanceObserver(list => shifts.push(...list.getEntries()));
    observer.observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => {
      shifts.push(...observer.takeRecords());
      const places = shifts.flatMap(({ sources }) => sources.map(({ node }) => node?.parentElement?.className || node?.nodeName));
      resolve(shifts.length ? `${shifts.reduce((sum, { value }) => sum + value, 0)} by ${places.slice(0, 3)}` : null);
    }, 20);
  }));
  return moved ? [`moved after it was painted: ${moved}`] : [];
}

/** What a page left behind: cookies, stored values, an address or a history that is not the reader's own. */
export async function lookForTraces(tab) {
  const left = await tab.evaluate(async () => ({
    cookies: document.cookie.length,
    localStorage: localStorage.length,
    sessionStorage: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    state: history.state === null ? 0 : 1,
    query: location.search.length,
  }));
  return Object.entries(left).filter(([, count]) => count).map(([what]) => `something is left in ${what}`);
}

/** Runs several looks one after the other. */
export const all = (...looks) => async (tab, name) => {
  const faults = [];
  for (const look of looks) faults.push(...await look(tab, name));
  return faults;
};
