// Leaves the page at once: by the links marked `data-exit`, or by three presses of Shift. On pages that have the
// quick exit only.
//
// `location.replace` puts the new page in this one's place, so that "back" does not lead here. What was read
// before it stays in the browser's history, and the page says so. Nothing is stored.
"use strict";
(() => {
  const link = /** @type {HTMLAnchorElement | null} */ (document.querySelector("a[data-exit]"));
  const count = /** @type {HTMLElement | null} */ (document.querySelector(".exit-count"));
  if (!link || !count) return;
  const root = document.documentElement;
  const PRESSES = 3;
  const WITHIN = 5000;
  const title = document.title;
  let pressed = 0;
  let alone = false;
  let timer = 0;
  const home = count.parentElement;

  /** The message in words, to see and to hear. A dialog makes all outside it silent, so it goes inside. */
  const say = (text = "") => {
    const place = document.querySelector("dialog[open]") || home;
    if (count.parentElement !== place) place?.append(count);
    count.dataset.pressed = String(pressed);
    count.textContent = text;
  };

  const reset = (text = "") => {
    clearTimeout(timer);
    pressed = 0;
    say(text);
    if (text) timer = setTimeout(reset, WITHIN);
  };

  /** Hides everything before the new page has come, which may take a while. */
  const leave = () => {
    clearTimeout(timer);
    for (const dialog of document.querySelectorAll("dialog")) dialog.close();
    pressed = 0;
    say(count.dataset.leaving);
    document.title = count.dataset.leaving || title;
    root.classList.add("is-leaving");
    location.replace(link.href);
  };

  const comeBack = () => {
    root.classList.remove("is-leaving");
    document.title = title;
    reset();
  };

  const press = () => {
    pressed += 1;
    if (pressed === PRESSES) return leave();
    clearTimeout(timer);
    timer = setTimeout(() => reset(count.dataset.over), WITHIN);
    say(pressed === 1 ? count.dataset.two : count.dataset.one);
  };

  addEventListener("click", (event) => {
    const exit = event.target instanceof Element && event.target.closest("a[data-exit]");
    // A new tab or window is the reader's own choice.
    if (!exit || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    leave();
  });

  // Shift counts when it is pressed and let go by itself: not for a capital, a shortcut or a click.
  addEventListener("keydown", (event) => {
    if (event.repeat) return;
    alone = event.key === "Shift" && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!alone && pressed) reset();
  }, true);
  addEventListener("keyup", (event) => {
    if (event.key === "Shift" && alone) press();
    alone = false;
  }, true);
  addEventListener("pointerdown", () => (alone = false), true);

  // Whoever comes back to a page that the browser kept as it was left finds it whole.
  addEventListener("pageshow", (event) => event.persisted && comeBack());
})();
