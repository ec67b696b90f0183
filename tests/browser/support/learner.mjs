// A learner who has been here before: what they did is written as the site keeps it.

import { readFile } from "node:fs/promises";
import { join } from "node:path";


const DAY = 86_400_000;

/**
 * The weeks before: lessons opened and done, questions tried, cards of which some are due, a plan, an exam handed in, and a
 * release seen that another has followed since; `running` adds an exam that is not over.
 */
export async function practised(site, code, { running = false } = {}) {
  const now = Date.now();
  const { items } = JSON.parse(await readFile(join(site, code, "items.json"), "utf8"));
  const lessons = [...new Set(items.map(({ lesson }) => lesson))];
  const questions = items.filter(({ kind }) => kind !== "card");
  const cards = items.filter(({ kind, faces }) => kind === "card" && !faces);
  const attempts = questions.map(({ key }, at) => ({
    key, type: "question", attempts: [{ at: now - 3 * DAY, right: at % 3 > 0, points: at % 3 > 0 ? 1 : 0, possible: 1 }],
  }));
  const memory = {
    due: now - 2 * DAY, stability: 3, difficulty: 5, scheduledDays: 3, learningSteps: 0, reps: 2, lapses: 0, state: "review", lastReview: now - 5 * DAY,
  };
  const reviews = cards.slice(0, 12).map(({ key }) => ({ key, type: "card", since: now - 5 * DAY, memory, base: memory }));
  const asked = questions.filter(({ kind }) => kind !== "task").slice(0, 20).map(({ key }) => key);
  const exam = (began, more) => ({
    id: String(began), kind: "mock", code: "", seed: 1, release: "unreleased", began, ends: began + 3_600_000,
    items: asked, seen: [], answers: {}, flags: [], at: 0, ...more,
  });
  const results = Object.fromEntries(asked.map((key, at) => [key, { right: at % 2 === 0, points: 1 - (at % 2), possible: 1, answered: true }]));
  const hashes = items.slice(2).map(({ key, hash }, at) => [key, at < 3 ? "of an older wording" : hash]);
  const day = (at) => new Date(at).toISOString().slice(0, 10);
  return {
    items: [...attempts, ...reviews],
    exams: [exam(now - 2 * DAY, { handedIn: now - 2 * DAY + 3_000_000, results }), ...(running ? [exam(now - 60_000)] : [])],
    marks: [
      ...lessons.slice(0, 4).map((lesson, at) => ({ name: `lesson/${lesson}`, opened: now - (5 - at) * DAY, ...(at < 3 && { done: now - (5 - at) * DAY }) })),
      { name: "plan", exam: day(now + 30 * DAY), start: day(now - DAY), hours: 8, days: [1, 2, 3, 4, 5, 6, 7], ticks: [], without: [] },
      { name: "course", seen: { at: now - 4 * DAY, release: "0.1.0", items: Object.fromEntries(hashes) } },
    ],
  };
}

/** Writes that as the site keeps it. The page must have opened its database. */
export async function seed(page, course, { items = [], exams = [], marks = [] }) {
  await page.evaluate(async ([course, stores]) => {
    const database = await new Promise((resolve, reject) => {
      const request = indexedDB.open("gradus");
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const transaction = database.transaction(Object.keys(stores), "readwrite");
    for (const [store, records] of Object.entries(stores)) {
      for (const record of records) transaction.objectStore(store).put({ v: 3, course, changed: 1, ...record });
    }
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onerror = () => reject(transaction.error);
    });
    database.close();
  }, [course, { items, exams, marks }]);
}
