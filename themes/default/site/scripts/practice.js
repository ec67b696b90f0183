/**
 * Practice: one question at a time, on the page of all questions and on the pages of lessons. Without scripts the latter
 * list their questions with the answers, and the former leads to them.
 */
import { drawn } from "./drawn.js";
import { element } from "./element.js";
import { fold } from "./fold.js";
import { keysHelp, listen } from "./keys.js";
import { courseUid, graderFolder } from "./page-data.js";
import { onPaper } from "./paper.js";
import { Unreachable, bankOnPage, fetchBank } from "./practice/bank.js";
import { filterBar } from "./practice/filter-bar.js";
import { chosen, fromAddress, toAddress } from "./practice/filter.js";
import { frame } from "./practice/frame.js";
import { articles } from "./practice/items.js";
import { paperOf } from "./practice/paper.js";
import { notice } from "./practice/question.js";
import { Session } from "./practice/session.js";
import { openProgress } from "./progress.js";
import { t } from "./texts.js";

/** @typedef {import("./practice/filter.js").Filter} Filter */

const found = articles(document);
const stage = document.querySelector("#_practice");
if (stage instanceof HTMLElement) await begin(stage);

/** @param {HTMLElement} place */
async function begin(place) {
  const list = place.dataset.items;
  try {
    await start(place, list ? await fetchBank(list) : bankOnPage(found));
  } catch (error) {
    const again = element("button", { type: "button", class: "button", onclick: () => location.reload() }, t("practice.unreachable.again"));
    place.replaceChildren(notice(t("practice.unreachable.title"), t("practice.unreachable.text"), again));
    drawn();
    if (!(error instanceof Unreachable)) throw error;
  }
}

/**
 * @param {HTMLElement} place
 * @param {import("./practice/bank.js").Bank} bank
 */
async function start(place, bank) {
  const entries = bank.items;
  const [progress, { optionOrder }] = await Promise.all([
    openProgress(courseUid()),
    import(`${graderFolder()}draw.js`),
  ]);
  const records = new Map((await progress.all()).map((record) => [record.key, record]));

  /** @type {ReturnType<typeof filterBar> | undefined} */
  let bar;
  const choose = (/** @type {Filter} */ filter) => {
    bar?.show(filter);
    session.begin(filter);
  };
  const help = keysHelp({ title: t("practice.keys"), single: t("practice.keys.single") }, [
    ["1 … 9 a … i", t("practice.keys.options")], ["Enter", t("practice.keys.enter")],
    ["n", t("practice.keys.next")], ["p", t("practice.keys.previous")], ["m", t("practice.keys.flag")],
  ]);
  const around = frame({
    previous: () => session.previous(), next: () => session.next(), forward: () => session.forward(),
    again: () => session.again(), reveal: () => session.reveal(), flag: () => session.flag(),
  }, help, choose);
  const session = new Session(bank, records, progress, around, optionOrder);
  if (!progress.kept) around.warn(t("practice.not-kept"));

  // The articles leave the page; each comes back as a copy when its turn has come.
  for (const article of found) article.remove();
  const index = document.getElementById("_index");
  for (const part of document.querySelectorAll("#_questions, #_index, #_from-file")) part.remove();
  const printing = element("button", { type: "button", class: "button-small", onclick: () => void printAll() }, t("practice.paper.print"));
  around.node.append(element("p", { class: "actions" }, printing));
  place.append(around.node);
  onPaper(place, () => paperOf(session.round, bank.ready, optionOrder));

  /** Questions come with the lesson they stand on; paper needs them all. */
  async function printAll() {
    const fetched = Promise.all(session.round.map((item) => bank.article(item)));
    await fetched.then(() => print(), () => around.warn(t("practice.unreachable.title")));
  }

  const form = document.querySelector("form#_filters");
  if (form instanceof HTMLFormElement) {
    bar = filterBar(form, (filter) => session.begin(filter));
    const { some: _, ...asked } = fromAddress(location.search, entries);
    fold(form, t("practice.filters")).open = toAddress(asked) !== "";
  }

  const has = (/** @type {{id: string}[]} */ list, /** @type {string} */ id) => list.some((entry) => entry.id === id);
  // Ids are plain letters; decoding what somebody typed by hand could fail.
  // What follows a point is a heading in the question.
  // A question that was renamed answers to the name it was first released under.
  const linked = () => {
    const name = location.hash.slice(1).split(".")[0];
    return has(entries, name) ? name : (entries.find(({ key }) => key === name)?.id ?? name);
  };
  // What cannot be a question's id was no link to one; the theme's own parts begin with an underscore.
  const isLost = () => /^[a-z][a-z0-9-]*$/.test(linked()) && !has(entries, linked());
  const open = (/** @type {Filter} */ filter) => {
    const id = linked();
    if (isLost()) {
      bar?.show(filter);
      return session.lost(filter, index);
    }
    // A link to one question leads to it, whatever else was asked for.
    const asked = has(entries, id) && !has(chosen(entries, filter, records), id) ? {} : filter;
    bar?.show(asked);
    session.begin(asked, id);
  };
  open(fromAddress(location.search, entries));
  addEventListener("hashchange", () => {
    if (isLost() || (has(entries, linked()) && !session.goTo(linked()))) open(session.filter);
  });

  listen({
    enter: () => session.forward(),
    press: (key) => {
      if (key === "n") session.next();
      else if (key === "p") session.previous();
      else if (key === "m") session.flag();
      else return session.press(key);
      return true;
    },
  });
}
