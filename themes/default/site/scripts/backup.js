/**
 * Backups: saves what this browser keeps as a file, and offers to where it matters.
 */
import { element } from "./element.js";
import { toFile } from "./progress/file.js";
import { t, tCount } from "./texts.js";

/** @typedef {import("./progress.js").Progress} Progress */

const DAY = 86_400_000;
const WEEK = 7 * DAY;

/**
 * @param {Progress} progress
 * @param {string} code of the course, for the file's name
 */
export async function saveBackup(progress, code) {
  const now = new Date();
  save(toFile(await progress.everything(), now), "application/json", `${code}-progress-${now.toISOString().slice(0, 10)}.json`);
  await progress.marks.change("course", (mark) => ({ ...mark, backup: now.getTime() }));
}

/**
 * Gives the learner a file.
 *
 * @param {string} text
 * @param {string} type
 * @param {string} name
 */
export function save(text, type, name) {
  const href = URL.createObjectURL(new Blob([text], { type }));
  element("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

/**
 * An offer to save a backup: after an exam, or when a week's work stands in this browser alone.
 *
 * @param {Progress} progress
 * @param {string} code
 * @param {"exam" | "weekly"} why
 * @returns {Promise<HTMLElement | undefined>} nothing if there is nothing to save, or it was saved lately
 */
export async function backupOffer(progress, code, why) {
  if (!progress.kept) return undefined;
  const { backup } = (await progress.marks.get("course")) ?? {};
  const [items, exams] = await Promise.all([progress.all(), progress.exams.all()]);
  if (!isDue([...items, ...exams], backup, Date.now(), why)) return undefined;
  const text = why === "exam" ? t("backup.after-exam") : backup === undefined ? t("backup.never") : tCount("backup.old", Math.floor((Date.now() - backup) / DAY));
  const said = element("span", { role: "status" });
  const button = element("button", {
    type: "button",
    class: "button-small",
    onclick: () => saveBackup(progress, code).then(() => {
      button.remove();
      said.textContent = t("backup.saved");
    }, () => (said.textContent = t("backup.failed"))),
  }, t("backup.save"));
  return element("p", { class: "backup-offer" }, element("span", {}, text), " ", button, said);
}

/**
 * Whether there is something new to save: for a week, or at all.
 *
 * @param {{changed?: number}[]} records
 * @param {number | undefined} backup
 * @param {number} now
 * @param {"exam" | "weekly"} why
 */
export function isDue(records, backup, now, why) {
  const fresh = records.map(({ changed = 0 }) => changed).filter((changed) => changed > (backup ?? -1));
  if (fresh.length === 0) return false;
  return why === "exam" || (backup === undefined ? now - Math.min(...fresh) : now - backup) >= WEEK;
}
