/** So many pages at first, and so many more each time. */
const PAGE = 10;
/** Excerpts wait until the reader pauses: each letter of a word would load others. */
const PAUSE = 120;
/** Nothing is said of waiting before so long. */
const WAIT = 300;
/** From this width of the search on, in pixels, facets stand beside the results; the style sheet knows it too. */
const WIDE = 720;
const QUOTES = /["“”»«„]/g;

/** A search in a form: what is asked for, and what is shown of the answer. */
class Search {
  /** @param {HTMLFormElement} form @param {Texts} texts */
  constructor(form, texts) {
    this.texts = texts;
    this.limit = PAGE;
    this.turn = new AbortController();
    /** The query whose facets are shown. */
    this.faceted = "";
    this.input = /** @type {HTMLInputElement} */ (form.querySelector("input"));
    this.suggestions = createSuggestions(this.input, texts);
    this.panel = createPanel(form, texts, () => this.showMore());
    this.facets = createFacets(this.panel.facets, texts, form.clientWidth >= WIDE, () => this.begin());
  }

  /** Begins with the first results again. @param {boolean} [typing] */
  begin(typing) {
    this.limit = PAGE;
    return this.search(typing);
  }

  /** Searches for something else instead. @param {string} query */
  async instead(query) {
    this.input.value = query;
    await this.begin();
    this.panel.focus();
  }

  /** What the form is sent for: the results themselves, without suggestions over them. */
  async submit() {
    if (!this.input.value.trim()) return this.input.focus();
    const searched = this.search();
    this.suggestions.close();
    await searched;
    // What was found comes next; on a phone the keyboard makes room for it.
    this.suggestions.close();
    this.panel.focus();
  }

  async showMore() {
    const next = this.limit;
    this.limit += PAGE;
    await this.search();
    this.panel.focus(next);
  }

  /**
   * Searches for what stands in the field; a search that is under way is overtaken.
   * @param {boolean} [typing] whether the reader may still be typing: then titles come first, as suggestions
   */
  async search(typing = false) {
    this.turn.abort();
    this.turn = new AbortController();
    const { signal } = this.turn;
    const query = this.input.value.trim();
    if (!query) return this.empty();
    const waiting = setTimeout(() => !signal.aborted && this.panel.wait(), WAIT);
    try {
      const options = { filters: this.facets.filters(), signal };
      if (typing) {
        const titles = await api.search(query, { ...options, limit: SUGGESTIONS, excerpts: false });
        if (signal.aborted) return;
        this.suggestions.show(titles.results);
        await pause(PAUSE, signal);
      }
      const answer = await api.search(query, { ...options, limit: this.limit });
      if (!signal.aborted) this.present(query, answer, signal);
    } catch {
      if (!signal.aborted) this.fail();
    } finally {
      clearTimeout(waiting);
      if (!signal.aborted) this.panel.rest();
    }
  }

  empty() {
    this.suggestions.show([]);
    this.facets.hide();
    this.faceted = "";
    this.panel.clear();
  }

  fail() {
    this.suggestions.show([]);
    this.facets.hide();
    const again = async () => {
      await this.search();
      this.panel.focus();
    };
    this.panel.show(this.texts.failed, [make("p", "", button(this.texts.retry, again))]);
  }

  /** @param {string} query @param {Answer} answer @param {AbortSignal} signal */
  present(query, answer, signal) {
    const { texts, facets, panel } = this;
    const { results, total } = answer;
    this.suggestions.complete(results);
    facets.show(answer.facets, query !== this.faceted);
    this.faceted = query;
    if (results.length) {
      const notes = [this.correction(query, answer), this.missing(answer)].flat();
      return panel.show(fill(texts.count, String(total)), notes, results, results.length < total);
    }
    const clear = facets.number() ? [make("p", "", button(texts.clear, facets.clear))] : [];
    panel.show(fill(texts.none, short(query)), clear);
    // Tried after the answer is shown, and without a word if it does not work out.
    tryFewer(query, signal).then((fewer) => !signal.aborted && this.offer(fewer), () => {});
  }

  /** What was searched for instead, and the way back. @param {string} query @param {Answer} answer */
  correction(query, { corrected }) {
    if (!corrected) return [];
    const typed = query.replace(QUOTES, "");
    const back = button(fill(this.texts.instead, short(typed)), () => this.instead(`"${typed}"`));
    return [make("p", "", make("span", "", fill(this.texts.corrected, short(corrected))), " ", back)];
  }

  /** @param {Answer} answer */
  missing({ missing }) {
    return missing.length ? [make("p", "", make("span", "", fill(this.texts.missing, words(missing))))] : [];
  }

  /** @param {string[]} fewer */
  offer(fewer) {
    const offers = fewer.map((text) => button(fill(this.texts.instead, text), () => this.instead(text)));
    if (offers.length) this.panel.note(make("p", "", this.texts.fewer), listOf("search-offers", offers));
  }
}

/** @type {WeakSet<HTMLFormElement>} */
const attached = new WeakSet();

/**
 * Makes a form search.
 * @param {HTMLFormElement} form
 * @param {Texts} texts
 */
api.attachSearch = (form, texts) => {
  if (attached.has(form)) return;
  attached.add(form);
  const search = new Search(form, texts);
  search.input.addEventListener("input", () => search.begin(true));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search.submit();
  });
  if (search.input.value) search.begin(true);
};
