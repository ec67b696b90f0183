/**
 * What is wrong with text that is not YAML, for people who write manifests and not parsers. The library's own sentences name
 * parts of its grammar; each is told here by its code and, where a code has several, by how its sentence begins.
 */

/** @typedef {{code: string, message: string}} YamlError */

const COLON = "A field is written `name: value`; here a colon with a space after it is missing.";

/** @type {[RegExp, string][]} code and sentence of the library, and what to say */
const WORDS = [
  [/^TAB_AS_INDENT/, "A tab stands here; indent with spaces."],
  [/^MULTILINE_IMPLICIT_KEY|^MISSING_CHAR Implicit map keys/, COLON],
  [/^BAD_INDENT All mapping/, "This line does not begin in the same column as the fields it belongs to."],
  [/^BAD_INDENT All sequence/, "This line does not begin in the same column as the items of its list."],
  [/^BAD_INDENT Flow .* end with a ]/, "A `[` is not closed: its `]` is missing."],
  [/^BAD_INDENT Flow .* end with a }/, "A `{` is not closed: its `}` is missing."],
  [/^BAD_INDENT Block scalar/, "The text below a field must be indented further than the field."],
  [/^MISSING_CHAR Missing closing/, "A quotation mark is not closed."],
  [/^MISSING_CHAR Missing ,/, "A comma is missing between two items."],
  [/^MISSING_CHAR Missing space/, "A space is missing after the colon."],
  [/^MISSING_CHAR Comments/, "A space is missing before the `#` of a comment."],
  [/^MISSING_CHAR Sequence item/, "A list goes on here, and this line is no item of it: it has no `- `, or is indented too little."],
  [/^UNEXPECTED_TOKEN Unexpected block-seq-ind/, "A list begins on a line of its own, not behind the colon."],
  [/^UNEXPECTED_TOKEN Unexpected ,/, "A comma stands here for which there is no item."],
  [/^UNEXPECTED_TOKEN Unexpected flow-(?:map|seq)-end/, "A bracket is closed here that was not opened."],
  [/^UNEXPECTED_TOKEN Block scalar header/, "Behind `|` or `>` nothing else may stand on the line."],
  [/^UNEXPECTED_TOKEN Unexpected scalar/, "This does not belong to what stands before it. Look for a quotation mark too many, a missing space after `-`, or a line that is indented too little."],
];

/**
 * @param {YamlError} error
 * @param {string} rest of the line, from where the library found it
 * @returns {string}
 */
export function yamlError({ code, message }, rest) {
  if (code === "BLOCK_AS_IMPLICIT_KEY") {
    return /:(?:\s|$)/.test(rest)
      ? "A second colon stands on this line. Put the value in quotes, or begin a new line after the first colon."
      : "This field has a value already, and the line below is indented as if it belonged to it. Begin both lines in the same column.";
  }
  if (code === "BAD_SCALAR_START") {
    const mark = message.slice(-1);
    return `A value cannot begin with ${mark === "`" ? "a backtick" : `\`${mark}\``}; put it in quotes.`;
  }
  if (code === "BAD_DQ_ESCAPE") return `\`${message.split(" ").at(-1)}\` means nothing between double quotes; use single ones, or write the backslash twice.`;
  const words = WORDS.find(([pattern]) => pattern.test(`${code} ${message}`));
  return words ? words[1] : "This is not valid YAML. Look at indentation, quotation marks and brackets, here and in the line above.";
}
