/**
 * What every page has: the choice of a colour scheme, buttons that copy code, folding lists, and paper that hides nothing.
 */
import { addCopyButtons } from "./copy-code.js";
import { readSetting, writeSetting } from "./settings.js";
import { t } from "./texts.js";

const THEMES = /** @type {const} */ (["auto", "light", "dark"]);

addCopyButtons();
chooseTheme();
foldModules();
closeSheets();
openForPrint();

/** One button that goes round: as the system has it, light, dark. `theme.js` applies the choice on the next page. */
function chooseTheme() {
  const button = document.querySelector("button.theme-toggle");
  if (!(button instanceof HTMLButtonElement)) return;
  let theme = THEMES.find((known) => known === readSetting("theme")) ?? "auto";
  const show = () => {
    if (theme === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    const label = t(`site.theme.${theme}`);
    button.setAttribute("aria-label", label);
    button.title = label;
    button.dataset.theme = theme;
  };
  button.addEventListener("click", () => {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
    writeSetting("theme", theme === "auto" ? null : theme);
    show();
  });
  button.hidden = false;
  show();
}

/** The button that opens all modules of a course, or closes them. */
function foldModules() {
  const button = document.querySelector('button[data-expand="modules"]');
  if (!(button instanceof HTMLButtonElement)) return;
  const modules = /** @type {HTMLDetailsElement[]} */ ([...document.querySelectorAll("details.module")]);
  const allOpen = () => modules.every((module) => module.open);
  const show = () => {
    button.textContent = t(allOpen() ? "site.collapse-all" : "site.expand-all");
    button.setAttribute("aria-expanded", String(allOpen()));
  };
  button.addEventListener("click", () => {
    const open = !allOpen();
    for (const module of modules) module.open = open;
  });
  for (const module of modules) module.addEventListener("toggle", show);
  button.hidden = modules.length < 2;
  show();
}

/** A sheet gives way to the part of the page that was chosen in it. */
function closeSheets() {
  for (const sheet of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[popover]"))) {
    sheet.addEventListener("click", ({ target }) => {
      if (target instanceof Element && target.closest("a") && sheet.matches(":popover-open")) sheet.hidePopover();
    });
  }
}

/** Opens what is folded while the page is printed. */
function openForPrint() {
  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  addEventListener("beforeprint", () => {
    // What is hidden is not to be seen, such as the answer to a question that waits for one.
    const folded = [...document.querySelectorAll("details:not([open])")].filter((one) => !one.closest("[hidden]"));
    opened = /** @type {HTMLDetailsElement[]} */ (folded);
    for (const one of opened) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of opened) one.open = false;
    opened = [];
  });
}
