/**
 * Choosing one option or several: the options become radio buttons or boxes, and say after the check why they are right
 * or wrong.
 */
import { element, required } from "../element.js";
import { t, tCount } from "../texts.js";

/** @typedef {{row: HTMLElement, text: string, input: HTMLInputElement, right: boolean}} Option */

/**
 * @param {import("./control.js").Context} context
 * @returns {import("./control.js").Control}
 */
export function choice(context) {
  const { article, item } = context;
  const list = required(article, "ol.options");
  const multiple = item.kind === "multiple";
  const options = presented(list, context).map((shown, place) => toOption(shown, place, context));
  const legend = element("legend", {}, t(multiple ? "practice.choose-all" : "practice.choose-one"));
  const group = element("fieldset", { class: "choices" }, legend);
  list.before(group);
  group.append(list);
  list.append(...options.map(({ row }) => row));
  // It names options by the letters of another order.
  article.querySelector(".solution .answer")?.remove();

  return {
    given: () => {
      const chosen = options.filter(({ input }) => input.checked).map(({ text }) => text);
      return chosen.length > 0 ? chosen : undefined;
    },
    restore: (given) => {
      if (Array.isArray(given)) for (const { input, text } of options) input.checked = given.includes(text);
    },
    missing: () => (options.some(({ input }) => input.checked) ? undefined : t("practice.missing.choice")),
    check: async () => {
      const right = options.every((option) => option.input.checked === option.right);
      options.forEach(judge);
      return { right, points: right ? 1 : 0, possible: 1, text: verdict(options, right, multiple) };
    },
    reveal: () => options.forEach(judge),
    press: (key) => {
      const place = placeOf(key);
      const option = options[place];
      if (!option || isLocked(option.input)) return false;
      option.input.checked = multiple ? !option.input.checked : true;
      option.input.focus();
      context.changed();
      return true;
    },
  };
}

/**
 * @param {string} key
 * @returns {number} −1 for other keys
 */
function placeOf(key) {
  if (/^[1-9]$/.test(key)) return Number(key) - 1;
  return /^[a-i]$/.test(key) ? key.charCodeAt(0) - "a".charCodeAt(0) : -1;
}

/**
 * @param {HTMLElement} list
 * @param {import("./control.js").Context} context
 * @returns {{row: HTMLElement, text: string}[]}
 */
function presented(list, { item, data, seed, optionOrder }) {
  const rows = /** @type {HTMLElement[]} */ ([...list.querySelectorAll(":scope > li.option")]);
  const options = rows.map((row, index) => ({ row, text: data.texts?.[index] ?? "", pinned: row.dataset.pin === "last" }));
  if (list.dataset.shuffle === "false") return options;
  return optionOrder(seed, item.key, options).map((index) => options[index]);
}

/**
 * @param {{row: HTMLElement, text: string}} shown
 * @param {number} place
 * @param {import("./control.js").Context} context
 * @returns {Option}
 */
function toOption({ row, text }, place, { item, changed }) {
  const label = required(row, ".option-text");
  label.id = `${item.id}.option-${place}`;
  const input = element("input", {
    type: item.kind === "multiple" ? "checkbox" : "radio",
    name: `${item.id}.option`,
    "aria-labelledby": label.id,
  });
  row.prepend(input);
  input.addEventListener("click", (event) => isLocked(input) && event.preventDefault());
  input.addEventListener("change", changed);
  // The whole row is the target; links and selected text keep their meaning.
  row.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (isLocked(input) || target === input || target.closest("a, button") || getSelection()?.toString()) return;
    input.click();
    input.focus();
  });
  return { row, text, input, right: row.dataset.right === "true" };
}

/** @param {HTMLInputElement} input */
function isLocked(input) {
  return input.getAttribute("aria-disabled") === "true";
}

/**
 * The rationale stands in the page already; the article's state shows it.
 *
 * @param {Option} option
 */
function judge({ row, input }) {
  // Not `disabled`: the focus stays, and what was chosen is still read out.
  input.setAttribute("aria-disabled", "true");
  if (!input.checked) return;
  row.querySelector(".rationale .verdict")?.append(element("span", { class: "chosen" }, t("practice.option.chosen")));
}

/**
 * @param {Option[]} options
 * @param {boolean} right
 * @param {boolean} multiple
 */
function verdict(options, right, multiple) {
  if (right) return t("practice.verdict.right");
  if (!multiple) {
    const place = options.findIndex((option) => option.right);
    return t("practice.verdict.single", { letter: String.fromCharCode(65 + place) });
  }
  const missed = options.filter(({ input, right }) => right && !input.checked).length;
  const extra = options.filter(({ input, right }) => !right && input.checked).length;
  return [t("practice.verdict.wrong"),
    ...(missed > 0 ? [tCount("practice.verdict.missed", missed)] : []),
    ...(extra > 0 ? [tCount("practice.verdict.extra", extra)] : [])].join(" ");
}
