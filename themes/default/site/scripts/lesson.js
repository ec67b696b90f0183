/**
 * A lesson's page: remembers that it was opened, and lets the learner mark it as done.
 */
import { begin } from "./begun.js";
import { doneLessons, lessonMark, markedDone, showDone } from "./done.js";
import { required } from "./element.js";
import { askToKeep } from "./keep.js";
import { course } from "./page-data.js";
import { openProgress } from "./progress.js";
import { t } from "./texts.js";

const lesson = required(document, "main[data-lesson]").dataset.lesson ?? "";
const { uid, code } = course();
const progress = await openProgress(uid);
const name = lessonMark(lesson);
const done = doneLessons(await progress.marks.all());

await progress.marks.change(name, (mark) => ({ ...mark, opened: Date.now() })).catch(() => undefined);
begin(code);

const place = required(document, "#_done");
const button = required(place, "button");
const status = required(place, ".done-status");
show(false);
place.hidden = false;

button.addEventListener("click", async () => {
  if (done.has(lesson)) done.delete(lesson);
  else done.add(lesson);
  show(true);
  await progress.marks.change(name, markedDone(done.has(lesson))).catch(() => (status.textContent = t("lesson.not-kept")));
  if (done.has(lesson)) void askToKeep();
});

/** @param {boolean} said whether the learner did it just now */
function show(said) {
  const isDone = done.has(lesson);
  button.setAttribute("aria-pressed", String(isDone));
  required(button, "span").textContent = t(isDone ? "lesson.is-done" : "lesson.mark-done");
  if (said) status.textContent = !progress.kept ? t("lesson.not-kept") : t(isDone ? "lesson.said-done" : "lesson.said-undone");
  showDone(done);
}
