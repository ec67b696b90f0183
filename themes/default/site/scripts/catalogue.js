/**
 * The catalogue: a course that was begun offers to go on.
 */
import { begun } from "./begun.js";
import { openProgress } from "./progress.js";
import { t } from "./texts.js";

// Nothing is opened for a first visit.
if (begun().length > 0) {
  for (const entry of document.querySelectorAll("li[data-course]")) {
    const progress = await openProgress(entry.getAttribute("data-course") ?? "");
    const marks = await progress.marks.all();
    const start = entry.querySelector("a[data-start]");
    if (!start || !marks.some(({ opened }) => opened !== undefined)) continue;
    // The course's page knows which lesson that is.
    start.textContent = t("catalogue.continue");
    start.setAttribute("href", start.getAttribute("data-start") ?? "");
  }
}
