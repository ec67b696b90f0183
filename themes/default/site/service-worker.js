/*
 * Keeps the site for use without a network: the shell (the catalogue's page and the theme's files), and every course that
 * was opened. Downloads are never kept. The compiler writes a line above this one that sets SITE, so that the browser sees
 * a new worker whenever a page has changed:
 *
 *   version  of all that may be kept
 *   shell    [path, content hash] of what every page needs
 *
 * Each version has a cache of its own, which is whole before it is used: pages and scripts of two versions never meet. What
 * both versions share is copied, not fetched again. Cache names carry the scope, because another site may live on this host.
 */
"use strict";

const PREFIX = `gradus ${self.registration.scope} `;
const CACHE = PREFIX + SITE.version;
/** Which courses are kept, in the cache itself. */
const KEPT = at("_kept.json");
const HASH = "x-content-hash";

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || !url.href.startsWith(self.registration.scope) || request.headers.has("range")) return;
  if (url.pathname.includes("/downloads/")) return;
  event.respondWith(answer(request, url));
});
self.addEventListener("message", (event) => {
  const { type, course } = event.data ?? {};
  const reply = (/** @type {object} */ said) => event.source?.postMessage({ type: "offline", course, ...said });
  if (type === "update") self.skipWaiting();
  else if (type === "keep") event.waitUntil(keep(course).then(reply, () => reply({ failed: true })));
  else if (type === "forget") event.waitUntil(forget(course).then(reply));
  else if (type === "ask") event.waitUntil(size(course).then(reply));
});

async function install() {
  const cache = await caches.open(CACHE);
  await fill(cache, SITE.shell);
  for (const course of await keptCourses()) {
    // A course that has gone, or a network that fails, must not keep the new version away.
    await keepIn(cache, course).catch(() => {});
  }
}

async function activate() {
  for (const name of await earlier()) await caches.delete(name);
  await self.clients.claim();
}

/** What is kept first, so that a page and its scripts are of one version; else the network. */
async function answer(request, url) {
  url.hash = "";
  if (request.mode === "navigate") url.search = "";
  if (url.pathname.endsWith("/")) url.pathname += "index.html";
  const cache = await caches.open(CACHE);
  const kept = await cache.match(url.href);
  if (kept) return kept;
  try {
    return await fetch(request);
  } catch (error) {
    // Sent there, not answered with it: its links are relative to its own place.
    if (request.mode === "navigate") return Response.redirect(at("offline.html"));
    throw error;
  }
}

/** @param {string} course */
async function keep(course) {
  const cache = await caches.open(CACHE);
  await keepIn(cache, course);
  return size(course);
}

async function keepIn(cache, course) {
  const response = await fetch(at(`${course}/offline.json`), { cache: "no-cache" });
  if (!response.ok) throw new Error(`${response.status}`);
  const { version, bytes, files } = await response.json();
  // A page of an older version is open while the host already has the next: the next worker will keep it.
  if (version !== SITE.version) throw new Error("another version");
  await fill(cache, files);
  const kept = await readKept(cache);
  await cache.put(KEPT, Response.json({ ...kept, [course]: bytes }));
}

/** @param {string} course */
async function forget(course) {
  const cache = await caches.open(CACHE);
  const { [course]: _gone, ...kept } = await readKept(cache);
  await cache.put(KEPT, Response.json(kept));
  for (const { url } of await cache.keys()) if (url.startsWith(at(`${course}/`))) await cache.delete(url);
  return { bytes: null };
}

/** @param {string} course */
async function size(course) {
  const kept = await readKept(await caches.open(CACHE));
  return { bytes: kept[course] ?? null };
}

/**
 * @param {Cache} cache
 * @param {[string, string][]} files
 */
async function fill(cache, files) {
  const others = await Promise.all((await earlier()).map((name) => caches.open(name)));
  const waiting = [...files];
  const worker = async () => {
    for (let file = waiting.pop(); file; file = waiting.pop()) {
      const url = at(file[0]);
      if (await cache.match(url)) continue;
      await cache.put(url, (await copy(others, url, file[1])) ?? (await load(url, file[1])));
    }
  };
  await Promise.all(Array.from({ length: 6 }, worker));
}

async function copy(others, url, hash) {
  for (const other of others) {
    const found = await other.match(url);
    if (found?.headers.get(HASH) === hash) return found;
  }
  return undefined;
}

/** The file as it is on the host now, marked with its hash. */
async function load(url, hash) {
  const response = await fetch(url, { cache: "no-cache" });
  if (!response.ok) throw new Error(`${response.status} ${url}`);
  const headers = new Headers({ [HASH]: hash });
  const type = response.headers.get("content-type");
  if (type) headers.set("content-type", type);
  return new Response(await response.blob(), { headers });
}

async function keptCourses() {
  const names = new Set();
  for (const name of await earlier()) for (const course of Object.keys(await readKept(await caches.open(name)))) names.add(course);
  return names;
}

async function readKept(cache) {
  const found = await cache.match(KEPT);
  return found ? found.json() : {};
}

/** Caches of this site's other versions. */
async function earlier() {
  return (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
}

/** @param {string} path relative to the site's root */
function at(path) {
  return new URL(path, self.registration.scope).href;
}
