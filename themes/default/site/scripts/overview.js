/**
 * The page of a learner's own progress: how much is done, how ready for the exam, what changed, and backups.
 */
import { saveBackup } from "./backup.js";
import { forgetBegun, noteExam } from "./begun.js";
import { doneLessons } from "./done.js";
import { drawn } from "./drawn.js";
import { element, required } from "./element.js";
import { faces, fetchItems, met, questionsOf } from "./items-file.js";
import { askToKeep, isPersistent } from "./keep.js";
import { course } from "./page-data.js";
import { dayFirst } from "./plan/days.js";
import { answersOf } from "./practice/attempts.js";
import { VERSION, openProgress } from "./progress.js";
import { changesSince, seenNow } from "./progress/changes.js";
import { fromFile } from "./progress/file.js";
import { merged, news } from "./progress/merge.js";
import { FEWEST, readiness } from "./progress/readiness.js";
import { t, tCount } from "./texts.js";

const about = course();
const language = document.documentElement.lang;
const percent = (/** @type {number} */ share) => Math.round(share * 100);
const progress = await openProgress(about.uid);
const found = await fetchItems();
const items = found?.items ?? [];
const { examined, labs } = questionsOf(items);

await draw();
await storage();
backups();
resets();
for (const part of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-needs-script]"))) part.hidden = false;
drawn();

async function draw() {
  const [all, marks] = await Promise.all([progress.all(), progress.marks.all()]);
  const records = new Map(all.map((record) => [record.key, record]));
  const done = doneLessons(marks);
  const lessons = about.lessons.filter(({ id }) => done.has(id)).length;
  const answered = (/** @type {typeof items} */ list) => list.filter(({ key }) => answersOf(records.get(key)).length > 0).length;
  const cards = faces(items);
  const learnt = cards.filter(({ key }) => records.get(key)?.memory).length;
  if (found) {
    counts(lessons, about.lessons.length, "lessons");
    counts(answered(examined), examined.length, "questions");
    if (labs.length > 0) required(document, '[data-count="questions"]').append(t("overview.labs", { done: answered(labs), of: labs.length }));
    counts(learnt, cards.length, "cards");
    ready(records);
    changes(marks.find(({ name }) => name === "course"), met(records.values()));
  } else {
    required(document, "#_verdict").textContent = t("overview.no-items");
  }
}

/**
 * @param {number} done
 * @param {number} of
 * @param {string} what
 */
function counts(done, of, what) {
  required(document, `[data-count="${what}"]`).textContent = t("overview.of", { done, of });
}

/** @param {ReadonlyMap<string, import("./progress.js").ItemRecord>} records */
function ready(records) {
  const { domains, whole } = readiness(examined, about.domains, records, about.passMark);
  for (const share of domains) {
    const row = required(document, `[data-domain="${share.domain}"]`);
    const value = required(row, ".readiness-value");
    const bar = row.querySelector("svg.bar");
    const missing = FEWEST - share.of;
    if (share.of === 0) value.textContent = t("overview.none");
    else if (!share.known) value.textContent = tCount("overview.too-few", missing, { right: share.right, of: share.of });
    else value.textContent = t("overview.share", { right: share.right, of: share.of, low: percent(share.low), high: percent(share.high) });
    bar?.classList.toggle("unknown", !share.known);
    if (share.shown > 0) value.textContent += t("overview.shown", { count: share.shown });
    const place = (/** @type {string} */ part, /** @type {Record<string, number>} */ to) => {
      for (const [name, at] of Object.entries(to)) bar?.querySelector(part)?.setAttribute(name, String(Math.round(at * 1000) / 10));
    };
    place(".span", { x: share.known ? share.low : 0, width: share.known ? share.high - share.low : 0 });
    place(".share", { x: share.known ? Math.max(0, share.share - 0.006) : 0, width: share.known ? 0.012 : 0 });
  }
  const verdict = required(document, "#_verdict");
  const unknown = domains.filter(({ known }) => !known).length;
  verdict.textContent = whole
    ? `${t(`overview.verdict.${whole.verdict}`, { mark: about.passMark })} ${t("overview.whole", { share: percent(whole.share), low: percent(whole.low), high: percent(whole.high) })}`
    : domains.every(({ of }) => of === 0)
      ? t("overview.verdict.none")
      : tCount("overview.verdict.unknown", unknown, { fewest: FEWEST });
}

/**
 * @param {any} mark of the course
 * @param {ReadonlySet<string>} practised
 */
function changes(mark, practised) {
  const section = required(document, "#_changes");
  if (!found) return;
  const since = changesSince(mark?.seen, items, practised);
  const note = () => progress.marks.change("course", (known) => ({ ...known, seen: seenNow(items, found.release, Date.now()) })).catch(() => undefined);
  section.hidden = since === undefined;
  if (!since) {
    if (practised.size > 0 && mark?.seen?.release !== found.release) void note();
    return;
  }
  const date = new Intl.DateTimeFormat(dayFirst(language), { dateStyle: "long" }).format(mark.seen.at);
  const group = (/** @type {string} */ what, /** @type {import("./items-file.js").ListedItem[]} */ list) => {
    if (list.length === 0) return [];
    const { practice, flashcards } = about.pages;
    const link = (/** @type {import("./items-file.js").ListedItem} */ { kind, id, title, changed }) => element("li", {},
      element("a", { href: `${kind === "card" ? flashcards : practice}#${id}` }, title),
      element("span", { class: "meta" }, t(kind === "card" ? "overview.card" : "overview.question"), ...(changed ? [` · ${changed}`] : [])));
    return [element("details", {}, element("summary", {}, tCount(`overview.${what}`, list.length)), element("ul", {}, ...list.map(link)))];
  };
  const mine = [
    ...(since.practised.changed.length > 0 ? [tCount("overview.changed-mine", since.practised.changed.length)] : []),
    ...(since.gone > 0 ? [tCount("overview.gone", since.gone)] : []),
    ...(since.practised.gone > 0 ? [tCount("overview.gone-mine", since.practised.gone)] : []),
  ];
  const release = found.release && found.release !== mark.seen.release ? [element("p", {}, t("overview.release", { version: found.release }))] : [];
  required(section, ".changes").replaceChildren(
    element("p", {}, t("overview.since", { date })), ...release,
    ...group("fresh", since.fresh), ...group("changed", since.changed),
    ...mine.map((text) => element("p", {}, text)),
    element("p", {}, element("button", { type: "button", class: "button-small", onclick: async () => {
      await note();
      section.hidden = true;
      required(document, "h1").focus();
    } }, t("overview.noted"))));
}

async function storage() {
  const text = required(document, "#_storage");
  const ask = required(document, "button[data-keep]");
  const kept = progress.kept && (await isPersistent());
  text.textContent = t(!progress.kept ? "overview.storage.none" : kept ? "overview.storage.kept" : "overview.storage.may-go");
  ask.hidden = !progress.kept || kept !== false;
  ask.onclick = async () => {
    const granted = await askToKeep();
    ask.hidden = granted === true;
    text.textContent = t(granted ? "overview.storage.kept" : "overview.storage.refused");
  };
}

function backups() {
  const said = required(document, "#_backup-said");
  required(document, "button[data-save]").onclick = () =>
    void saveBackup(progress, about.code).then(() => (said.textContent = t("backup.saved")), () => (said.textContent = t("backup.failed")));
  const file = /** @type {HTMLInputElement} */ (required(document, "input[data-read]"));
  file.addEventListener("change", async () => {
    const [chosen] = file.files ?? [];
    if (!chosen) return;
    const read = fromFile(await chosen.text().catch(() => ""));
    file.value = "";
    if ("refused" in read) {
      said.textContent = t(`overview.refused.${read.refused}`, { name: chosen.name, version: VERSION });
      return;
    }
    required(document, "#_reset-said").textContent = "";
    try {
      let found = { items: 0, exams: 0, lessons: 0 };
      await progress.replace((mine) => {
        const both = merged(mine, read.everything);
        found = news(mine, both);
        return both;
      });
      const isNew = found.items + found.exams + found.lessons > 0;
      said.textContent = isNew ? t("overview.read", found) : t("overview.read-nothing");
    } catch {
      said.textContent = t("overview.not-read");
    }
    await draw();
  });
}

function resets() {
  const dialog = /** @type {HTMLDialogElement} */ (required(document, "dialog#_reset"));
  const said = required(document, "#_reset-said");
  required(document, "button[data-reset]").onclick = () => dialog.showModal();
  dialog.addEventListener("close", async () => {
    if (dialog.returnValue !== "forget") return;
    dialog.returnValue = "";
    forgetBegun(about.code);
    noteExam(about.code, []);
    required(document, "#_backup-said").textContent = "";
    said.textContent = await progress.forget().then(() => t("overview.forgotten"), () => t("overview.not-forgotten"));
    await draw();
  });
}
