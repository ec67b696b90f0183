import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

const SITE = new URL("../../themes/default/site/", import.meta.url);
const MESSAGES = readFileSync(new URL("../../themes/default/messages/en.yaml", import.meta.url), "utf8");
const known = new Set([...MESSAGES.matchAll(/^script\.([^:\s]+):/gm)].map(([, key]) => key));

const scripts = readdirSync(new URL("scripts/", SITE), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith(".js") && !entry.parentPath.includes("vendor"))
  .map((entry) => ({ name: entry.name, source: readFileSync(`${entry.parentPath}/${entry.name}`, "utf8") }));

test("every text that a script asks for is there", () => {
  let asked = 0;
  for (const { name, source } of scripts) {
    for (const [, key] of source.matchAll(/\bt(?:Count)?\("([^"]+)"/g)) {
      assert.ok(known.has(key), `${name} asks for \`${key}\``);
      asked += 1;
    }
    // `exam.start.${kind}` asks for one of several.
    for (const [, start] of source.matchAll(/\bt(?:Count)?\(`([^`$]+)\$\{/g)) {
      assert.ok([...known].some((key) => key.startsWith(start)), `${name} asks for \`${start}…\``);
      asked += 1;
    }
  }
  assert.ok(asked > 100, `only ${asked} texts are asked for`);
});

test("no script has words of its own for a reader", () => {
  for (const { name, source } of scripts) {
    const code = source.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
    const said = [...code.matchAll(/(?:"aria-label"|placeholder|title): "([^"]+)"|element\("(?:p|h[1-6]|button|summary|label|li)", \{[^}]*\}, "([A-Za-z][^"]+)"/g)];
    assert.deepEqual(said.map(([whole]) => whole), [], name);
  }
});
