/**
 * The commands that set a task's lab up, or prove an answer, on a cluster of the learner's own: to copy or to save as one
 * script.
 */
import { save } from "../backup.js";
import { toClipboard } from "../clipboard.js";
import { copied } from "../copy-code.js";
import { element } from "../element.js";
import { t } from "../texts.js";

const SHELL = /^(?:ba|z)?sh$|^shell$/;
const SHOWN = 2000;

/**
 * Puts the two buttons below a section that has commands.
 *
 * @param {HTMLElement} section
 * @param {string} name of the script, without its ending
 */
export function offerCommands(section, name) {
  const script = scriptOf(section);
  if (script === "") return;
  const status = element("span", { role: "status", class: "commands-status" });
  const copy = async () => {
    const done = await toClipboard(script);
    status.replaceChildren(t(done ? "practice.commands.copied" : "practice.commands.not-copied"));
    setTimeout(() => status.replaceChildren(), SHOWN);
  };
  const buttons = [
    element("button", { type: "button", class: "button-small", onclick: copy }, t("practice.commands.copy")),
    element("button", { type: "button", class: "button-small", onclick: () => save(`#!/usr/bin/env bash\n${script}`, "text/x-shellscript", `${name}.sh`) }, t("practice.commands.save", { file: `${name}.sh` })),
  ];
  section.append(element("p", { class: "commands" }, ...buttons, status));
}

/**
 * What one types, and files under their names; what a program prints is left out.
 *
 * @param {HTMLElement} section
 */
function scriptOf(section) {
  const parts = [...section.querySelectorAll("figure.code:not(.output)")].map((figure) => {
    const code = figure.querySelector("pre > code");
    if (!code) return "";
    const text = copied(code).trimEnd();
    if (figure.matches(".console") || SHELL.test(/** @type {HTMLElement} */ (figure).dataset.language ?? "")) return text;
    const file = figure.querySelector("figcaption .file")?.textContent?.trim();
    return file ? `cat > '${file}' <<'EOF'\n${text}\nEOF` : "";
  });
  const script = parts.filter((part) => part !== "").join("\n\n");
  return script === "" ? "" : `${script}\n`;
}
