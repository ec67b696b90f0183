/**
 * Search from anywhere in a course: the link in the header opens a dialog, and so do `/` and Ctrl+K; the search page has the
 * same field in the page. Without this script the link leads to that page.
 */
import { element } from "./element.js";
import { readSetting } from "./settings.js";
import { searchBox } from "./search/box.js";
import { t } from "./texts.js";

const link = document.querySelector("a.search-link");
const place = document.querySelector("#_search");
if (place instanceof HTMLElement) onPage(place);
else if (link instanceof HTMLAnchorElement) inDialog(link);

/** The list of entries stands beside the search page. @param {string} page */
function entriesOf(page) {
  return new URL("search.json", page).href;
}

/** @param {HTMLElement} place */
function onPage(place) {
  const query = new URLSearchParams(location.search).get("q") ?? "";
  const keep = (/** @type {string} */ asked) => {
    const url = new URL(location.href);
    if (asked) url.searchParams.set("q", asked);
    else url.searchParams.delete("q");
    history.replaceState(null, "", url);
  };
  const { node, field } = searchBox(entriesOf(document.baseURI), { query, changed: keep });
  place.replaceChildren(node);
  field.focus();
}

/** @param {HTMLAnchorElement} link */
function inDialog(link) {
  /** @type {{dialog: HTMLDialogElement, field: HTMLInputElement} | undefined} */
  let made;
  const open = () => {
    made ??= make(entriesOf(link.href));
    if (!made.dialog.open) made.dialog.showModal();
    made.field.focus();
    made.field.select();
  };
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    open();
  });
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.altKey) return;
    const together = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !takesText(event.target) && readSetting("single-keys") !== "off";
    if (!together && !slash) return;
    event.preventDefault();
    open();
  });
}

/** @param {string} entries */
function make(entries) {
  const { node, field } = searchBox(entries);
  const close = element("button", { type: "button", class: "search-close", "aria-label": t("search.close"), onclick: () => dialog.close() }, t("search.close.label"));
  const dialog = element("dialog", { class: "search-dialog", "aria-label": t("search.label") }, node, close);
  // A click beside it closes it; one that leads to another place on this page too.
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog || (target instanceof Element && target.closest("a"))) dialog.close();
  });
  // A field of a search would take the first Escape to empty itself.
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    dialog.close();
  });
  document.body.append(dialog);
  return { dialog, field };
}

/** @param {EventTarget | null} target */
function takesText(target) {
  return target instanceof Element && !!target.closest("textarea, select, input:not([type=radio], [type=checkbox]), [contenteditable]");
}
