// Lighthouse in the tests' own Chromium.

import { createServer } from "node:net";

import lighthouse from "lighthouse";
import { chromium } from "playwright-core";

import { FLAGS } from "./browser.mjs";

/** A browser that Lighthouse can talk to: `{ port, close }`. */
export async function open() {
  const port = await freePort();
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  const browser = await chromium.launch({ executablePath, args: [...FLAGS, `--remote-debugging-port=${port}`] });
  return { port, close: () => browser.close() };
}

/** Audits a page as a phone would show it, in some categories; resolves to Lighthouse's result. */
export async function audit(url, port, categories) {
  const flags = { port, logLevel: "error", output: "json", onlyCategories: categories };
  const { lhr } = await lighthouse(url, flags);
  if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.message}`);
  return lhr;
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
