/*
 * Sets the colour scheme before the page is drawn, so that it does not flash. A classic script, because modules wait for
 * the page; `site.js` changes the choice. Auto is the absence of a choice.
 *
 * It also says whether the page was opened as a file: browsers then run no modules, and only a classic script can tell.
 */
(() => {
  if (location.protocol === "file:") document.documentElement.dataset.opened = "file";
  try {
    const theme = localStorage.getItem("gradus.theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch {
    // Storage is blocked: the system decides.
  }
})();
