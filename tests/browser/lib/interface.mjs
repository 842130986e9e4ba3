// What the tests know of the theme: the one place to change when its markup does.

export const selectors = {
  /** The way around the site, at the head of every page. */
  navigation: 'header nav a[href]',
  /** The name of a menu that is folded up on narrow screens. */
  foldedMenu: 'header details > summary',
  searchForm: 'form[role=search]',
  searchField: 'form[role=search] input[type=search]',
  /** The results' titles, each a link to a page; links to sections below a result are not among them. */
  searchResult: '.search-results .entry-title a',
  /** What is said of the results: how many, or that there are none. */
  searchStatus: 'form[role=search] [role=status]',
  /** What opens the search as a dialog on a page that has no field of its own; without scripts a link to the search page. */
  searchOpener: 'header [data-search]',
};

/** Where a reader can search: pages with a field, and one where the search of the header opens. */
export const searchPages = ['index.html', 'sok.html', 'stod/index.html'];

/** A page as deep as any, of another language. */
export const englishPage = 'en/stod/index.html';

/** The name of the list of everything from A to Ö, in any of the site's languages. */
export const alphabetical = /A\s*(–|-|to|till)\s*[ÖZ]/;

/**
 * Shows the search field of the open page, by its header if need be, and answers with it.
 * @param {import('playwright-core').Page} tab
 */
export async function showSearchField(tab) {
  const field = tab.locator(selectors.searchField);
  if (!await field.count()) {
    const opener = tab.locator(selectors.searchOpener).filter({ visible: true });
    if (!await opener.count()) await tab.locator(selectors.foldedMenu).click();
    await opener.first().click();
  }
  return field.first();
}
