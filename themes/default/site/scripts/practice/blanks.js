/**
 * Filling in blanks: a field in the place of each, matched by the grader.
 */
import { element, required, withCode } from "../element.js";
import { ask } from "../grading.js";
import { icon } from "../icons.js";
import { t } from "../texts.js";

/** Widths that do not tell how long the answer is. */
const WIDTHS = [8, 16, 32, 64];

/**
 * @param {import("./control.js").Context} context
 * @returns {import("./control.js").Control}
 */
export function blanks({ article, data, changed }) {
  const stem = required(article, ".stem");
  const fields = (data.blanks ?? []).map((blank, index) => {
    const name = t("practice.blank", { number: index + 1, name: blank.name });
    const input = field(blank, name);
    input.addEventListener("input", changed);
    const place = article.querySelector(`.blank[data-blank="${CSS.escape(blank.name)}"]`);
    // A question must be answerable even where the text has lost the place.
    if (place) place.replaceWith(input);
    else stem.append(element("label", { class: "blank-apart" }, name, input));
    return { blank, name, input };
  });
  const notes = element("ul", { class: "blank-notes", hidden: true });
  stem.append(notes);
  // The notes say the same, each with its verdict.
  article.querySelector(".solution .answers")?.remove();

  const lock = () => fields.forEach(({ input }) => (input.readOnly = true));
  return {
    given: () => {
      const filled = fields.filter(({ input }) => input.value.trim() !== "");
      return filled.length > 0 ? Object.fromEntries(filled.map(({ blank, input }) => [blank.name, input.value])) : undefined;
    },
    restore: (given) => {
      const values = /** @type {Record<string, string>} */ (given ?? {});
      for (const { blank, input } of fields) input.value = values[blank.name] ?? "";
    },
    missing: () => {
      const empty = fields.find(({ input }) => input.value.trim() === "");
      empty?.input.focus();
      return empty && t("practice.missing.blank");
    },
    check: async () => {
      const asked = fields.map(({ blank: { how, accepted, rejected }, input }) => ({ how, accepted, rejected, given: input.value }));
      const verdicts = await ask({ call: "blanks", blanks: asked });
      lock();
      fields.forEach(({ input, blank, name }, index) => {
        const { right } = verdicts[index];
        input.classList.add(right ? "is-right" : "is-wrong");
        if (!right) input.setAttribute("aria-invalid", "true");
        notes.append(note(name, blank, right));
      });
      notes.hidden = false;
      const good = verdicts.filter(({ right }) => right).length;
      const right = good === fields.length;
      const text = right ? t("practice.verdict.right") : t("practice.verdict.blanks", { right: good, of: fields.length });
      return { right, points: good, possible: fields.length, text };
    },
    reveal: () => {
      lock();
      notes.append(...fields.map(({ blank, name }) => note(name, blank, undefined)));
      notes.hidden = false;
    },
  };
}

/**
 * @param {import("./items.js").Blank} blank
 * @param {string} name
 * @returns {HTMLInputElement | HTMLTextAreaElement}
 */
function field({ accepted }, name) {
  const plain = { class: "blank-field", "aria-label": name, autocomplete: "off", autocapitalize: "off", autocorrect: "off", spellcheck: "false" };
  const lines = Math.max(...accepted.map((form) => form.split("\n").length));
  const longest = Math.max(...accepted.flatMap((form) => form.split("\n").map((line) => line.length)));
  const width = WIDTHS.find((known) => known >= longest + 4) ?? WIDTHS[WIDTHS.length - 1];
  return lines > 1
    ? element("textarea", { ...plain, rows: lines + 1, cols: width })
    : element("input", { ...plain, type: "text", size: width });
}

/**
 * @param {string} name
 * @param {import("./items.js").Blank} blank
 * @param {boolean | undefined} right nothing if it was not answered
 */
function note(name, { how, accepted }, right) {
  const expected = how === "regex" ? [] : withCode(` ${t("practice.blank.expected", { form: `\`${accepted[0]}\`` })}`);
  const verdict = right === undefined ? `${name}:` : t(right ? "practice.blank.right" : "practice.blank.wrong", { name });
  const mark = right === undefined ? [] : [icon(right ? "right" : "wrong")];
  const look = right === undefined ? "" : right ? "is-right" : "is-wrong";
  return element("li", { class: look }, ...mark, element("span", {}, verdict, ...(right === true ? [] : expected)));
}
