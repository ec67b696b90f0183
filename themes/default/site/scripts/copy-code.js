/**
 * A button on each block of code that copies it. Of a console only what one types is copied, without the prompt.
 */
import { element } from "./element.js";
import { icon } from "./icons.js";
import { t } from "./texts.js";

const SHOWN = 2000;

/** @param {ParentNode} page */
export function addCopyButtons(page) {
  for (const figure of page.querySelectorAll("figure.code:not(.output)")) {
    const code = figure.querySelector("pre > code");
    if (!code || code.querySelector(".blank") || copied(code) === "" || !navigator.clipboard) continue;
    figure.append(button(code));
  }
}

/**
 * @param {Element} code
 * @returns {string}
 */
export function copied(code) {
  const commands = [...code.querySelectorAll(".command")];
  const isConsole = code.closest("figure")?.classList.contains("console") || code.querySelector(".prompt");
  if (!isConsole) return code.textContent ?? "";
  return commands.map(({ textContent }) => (textContent ?? "").replace(/\n$/, "")).join("\n");
}

/** @param {Element} code */
function button(code) {
  const label = element("span", { class: "copy-label", role: "status" }, t("site.copy"));
  const copy = element("button", {
    type: "button", class: "copy",
    onclick: async () => {
      const done = await navigator.clipboard.writeText(copied(code)).then(() => true, () => false);
      label.textContent = t(done ? "site.copied" : "site.copy-failed");
      setTimeout(() => (label.textContent = t("site.copy")), SHOWN);
    },
  }, icon("copy"), label);
  return copy;
}
