// What the grader uses of `@cfworker/json-schema`. Bundled into ../json-schema.js, see ../README.md.
export { Validator } from "@cfworker/json-schema";
