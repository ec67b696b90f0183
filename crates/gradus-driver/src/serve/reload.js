// Loads the page again when the development server has a newer build. Never part of an output.
"use strict";
(() => {
  const seen = new URL(document.currentScript.src).search;
  const pause = () => new Promise((resolve) => setTimeout(resolve, 500));
  const wait = async () => {
    for (;;) {
      try {
        const response = await fetch("/_gradus/changes" + seen, { cache: "no-store" });
        if (response.status === 200) return location.reload();
        if (response.status !== 204) await pause();
      } catch {
        await pause(); // The server is gone; it may come back.
      }
    }
  };
  wait();
})();
