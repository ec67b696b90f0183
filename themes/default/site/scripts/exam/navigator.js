/**
 * The numbers of an exam's questions: where one is, what is answered and what is flagged; after the exam, what was right.
 */
import { element } from "../element.js";
import { icon } from "../icons.js";
import { t } from "../texts.js";

/** @typedef {"answered" | "open" | "right" | "partly" | "wrong"} Look */

/**
 * @param {import("../progress.js").ExamRecord["kind"]} kind
 * @param {number} count
 * @param {(at: number) => void} go
 * @returns {{node: HTMLElement, show: (at: number, looks: Look[], flagged: boolean[]) => void}}
 */
export function navigator(kind, count, go) {
  const buttons = Array.from({ length: count }, (_, at) => element("button", { type: "button", class: "exam-number", onclick: () => go(at) }));
  const list = element("ol", { class: "exam-numbers" }, ...buttons.map((button) => element("li", {}, button)));
  return {
    node: element("nav", { class: "exam-navigator", "aria-label": t("exam.navigator") }, list),
    show: (at, looks, flagged) => {
      for (const [index, button] of buttons.entries()) {
        const look = looks[index];
        const said = [t(`exam.number.${kind}`, { number: index + 1 }), t(`exam.look.${look}`), ...(flagged[index] ? [t("exam.look.flagged")] : [])];
        const marks = [
          ...(look === "right" || look === "partly" || look === "wrong" ? [icon(look === "right" ? "right" : "wrong")] : []),
          ...(flagged[index] ? [element("span", { class: "flag-mark" }, icon("flag"))] : []),
        ];
        button.className = `exam-number is-${look}`;
        button.setAttribute("aria-label", said.join(", "));
        button.toggleAttribute("aria-current", false);
        if (index === at) button.setAttribute("aria-current", "step");
        button.replaceChildren(element("span", {}, String(index + 1)), ...marks);
      }
    },
  };
}
