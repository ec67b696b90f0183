/**
 * Use without a network: registers the site's worker, has it keep the course that is open, offers an update when there is
 * one, and says on the page of downloads what is kept and how large it is. Where there is no worker (no HTTPS, a browser
 * without), everything else works.
 */
import { element } from "./element.js";
import { readSetting, writeSetting } from "./settings.js";
import { t } from "./texts.js";

const root = new URL(document.body.dataset.root || "./", document.baseURI);
const code = document.body.dataset.course;

if ("serviceWorker" in navigator && isSecureContext) start();
else note(t("offline.impossible"));

async function start() {
  const workers = navigator.serviceWorker;
  let asked = false;
  workers.addEventListener("controllerchange", () => {
    if (asked) location.reload();
  });
  try {
    const registration = await workers.register(new URL("sw.js", root), { scope: root.pathname, updateViaCache: "none" });
    const offer = () => offerUpdate(() => {
      asked = true;
      registration.waiting?.postMessage({ type: "update" });
    });
    if (registration.waiting && workers.controller) offer();
    registration.addEventListener("updatefound", () => {
      const next = registration.installing;
      next?.addEventListener("statechange", () => {
        if (next.state === "installed" && workers.controller) offer();
      });
    });
    const ready = await workers.ready;
    if (code) keep(code, /** @type {ServiceWorker} */ (ready.active));
  } catch {
    // A private window, a host that serves no worker: the site is read over the network.
    note(t("offline.impossible"));
  }
}

/** @param {() => void} update */
function offerUpdate(update) {
  if (document.querySelector(".update")) return;
  document.body.append(element("div", { class: "update", role: "status" },
    element("p", {}, t("offline.update")),
    element("button", { type: "button", class: "button", onclick: update }, t("offline.update-now"))));
}

/**
 * @param {string} course
 * @param {ServiceWorker} worker
 */
function keep(course, worker) {
  navigator.serviceWorker.addEventListener("message", ({ data }) => {
    if (data?.type === "offline" && data.course === course) show(worker, course, data);
  });
  navigator.serviceWorker.startMessages();
  const place = document.querySelector("#_offline");
  const saving = /** @type {any} */ (navigator).connection?.saveData === true;
  // Whoever saves data, or removed the course, decides on the page of downloads.
  if (saving || forgotten(course)) worker.postMessage({ type: "ask", course });
  else idle(() => worker.postMessage({ type: "keep", course }));
  if (place) note(t("offline.working"));
}

/**
 * @param {ServiceWorker} worker
 * @param {string} course
 * @param {{bytes?: number | null, failed?: boolean}} state
 */
function show(worker, course, { bytes, failed }) {
  const button = (/** @type {string} */ label, /** @type {() => void} */ act) =>
    element("button", { type: "button", class: "button-quiet", onclick: act }, label);
  if (failed) note(t("offline.failed"));
  else if (bytes == null) {
    note(t("offline.not-kept"), button(t("offline.keep"), () => {
      remember(course, false);
      note(t("offline.working"));
      worker.postMessage({ type: "keep", course });
    }));
  } else {
    note(t("offline.kept", { size: readable(bytes) }), button(t("offline.forget"), () => {
      remember(course, true);
      worker.postMessage({ type: "forget", course });
    }));
  }
}

/** @param {...(Node | string)} children */
function note(...children) {
  const place = document.querySelector("#_offline");
  if (!(place instanceof HTMLElement)) return;
  place.replaceChildren(...children.map((child) => (typeof child === "string" ? element("p", {}, child) : child)));
}

/** @param {number} bytes */
function readable(bytes) {
  const megabytes = bytes / 1e6;
  const digits = megabytes < 10 ? 1 : 0;
  return new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit: "megabyte", maximumFractionDigits: digits }).format(megabytes);
}

/** @param {() => void} work */
function idle(work) {
  if ("requestIdleCallback" in window) requestIdleCallback(work, { timeout: 5000 });
  else setTimeout(work, 1000);
}

/** @param {string} course */
function forgotten(course) {
  return readSetting(`not-offline.${course}`) !== null;
}

/** @param {string} course @param {boolean} not */
function remember(course, not) {
  writeSetting(`not-offline.${course}`, not ? "1" : null);
}
