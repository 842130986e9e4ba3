// Hitta stöd, as long as nothing is chosen: the page stands as it was built, and what answers (finder.js) is loaded when
// somebody comes near the choices, or back to a page where the browser has put the choices back.
"use strict";
(() => {
  const root = /** @type {HTMLElement | null} */ (document.querySelector("[data-finder]"));
  if (!root) return;
  const { finder = "", failed = "" } = root.dataset;

  let coming = false;
  const load = () => {
    if (coming) return;
    coming = true;
    const script = document.createElement("script");
    script.src = finder;
    script.onerror = () => {
      script.remove();
      // The next touch is a new try.
      coming = false;
      const status = root.querySelector("[role=status]");
      if (status) status.textContent = failed;
    };
    document.head.append(script);
  };

  const form = root.querySelector("form");
  for (const touch of ["focusin", "pointerover"]) form?.addEventListener(touch, load);
  // A service can be put on the sheet before anything is asked.
  root.addEventListener("change", load);
  addEventListener("pageshow", () => root.querySelector(":checked:not(:default)") && load());
  form?.addEventListener("submit", (event) => event.preventDefault());
  const all = /** @type {HTMLElement | null} */ (root.querySelector("[data-all]"));
  all?.addEventListener("click", () => {
    const list = root.querySelector(".is-short");
    list?.classList.remove("is-short");
    all.hidden = true;
    list?.children[50].querySelector("a")?.focus();
  });
  root.querySelector("[data-jump]")?.addEventListener("click", () => {
    const heading = document.getElementById("finder_answer");
    heading?.focus({ preventScroll: true });
    heading?.parentElement?.scrollIntoView();
  });
})();
