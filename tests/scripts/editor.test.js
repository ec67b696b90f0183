import assert from "node:assert/strict";
import { test } from "node:test";
import { paintYaml } from "../../themes/default/site/scripts/editor/paint.js";
import { indent, insert, newline, outdent, quoted } from "../../themes/default/site/scripts/editor/typing.js";

/** `a|b` is a cursor between a and b, `[b]`, in these tests, a selection. */
function at(marked) {
  const plain = marked.replace(/[|⟦⟧]/g, "");
  const cursor = marked.indexOf("|");
  if (cursor !== -1) return { value: plain, start: cursor, end: cursor };
  return { value: plain, start: marked.indexOf("⟦"), end: marked.indexOf("⟧") - 1 };
}

function after(state, { from, to, text, start, end }) {
  const value = state.value.slice(0, from) + text + state.value.slice(to);
  if (start === end) return `${value.slice(0, start)}|${value.slice(start)}`;
  return `${value.slice(0, start)}⟦${value.slice(start, end)}⟧${value.slice(end)}`;
}

const typed = (marked, edit) => after(at(marked), edit(at(marked)));

test("two spaces to the right and to the left", () => {
  assert.equal(typed("a:\n|b: 1", indent), "a:\n  |b: 1");
  assert.equal(typed("a:\n⟦b: 1\n\nc: 2⟧\n", indent), "a:\n  ⟦b: 1\n\n  c: 2⟧\n");
  assert.equal(typed("a:\n    b|: 1", outdent), "a:\n  b|: 1");
  assert.equal(typed("|a", outdent), "|a");
  assert.equal(typed(" |a", outdent), "|a");
});

test("a new line begins where the last one did, and further after a colon", () => {
  assert.equal(typed("  a: 1|", newline), "  a: 1\n  |");
  assert.equal(typed("  a:|", newline), "  a:\n    |");
  assert.equal(typed("a:|\nb: 1", newline), "a:\n  |\nb: 1");
  assert.equal(typed("|", newline), "\n|");
});

test("quotes go around what is selected", () => {
  assert.equal(typed("a: ⟦yes⟧", (state) => quoted(state, '"')), 'a: "⟦yes⟧"');
  assert.equal(typed("a: |", (state) => quoted(state, "'")), "a: '|'");
  assert.equal(typed("⟦a⟧b", (state) => insert(state, "- ")), "- |b");
});

const looks = (line) => paintYaml(line).map((pieces) => pieces.filter(({ look }) => look !== "").map(({ text, look }) => `${look}:${text.trim()}`).join(" "));

test("no letter of a text is lost in colours", () => {
  for (const text of ["a: 1\n  - b: [x, 'y z', \"q\"] # c\n\n---\nk: |\n  any: thing\n\tx", "a: 'open", "\"k\": {a: 1,b}", "x#y: z", "- - a", ":", "- ", "a:b"]) {
    assert.equal(paintYaml(text).map((pieces) => pieces.map((piece) => piece.text).join("")).join("\n"), text);
  }
});

test("keys, strings, numbers, comments", () => {
  assert.deepEqual(looks("kind: Pod # one"), ["ht:kind hp:: hc:# one"]);
  assert.deepEqual(looks("- port: 443"), ["hp:- ht:port hp:: hn:443"]);
  assert.deepEqual(looks("cidr: 10.0.0.0/8"), ["ht:cidr hp::"]);
  assert.deepEqual(looks("a: [1, true, x]"), ["ht:a hp:: hp:[ hn:1 hp:, hb:true hp:, hp:]"]);
  assert.deepEqual(looks("a: 'b: c'"), ["ht:a hp:: hs:'b: c'"]);
  assert.deepEqual(looks("url: http://x#y"), ["ht:url hp::"]);
  assert.deepEqual(looks("# all"), ["hc:# all"]);
  assert.deepEqual(looks("text: |\n  key: value\nnext: 1"), ["ht:text hp::", "", "ht:next hp:: hn:1"]);
});
