/**
 * The English stemmer of Snowball 3.0, ported from its source (english.sbl). Words are in lower case.
 * It equals the generator's word for word; a test compares them over the reference vocabulary.
 * @type {(word: string) => string}
 */
const stemEnglish = (function () {
  /** @type {Record<string, string>} */
  const exceptions = {
    skis: "ski", skies: "sky", idly: "idl", gently: "gentl", ugly: "ugli", early: "earli", only: "onli",
    singly: "singl", sky: "sky", news: "news", howe: "howe", atlas: "atlas", cosmos: "cosmos", bias: "bias",
    andes: "andes",
  };
  /** @type {[string, string][]} */
  const second = [
    ["ational", "ate"], ["fulness", "ful"], ["iveness", "ive"], ["ization", "ize"], ["ousness", "ous"],
    ["biliti", "ble"], ["lessli", "less"], ["tional", "tion"], ["alism", "al"], ["aliti", "al"],
    ["ation", "ate"], ["entli", "ent"], ["fulli", "ful"], ["iviti", "ive"], ["ousli", "ous"], ["ogist", "og"],
    ["abli", "able"], ["alli", "al"], ["anci", "ance"], ["ator", "ate"], ["enci", "ence"], ["izer", "ize"],
    ["bli", "ble"], ["ogi", "og"], ["li", ""],
  ];
  /** @type {[string, string][]} */
  const third = [
    ["ational", "ate"], ["tional", "tion"], ["alize", "al"], ["ative", ""], ["icate", "ic"], ["iciti", "ic"],
    ["ical", "ic"], ["ness", ""], ["ful", ""],
  ];
  const fourth = /(?:ement|able|ance|ence|ible|ment|ant|ate|ent|ion|ism|iti|ive|ize|ous|al|er|ic)$/;
  const region = (/** @type {string} */ word, /** @type {number} */ from) => {
    const found = /[aeiouy][^aeiouy]/.exec(word.slice(from));
    return found ? from + found.index + 2 : word.length;
  };
  const short = (/** @type {string} */ word) =>
    /[^aeiouy][aeiouy][^aeiouywxY]$/.test(word) || /^[aeiouy][^aeiouy]$/.test(word) || word.endsWith("past");
  return (/** @type {string} */ word) => {
    if (Object.hasOwn(exceptions, word)) return exceptions[word];
    if (Array.from(word).length < 3) return word;
    word = word.replace(/^'/, "").replace(/^y/, "Y").replace(/([aeiouy])y/g, "$1Y");
    const special = /^(?:gener|commun|arsen|past|univers|later|emerg|organ|inter)/.exec(word);
    const r1 = special ? special[0].length : region(word, 0);
    const r2 = region(word, r1);
    const drop = (/** @type {number} */ count) => word.slice(0, word.length - count);

    word = word.replace(/(?:'s'|'s|')$/, "");
    if (word.endsWith("sses")) word = drop(2);
    else if (/ie[ds]$/.test(word)) word = drop(word.length > 4 ? 2 : 1);
    else if (/s$/.test(word) && !/(?:us|ss)$/.test(word) && /[aeiouy]./su.test(drop(1))) word = drop(1);

    const ending = (/(?:eedly|ingly|edly|eed|ing|ed)$/.exec(word) || [""])[0];
    const head = drop(ending.length);
    if (ending.startsWith("eed")) {
      if (head.length >= r1 && !/^(?:proc|exc|succ)$/.test(head)) word = head + "ee";
    } else if (ending === "ing" && /^[^aeiouy]y$/.test(head)) {
      word = head[0] + "ie";
    } else if (ending && !(ending === "ing" && /^(?:inn|out|cann|herr|earr|even)$/.test(head))) {
      if (/[aeiouy]/.test(head)) {
        word = head;
        if (/(?:at|bl|iz)$/.test(word)) word += "e";
        else if (/(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(word)) {
          if (!/^[aeo]..$/.test(word)) word = drop(1);
        } else if (word.length === r1 && short(word)) word += "e";
      }
    }
    word = word.replace(/(.[^aeiouy])[yY]$/su, "$1i");

    for (const [from, to] of second) {
      if (!word.endsWith(from)) continue;
      const base = drop(from.length);
      if (base.length >= r1) {
        if (from === "ogi" ? base.endsWith("l") : from !== "li" || /[cdeghkmnrt]$/.test(base)) word = base + to;
      }
      break;
    }
    for (const [from, to] of third) {
      if (!word.endsWith(from)) continue;
      const base = drop(from.length);
      if (base.length >= (from === "ative" ? r2 : r1)) word = base + to;
      break;
    }
    const found = (fourth.exec(word) || [""])[0];
    if (found && word.length - found.length >= r2) {
      if (found !== "ion" || /[st]ion$/.test(word)) word = drop(found.length);
    }
    if (word.endsWith("e")) {
      const base = drop(1);
      if (base.length >= r2 || (base.length >= r1 && !short(base))) word = base;
    } else if (word.endsWith("ll") && word.length - 1 >= r2) word = drop(1);
    return word.replace(/Y/g, "y");
  };
})();
