/**
 * The referral sheet: the chosen services with their facts, for the printer.
 * @param {HTMLElement} root
 * @param {HTMLElement[]} entries of all services
 * @param {HTMLElement} waiting the list of chosen ones that have no part in the answer
 * @param {Record<string, string>} texts
 */
const createSheet = (root, entries, waiting, texts) => {
  const button = /** @type {HTMLElement} */ (root.querySelector("[data-sheet]"));
  const section = /** @type {HTMLElement} */ (waiting.closest("[data-group]"));
  const boxes = entries.map((entry) => /** @type {HTMLInputElement} */ (entry.querySelector("[data-take]")));
  /** @type {HTMLElement[]} */
  let chosen = [];

  /** Reads anew which services are chosen. */
  const gather = () => {
    chosen = entries.filter((_, at) => boxes[at].checked);
    entries.forEach((entry, at) => entry.classList.toggle("taken", boxes[at].checked));
    document.body.classList.toggle("has-sheet", chosen.length > 0);
    button.hidden = !chosen.length;
    button.textContent = texts.sheet.replace("{n}", String(chosen.length));
  };
  root.querySelector(".finder-answer")?.addEventListener("change", gather);
  button.addEventListener("click", () => print());

  /** @type {(() => void)[]} what was opened for the printer is closed again */
  let undo = [];
  addEventListener("beforeprint", () => {
    if (!chosen.length) return;
    const day = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeZone: "Europe/Stockholm" });
    const today = root.querySelector("[data-today]");
    if (today) today.textContent = day.format(new Date());
    const folded = new Set(chosen.flatMap((entry) => [entry.querySelector("details"), entry.closest(".finder-more")]));
    for (const details of folded) {
      if (!(details instanceof HTMLDetailsElement) || details.open) continue;
      details.open = true;
      undo.push(() => { details.open = false; });
    }
    // What was chosen before another question is still on the sheet.
    if (section.hidden && chosen.some((entry) => entry.parentElement === waiting)) {
      section.hidden = false;
      undo.push(() => { section.hidden = true; });
    }
  });
  addEventListener("afterprint", () => {
    for (const back of undo.splice(0)) back();
  });
  return { gather, taken: () => chosen };
};
