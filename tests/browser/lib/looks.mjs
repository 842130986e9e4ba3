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
    const sticksOut = element => element.getBoundingClientRect().right > width + 1 && !contained(element);
    // The outermost: what surrounds it still keeps within the window.
    const culprits = [...document.body.querySelectorAll('*')]
      .filter(element => sticksOut(element) && !sticksOut(element.parentElement))
      .map(element => `<${element.localName} class="${element.getAttribute('class') ?? ''}"> "${element.textContent.trim().slice(0, 40)}"`);
    return { scrollWidth, width, culprits: culprits.slice(0, 2) };
  });
  return found ? [`scrolls sideways: ${found.scrollWidth} of ${found.width} px, by ${found.culprits.join(', ') || 'an unknown element'}`] : [];
}

/** Runs several looks one after the other. */
export const all = (...looks) => async (tab, name) => {
  const faults = [];
  for (const look of looks) faults.push(...await look(tab, name));
  return faults;
};
