/*
 * What must be known before the page is drawn, so that nothing flashes or moves. A classic script, because modules wait for
 * the page. It tells the styles, on the root:
 *
 * - `data-theme`: the colours that the learner chose; `site.js` changes the choice, and auto is the absence of one.
 * - `data-drawing`: scripts have yet to draw what the learner did, so keep its room (`scripting.css`); `drawn.js` ends it,
 *   and so does a script that cannot be had. `data-opened="file"`: browsers then run no modules.
 * - `data-begun`, `data-exam`: the course was begun, an exam of it runs (`begun.js` keeps both), or the address asks for the
 *   report of one that is over.
 */
(() => {
  const { dataset } = document.documentElement;
  if (location.protocol === "file:") dataset.opened = "file";
  else dataset.drawing = "yes";
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
