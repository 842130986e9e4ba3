/**
 * The Swedish stemmer of Snowball 3.0, ported from its source (swedish.sbl). Words are in lower case.
 * It equals the generator's word for word; a test compares them over the reference vocabulary.
 * @type {(word: string) => string}
 */
const stemSwedish = (function () {
  const vowel = /[aeiouyäåö]/;
  const suffix = /(?:heterna|hetens|arnas|ernas|ornas|andes|andet|arens|heten|heter|anden|arna|erna|orna|ande|arne|aste|aren|ades|erns|ade|are|ern|ens|het|ast|ad|en|ar|er|or|as|es|at|et|a|e|s)$/;
  const notEt = /(?:h|iet|uit|fab|cit|dit|alit|ilit|mit|nit|pit|rit|sit|tit|ivit|kvit|xit|kom|rak|pak|stak)$/;
  const mayEt = (/** @type {string} */ head) =>
    /.[aeiouyäåö][^aeiouyäåö]$/su.test(head) && !notEt.test(head);
  return (/** @type {string} */ word) => {
    const letters = Array.from(word);
    if (letters.length < 3) return word;
    let at = letters.findIndex((letter) => vowel.test(letter));
    if (at < 0) return word;
    while (at < letters.length && vowel.test(letters[at])) at++;
    if (at >= letters.length) return word;
    const start = letters.slice(0, Math.max(at + 1, 3)).join("").length;
    const rest = (/** @type {RegExp} */ pattern) => (pattern.exec(word.slice(start)) || [""])[0];
    const drop = (/** @type {number} */ count) => word.slice(0, word.length - count);
    const found = rest(suffix);
    if (found === "s") {
      const head = drop(1);
      if (head.endsWith("et") && mayEt(drop(3))) word = drop(3);
      else if (/[bcdfghjklmnoprtvy]$/.test(head)) word = head;
    } else if (found === "et") {
      if (mayEt(drop(2))) word = drop(2);
    } else if (found) word = drop(found.length);
    if (rest(/(?:dd|gd|nn|dt|gt|kt|tt)$/)) word = drop(1);
    const other = rest(/(?:lig|ig|els|öst|fullt)$/);
    if (other === "öst") {
      if (/[iklnprtuv]öst$/.test(word)) word = drop(1);
    } else if (other === "fullt") word = drop(1);
    else if (other) word = drop(other.length);
    return word;
  };
})();
