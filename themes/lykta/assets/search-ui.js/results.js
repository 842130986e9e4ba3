/** Ways to be in touch: `text <where it leads>`, parted by dots. @param {string} contact */
const contactOf = (contact) =>
  listOf(
    "entry-contact",
    contact.split(" · ").map((part) => {
      const [, text, href] = /^(.*) <((?:tel:|mailto:|https?:)[^<>]*)>$/.exec(part) || [];
      if (!href) return make("span", "", part);
      const way = link(href, text);
      if (href.startsWith("http")) way.rel = "noopener noreferrer";
      return way;
    }),
  );

/**
 * A page that was found: its kind, its title, an excerpt, whom to call, and the sections that answer.
 * @param {Result} result
 * @param {Texts} texts
 */
const entry = (result, texts) => {
  const item = make("li", "entry");
  if (texts[result.type]) item.append(make("p", "kicker", texts[result.type]));
  item.append(make("h3", "entry-title", link(result.url, result.title)));
  if (result.excerpt) item.append(make("p", "", ...marked(result)));
  if (result.missing?.length) item.append(make("p", "search-lacks", fill(texts.lacks, words(result.missing))));
  if (result.contact) item.append(contactOf(result.contact));
  const sections = (result.sections || []).filter(({ title }) => title !== result.title).slice(0, 3);
  if (sections.length) {
    const line = (/** @type {any} */ section) => {
      const place = make("div", "", link(section.url, section.title));
      if (section.excerpt && section.excerpt !== result.excerpt) place.append(make("p", "", ...marked(section)));
      return place;
    };
    item.append(listOf("entry-sections", sections.map(line)));
  }
  return item;
};
