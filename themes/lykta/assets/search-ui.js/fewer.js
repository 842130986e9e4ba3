/**
 * Other searches that do find something: the words one by one, or the beginning of a word. What is offered has
 * been tried, so that nobody is sent from nothing to nothing.
 * @param {string} query
 * @param {AbortSignal} signal
 * @returns {Promise<string[]>}
 */
const tryFewer = async (query, signal) => {
  const finds = async (/** @type {string} */ text) =>
    (await api.search(text, { limit: 1, excerpts: false, signal })).total > 0;
  const typed = [...new Set(query.match(/[\p{L}\p{N}]+/gu) || [])];
  const found = [];
  if (typed.length > 1 || /["“”»«„]/.test(query)) {
    for (const word of typed.slice(0, 6)) if (await finds(word)) found.push(word);
  }
  const [word] = typed;
  if (typed.length === 1 && word.length < 40) {
    // At least four letters and more than half of the word: less would lead anywhere.
    for (let length = word.length - 1; length >= 4 && length > word.length / 2 && !found.length; length -= 1) {
      const start = word.slice(0, length);
      if (await finds(`"${start}"`)) found.push(start);
    }
  }
  return found;
};
