/**
 * A button on each block of code that copies it. Of a console only what one types is copied, without the prompt.
 *
 * One listener serves them all, so that copies of a block, as in practice, can be copied too.
 */
import { toClipboard } from "./clipboard.js";
import { element } from "./element.js";
import { icon } from "./icons.js";
import { t } from "./texts.js";

const SHOWN = 2000;

export function addCopyButtons() {
  decorate(document);
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element && target.closest("figure.code > button.copy");
    if (button) void copy(button);
  });
}

/**
 * Puts the buttons in, also where code came to the page later.
 *
 * @param {ParentNode} root
 */
export function decorate(root) {
  for (const figure of root.querySelectorAll("figure.code:not(.output)")) {
    if (figure.querySelector("button.copy")) continue;
    const code = figure.querySelector("pre > code");
    if (!code || code.querySelector(".blank") || copied(code) === "") continue;
    const label = element("span", { class: "copy-label", role: "status" }, t("site.copy"));
    figure.append(element("button", { type: "button", class: "copy" }, icon("copy"), label));
  }
}

/** @param {Element} button */
async function copy(button) {
  const code = button.parentElement?.querySelector("pre > code");
  const label = button.querySelector(".copy-label");
  if (!code || !label) return;
  const done = await toClipboard(copied(code));
  label.textContent = t(done ? "site.copied" : "site.copy-failed");
  setTimeout(() => (label.textContent = t("site.copy")), SHOWN);
}

/**
 * What is copied of a block: of a console only what one types.
 *
 * @param {Element} code
 */
export function copied(code) {
  if (!code.closest("figure.console")) return code.textContent ?? "";
  const commands = [...code.querySelectorAll(".command")];
  return commands.map(({ textContent }) => (textContent ?? "").replace(/\n$/, "")).join("\n");
}
