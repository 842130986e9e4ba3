// Keeps a page of the preview current: changes what changed in place, so that the editor's eye, the scroll
// position and what scripts have opened stay where they are; loads the page anew where that cannot be done;
// and shows the diagnostics of a failed build over the page. Never part of a published site.
(() => {
  "use strict";
  const own = document.currentScript;
  const [session, number] = own.dataset.version.split("-");
  let version = Number(number);
  own.remove();

  // A copy of the page as it came, before other scripts changed it (they are deferred too, and stand
  // further down), and for each of its nodes the node that is shown.
  const shown = new WeakMap();
  const pair = (copy, live) => {
    shown.set(copy, live);
    copy.childNodes.forEach((child, at) => pair(child, live.childNodes[at]));
  };
  const copy = document.documentElement.cloneNode(true);
  pair(copy, document.documentElement);

  // --- Changing the page in place

  const isStyle = (node) => node.nodeName === "LINK" && node.relList.contains("stylesheet");

  // The new style sheet is there before the old one goes, so that nothing flashes.
  const swapStyle = (live, address) => {
    const next = live.cloneNode();
    next.href = address;
    next.addEventListener("load", () => live.remove());
    live.after(next);
    return next;
  };

  const patchAttributes = (old, fresh) => {
    const live = shown.get(old);
    if (isStyle(old) && isStyle(fresh) && old.getAttribute("href") !== fresh.getAttribute("href")) {
      shown.set(old, swapStyle(live, fresh.getAttribute("href")));
    }
    for (const { name } of [...old.attributes]) {
      if (!fresh.hasAttribute(name)) {
        old.removeAttribute(name);
        live.removeAttribute(name);
      }
    }
    for (const { name, value } of fresh.attributes) {
      if (old.getAttribute(name) !== value) {
        old.setAttribute(name, value);
        if (!(isStyle(old) && name === "href")) live.setAttribute(name, value);
      }
    }
  };

  const insert = (parent, fresh, before) => {
    const node = fresh.cloneNode(true);
    const live = document.importNode(fresh, true);
    pair(node, live);
    const place = shown.get(parent);
    const next = before && shown.get(before);
    parent.insertBefore(node, before);
    place.insertBefore(live, next && next.parentNode === place ? next : null);
  };

  const remove = (old) => {
    shown.get(old).remove();
    old.remove();
  };

  const patch = (old, fresh) => {
    if (old.isEqualNode(fresh)) return;
    if (old.nodeType !== Node.ELEMENT_NODE) {
      old.data = fresh.data;
      shown.get(old).data = fresh.data;
      return;
    }
    patchAttributes(old, fresh);
    const before = [...old.childNodes];
    const after = [...fresh.childNodes];
    while (before.length && after.length && before[0].isEqualNode(after[0])) {
      before.shift();
      after.shift();
    }
    let next = null;
    while (before.length && after.length && before.at(-1).isEqualNode(after.at(-1))) {
      next = before.pop();
      after.pop();
    }
    const alike = (a, b) => a && b && a.nodeName === b.nodeName && a.id === b.id;
    while (before.length && after.length) {
      if (alike(before[0], after[0])) {
        patch(before.shift(), after.shift());
      } else if (before.length > after.length) {
        remove(before.shift());
      } else {
        insert(old, after.shift(), before[0]);
        if (before.length > after.length) remove(before.shift());
      }
    }
    before.forEach(remove);
    after.forEach((node) => insert(old, node, next));
  };

  const scripts = (root) => [...root.querySelectorAll("script[src]")].map((s) => s.getAttribute("src")).join("\n");

  const reload = () => location.reload();

  // Changes the shown page to what the server has now. Scripts run once only, so a page whose scripts
  // changed is loaded anew.
  const refresh = async () => {
    const answer = await fetch(location.href.split("#")[0], { cache: "no-store" });
    const type = answer.headers.get("content-type") || "";
    if (!type.startsWith("text/html")) return reload();
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const script = page.querySelector('script[src="/__lykta/preview.js"]');
    if (!script) return reload();
    const came = script.dataset.version.split("-");
    script.remove();
    if (came[0] !== session || scripts(page) !== scripts(copy)) return reload();
    patch(copy, page.documentElement);
    version = Number(came[1]);
    document.dispatchEvent(new CustomEvent("lykta:updated"));
  };

  // Style sheets of the same address are fetched again. Anything else that the page has loaded and that
  // changed under the same address, such as a picture, needs a new page.
  const changedFiles = (files) => {
    const loaded = new Set(
      performance
        .getEntriesByType("resource")
        .map(({ name }) => new URL(name))
        .filter((address) => address.origin === location.origin)
        .map((address) => decodeURIComponent(address.pathname).slice(1)),
    );
    const changed = Object.keys(files).filter((path) => files[path] > version && loaded.has(path));
    const sheets = new Map();
    for (const link of document.querySelectorAll('link[rel~="stylesheet"]')) {
      sheets.set(decodeURIComponent(new URL(link.href).pathname).slice(1), link);
    }
    if (changed.some((path) => !sheets.has(path))) return false;
    for (const path of changed) {
      const link = sheets.get(path);
      const address = new URL(link.href);
      address.search = `?${Date.now()}`;
      const next = swapStyle(link, address.href);
      const walker = document.createTreeWalker(copy);
      while (walker.nextNode()) {
        if (shown.get(walker.currentNode) === link) shown.set(walker.currentNode, next);
      }
    }
    return true;
  };

  // --- Diagnostics

  let overlay = null;
  let focused = null;

  const element = (name, kind, ...content) => {
    const node = document.createElement(name);
    if (kind) node.className = `lykta-preview-${kind}`;
    node.append(...content);
    return node;
  };

  const place = ({ place, excerpt }) => {
    const parts = [];
    if (place) parts.push(element("p", "place", place));
    if (excerpt) {
      const [before, marked, after] = excerpt;
      parts.push(element("pre", "", before, element("mark", "", marked || " "), after));
    }
    return parts;
  };

  const item = (diagnostic) => {
    const node = element("div", "item");
    const code = element("span", "code", ` ${diagnostic.severity} ${diagnostic.code}`);
    node.append(element("p", "message", diagnostic.message, code), ...place(diagnostic));
    for (const related of diagnostic.related) {
      node.append(element("p", "", related.message), ...place(related));
    }
    if (diagnostic.help) node.append(element("p", "", diagnostic.help));
    return node;
  };

  const close = () => {
    if (!overlay || overlay.hidden) return;
    overlay.hidden = true;
    if (focused && focused.isConnected) focused.focus({ preventScroll: true });
  };

  const show = (diagnostics) => {
    if (!overlay) {
      const style = document.createElement("link");
      style.rel = "stylesheet";
      style.href = "/__lykta/preview.css";
      document.head.append(style);
      overlay = document.createElement("div");
      overlay.id = "lykta-preview";
      overlay.lang = "en";
      overlay.dir = "ltr";
      overlay.setAttribute("role", "alertdialog");
      overlay.setAttribute("aria-labelledby", "lykta-preview-title");
      overlay.hidden = true;
      document.documentElement.append(overlay);
      addEventListener("keydown", (event) => {
        if (event.key === "Escape" && !overlay.hidden) close();
      });
    }
    const errors = diagnostics.filter((one) => one.severity === "error").length;
    const title = element("h2", "", errors === 1 ? "The site has an error" : `The site has ${errors} errors`);
    title.id = "lykta-preview-title";
    const button = element("button", "", "Close");
    button.type = "button";
    button.addEventListener("click", close);
    const note = element("p", "", "Below is the page as it was before. It follows when this is mended.");
    overlay.replaceChildren(element("div", "box", button, title, note, ...diagnostics.map(item)));
    if (overlay.hidden) focused = document.activeElement;
    overlay.hidden = false;
    button.focus({ preventScroll: true });
  };

  // --- Messages from the server

  let told = "";
  let busy = false;
  let latest = null;

  const follow = async (message) => {
    const diagnostics = JSON.stringify(message.diagnostics);
    if (diagnostics !== told) {
      told = diagnostics;
      if (message.diagnostics.length) show(message.diagnostics);
      else close();
    }
    if (message.session !== session) return reload();
    if (message.version === version) return;
    if (!changedFiles(message.changed)) return reload();
    await refresh();
  };

  // Connections are few for each host, and a page that is only kept for "back" needs none.
  let events = null;
  const connect = () => {
    events = new EventSource("/__lykta/events");
    events.addEventListener("message", async (event) => {
      latest = JSON.parse(event.data);
      if (busy) return;
      busy = true;
      while (latest) {
        const message = latest;
        latest = null;
        try {
          await follow(message);
        } catch (error) {
          // The server went away between its message and the page: it tells again when it is back.
          console.warn(error);
        }
      }
      busy = false;
    });
  };
  addEventListener("pagehide", () => events.close());
  addEventListener("pageshow", (event) => {
    if (event.persisted) connect();
  });
  connect();
})();
