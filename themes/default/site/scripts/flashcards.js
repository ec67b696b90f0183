/**
 * The flashcards page. Without scripts it lists all cards; this shows one at a time, and brings each back when it is due.
 */
import { drawn } from "./drawn.js";
import { element, required } from "./element.js";
import { Deck } from "./flashcards/deck.js";
import { figures } from "./flashcards/figures.js";
import { cardFrame } from "./flashcards/frame.js";
import { GRADES } from "./flashcards/schedule.js";
import { fold } from "./fold.js";
import { keysHelp, listen } from "./keys.js";
import { courseUid } from "./page-data.js";
import { onPaper } from "./paper.js";
import { openProgress } from "./progress.js";
import { t, tCount } from "./texts.js";

/** Cards that fit a page of paper, as a course with much code in them prints. */
const ON_A_PAGE = 5;

const found = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("article.card")]);
if (found.length > 0) await start(found);

/** @param {HTMLElement[]} found */
async function start(found) {
  const progress = await openProgress(courseUid());
  const records = new Map((await progress.all()).map((record) => [record.key, record]));
  const faces = found.map((article) => {
    const { key = article.id, ordinal, lesson = "", domain = "" } = article.dataset;
    return { id: article.id, key: ordinal === undefined ? key : `${key}#${ordinal}`, lesson, domain, article };
  });
  const help = keysHelp({ title: t("flashcards.keys"), single: t("flashcards.keys.single") }, [
    [t("flashcards.space"), t("flashcards.keys.flip")], ["1 2 3 4", t("flashcards.keys.grade")], ["u", t("flashcards.keys.undo")],
    ["s", t("flashcards.keys.aside")],
  ]);
  const around = cardFrame({
    flip: () => deck.flip(), grade: (grade) => deck.grade(grade), undo: () => deck.undo(),
    setAside: () => deck.setAside(), more: () => deck.more(),
  }, [
    help,
    figures({
      read: () => deck.figures(),
      bring: (face) => deck.bring(face),
      limit: async (newADay) => {
        deck.limit(newADay);
        await progress.marks.change("course", (mark) => ({ ...mark, newADay })).catch(() => around.warn(t("flashcards.not-kept")));
      },
    }),
  ]);
  const deck = new Deck(faces, records, progress, around);
  if (!progress.kept) around.warn(t("flashcards.not-kept"));
  // The cards leave the page; each comes back as a copy when its turn has come.
  for (const article of found) article.remove();
  for (const part of document.querySelectorAll("#_cards, #_from-file")) part.remove();
  const place = required(document, "#_review");
  const printing = element("button", { type: "button", class: "button-small", onclick: () => print() });
  const { printed } = place.dataset;
  const file = printed ? [element("p", { class: "note" }, t("flashcards.print.or"), " ", element("a", { href: printed, download: "" }, t("flashcards.print.file")))] : [];
  around.node.append(element("div", { class: "print-cards" }, printing, ...file));
  const countPages = () => printing.replaceChildren(tCount("flashcards.print", Math.ceil(deck.chosen.length / ON_A_PAGE), { cards: deck.chosen.length }));
  place.append(around.node);
  onPaper(place, () => {
    const sheet = element("div", { class: "cards paper" }, ...deck.chosen.map(({ article }) => article.cloneNode(true)));
    for (const named of sheet.querySelectorAll("[id]")) named.removeAttribute("id");
    return sheet;
  });

  const form = document.querySelector("form#_filters");
  /** @returns {Partial<Record<"lesson" | "domain", string>>} */
  const asked = () => (form ? Object.fromEntries([...form.querySelectorAll("select")].map(({ name, value }) => [name, value])) : {});
  if (form instanceof HTMLFormElement) {
    const address = new URLSearchParams(location.search);
    for (const select of form.querySelectorAll("select")) {
      const wanted = address.get(select.name) ?? "";
      if ([...select.options].some(({ value }) => value === wanted)) select.value = wanted;
    }
    const choose = () => {
      deck.choose(asked());
      countPages();
      const chosen = new URLSearchParams(Object.entries(asked()).filter(([, value]) => value !== ""));
      history.replaceState(null, "", `${location.pathname}${chosen.size > 0 ? `?${chosen}` : ""}`);
    };
    form.hidden = false;
    fold(form, t("flashcards.filters")).open = Object.values(asked()).some((value) => value !== "");
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", choose);
  }

  // Ids are plain letters; decoding what somebody typed by hand could fail.
  // A card that was renamed answers to the name it was first released under.
  const linked = () => {
    const name = location.hash.slice(1);
    return (faces.find(({ id }) => id === name) ?? faces.find(({ key }) => key.split("#")[0] === name))?.id ?? name;
  };
  const { newADay } = (await progress.marks.get("course")) ?? {};
  deck.begin(linked(), asked(), newADay);
  countPages();
  drawn();
  addEventListener("hashchange", () => faces.some(({ id }) => id === linked()) && deck.begin(linked()));
  listen({
    enter: () => deck.flip(),
    press: (key) => {
      const grade = GRADES[Number(key) - 1];
      if (key === " ") deck.flip();
      else if (key === "u") deck.undo();
      else if (key === "s") deck.setAside();
      else if (grade) deck.grade(grade);
      else return false;
      return true;
    },
  });
}
