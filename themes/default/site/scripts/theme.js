/*
 * Sets the colour scheme before the page is drawn, so that it does not flash. A classic script, because modules wait for
 * the page; `site.js` changes the choice. Auto is the absence of a choice.
 *
 * It also keeps room on the page of a course that was begun, for what `course.js` will show there, and says whether the
 * page was opened as a file: browsers then run no modules, and only a classic script can tell.
 */
(() => {
  if (location.protocol === "file:") document.documentElement.dataset.opened = "file";
  try {
    const theme = localStorage.getItem("gradus.theme");
    const begun = (localStorage.getItem("gradus.begun") ?? "").split(" ");
    if (begun.includes(location.pathname.split("/").at(-2) ?? "")) document.documentElement.dataset.begun = "yes";
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch {
    // Storage is blocked: the system decides.
  }
})();
