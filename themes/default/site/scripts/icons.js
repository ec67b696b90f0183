/**
 * The few drawn icons that scripts put into a page, as the theme's own. They say nothing by themselves: a word or a label
 * always stands beside them.
 */

const SVG = "http://www.w3.org/2000/svg";
const CIRCLE = "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18";

/** On a grid of 24, drawn with a line. */
const PATHS = {
  right: `${CIRCLE}M8 12.3l2.8 2.8L16 9.5`,
  wrong: `${CIRCLE}M9 9l6 6M15 9l-6 6`,
  up: "M7 14l5-5 5 5",
  down: "M7 10l5 5 5-5",
  grip: "M5 9h14M5 15h14",
  indent: "M4 5h16M10 10h10M10 14h10M4 19h16M4 9.5l3 2.5-3 2.5",
  outdent: "M4 5h16M10 10h10M10 14h10M4 19h16M7 9.5L4 12l3 2.5",
  flag: "M6 21V4h11l-2.5 4L17 12H6",
  done: "M4 12.5l5 5L20 6.5",
  copy: "M9 9h11v11H9zM15 9V4H4v11h5",
};

/** @param {keyof typeof PATHS} name */
export function icon(name) {
  const path = drawn("path", { d: PATHS[name] });
  const svg = drawn("svg", {
    class: "icon", viewBox: "0 0 24 24", width: "20", height: "20", fill: "none", stroke: "currentColor",
    "stroke-width": "1.75", "stroke-linecap": "round", "stroke-linejoin": "round", "aria-hidden": "true",
  });
  svg.append(path);
  return svg;
}

/**
 * @param {"svg" | "path"} name
 * @param {Record<string, string>} attributes
 */
function drawn(name, attributes) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
}
