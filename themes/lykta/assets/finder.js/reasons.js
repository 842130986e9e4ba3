/**
 * A line that tells why, with its source.
 * @param {string} text
 * @param {string | null} [from]
 * @param {string} [according]
 */
const line = (text, from, according) => {
  const item = document.createElement("li");
  const words = document.createElement("span");
  words.append(text);
  if (from) {
    const cite = document.createElement("span");
    cite.className = "cite";
    cite.append(`, ${according} ${from}`);
    words.append(cite);
  }
  item.append(words);
  return item;
};

/**
 * A line for each thing that is known; what is not is said in one.
 * @param {Service} service
 * @param {string[]} reasons
 * @param {Record<string, [string, string?]>} why the words of each reason, and the fact that it speaks of
 * @param {Record<string, string>} texts
 */
const linesOf = (service, reasons, why, texts) => {
  const said = [];
  /** @type {string[]} */
  const unknown = [];
  for (const key of reasons) {
    const [text, fact] = why[key];
    const [value, from] = (fact && service.says[fact]) || [];
    if (key.endsWith("_unknown")) unknown.push(text);
    else said.push(line(text.replace("{v}", () => value ?? ""), from, texts.according));
  }
  const last = unknown.pop();
  if (last) {
    const list = unknown.length ? texts.or.replace("{a}", () => unknown.join(", ")).replace("{z}", () => last) : last;
    said.push(line(texts.unknown.replace("{v}", () => list)));
  }
  return said;
};
