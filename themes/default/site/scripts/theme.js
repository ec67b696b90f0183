/*
 * What must be known before the page is drawn, so that nothing flashes or moves. A classic script, because modules wait for
 * the page. It tells the styles, on the root:
 *
 * - `data-theme`: the colours that the learner chose; `site.js` changes the choice, and auto is the absence of one.
 * - `data-drawing`: scripts have yet to draw what the learner did, so keep its room (`scripting.css`); `drawn.js` ends it,
 *   and so does a script that cannot be had. `data-plain`: the address asks for nothing but the page. `data-opened="file"`: browsers then run no modules.
 * - `data-begun`, `data-exam`: the course was begun, an exam of it runs (`begun.js` keeps both), or the address asks for the
 *   report of one that is over.
 *
 * It also begins the page's scripts, once the page was painted: what it says is not to wait for what can be done with it.
 */
(() => {
  let begun = false;
  const begin = () => {
    const list = document.getElementById("_scripts")?.textContent;
    if (begun || !list) return;
    begun = true;
    const { assets } = document.body.dataset;
    const { scripts, modules, fetches } = JSON.parse(list);
    const add = (/** @type {string} */ tag, /** @type {object} */ what) => document.head.append(Object.assign(document.createElement(tag), what));
    // All at once: a browser learns of an import only from the script that has it.
    for (const path of [...scripts, ...modules]) add("link", { rel: "modulepreload", href: assets + path });
    for (const href of fetches) add("link", { rel: "preload", as: "fetch", crossOrigin: "anonymous", href });
    for (const path of scripts) add("script", { type: "module", async: false, src: assets + path });
  };
  if (location.protocol !== "file:") addEventListener("DOMContentLoaded", () => {
    // A page that nobody sees is not painted.
    if (document.hidden || !globalThis.PerformanceObserver?.supportedEntryTypes.includes("paint")) return begin();
    new PerformanceObserver(begin).observe({ type: "paint", buffered: true });
    setTimeout(begin, 1000);
  });
  const { dataset } = document.documentElement;
  if (location.protocol === "file:") dataset.opened = "file";
  else dataset.drawing = "yes";
  if (!location.search && !location.hash) dataset.plain = "yes";
  addEventListener("error", ({ target }) => {
    if (target === window || target instanceof HTMLScriptElement) delete dataset.drawing;
  }, true);
  try {
    const read = (/** @type {string} */ name) => localStorage.getItem(`gradus.${name}`) ?? "";
    const code = /** @type {HTMLScriptElement | null} */ (document.currentScript)?.dataset.course ?? "";
    if (code && read("begun").split(" ").includes(code)) dataset.begun = "yes";
    if (/[?&]report=/.test(location.search)) dataset.exam = "over";
    else if (code && Number(read(`exam.${code}`)) > Date.now()) dataset.exam = "runs";
    if (/^(light|dark)$/.test(read("theme"))) dataset.theme = read("theme");
  } catch {
    // Storage is blocked: the system decides.
  }
})();
