/**
 * What a page that shows one thing at a time has on paper: all of them, made when it is printed and gone after. The style sheet
 * for paper hides what stands beside it.
 */

/**
 * @param {HTMLElement} place
 * @param {() => HTMLElement | undefined} make nothing if there is nothing to print
 */
export function onPaper(place, make) {
  /** @type {HTMLElement | undefined} */
  let sheet;
  addEventListener("beforeprint", () => {
    sheet?.remove();
    sheet = make();
    if (sheet) place.append(sheet);
  });
  addEventListener("afterprint", () => {
    sheet?.remove();
    sheet = undefined;
  });
}
