/**
 * When a card comes back: FSRS, as Anki has it, over the plain data that is kept.
 *
 * The only module that knows the library. Nothing here reads the clock: the time is passed in.
 */
import { Rating, createEmptyCard, fsrs } from "../vendor/ts-fsrs.js";

/**
 * What is remembered of a card: FSRS's own state, with times in milliseconds since 1970.
 *
 * @typedef {object} Memory
 * @property {number} due
 * @property {number} stability
 * @property {number} difficulty
 * @property {number} scheduledDays
 * @property {number} learningSteps
 * @property {number} reps
 * @property {number} lapses
 * @property {"new" | "learning" | "review" | "relearning"} state
 * @property {number} [lastReview]
 */

/** @typedef {"again" | "hard" | "good" | "easy"} Grade */

/**
 * One grade in a card's log.
 *
 * @typedef {object} Review
 * @property {number} at milliseconds since 1970
 * @property {Grade} grade
 * @property {Memory["state"]} from what the card was before
 */

/** In the order of their keys, 1 to 4. */
export const GRADES = /** @type {const} */ (["again", "hard", "good", "easy"]);

const RATINGS = { again: Rating.Again, hard: Rating.Hard, good: Rating.Good, easy: Rating.Easy };
const STATES = /** @type {const} */ (["new", "learning", "review", "relearning"]);

const DAY = 86_400_000;

// Fuzz spreads cards that were learnt together; it is drawn from the card's own numbers, not from chance.
const scheduler = fsrs({ enable_fuzz: true });

/**
 * What each grade would do to a card.
 *
 * @param {Memory | undefined} memory nothing for a card that was never seen
 * @param {number} now
 * @returns {Record<Grade, Memory>}
 */
export function outcomes(memory, now) {
  const record = scheduler.repeat(memory ? toCard(memory) : createEmptyCard(new Date(now)), new Date(now));
  const of = (/** @type {Grade} */ grade) => fromCard(record[RATINGS[grade]].card);
  return { again: of("again"), hard: of("hard"), good: of("good"), easy: of("easy") };
}

/**
 * What is remembered after some reviews. What the learner saw when each was given comes out again.
 *
 * @param {Review[]} reviews in order
 * @param {Memory} [base] what was remembered before; reviews up to then are in it already
 * @returns {Memory | undefined} nothing for a card without reviews
 */
export function replayed(reviews, base) {
  const since = base?.lastReview ?? -Infinity;
  const later = reviews.filter(({ at }) => at > since);
  return later.reduce((/** @type {Memory | undefined} */ memory, { at, grade }) => outcomes(memory, at)[grade], base);
}

/**
 * How long until a card comes back, in the largest unit that fits.
 *
 * @param {number} from
 * @param {number} due
 * @returns {{unit: "minutes" | "hours" | "days" | "months" | "years", count: number}}
 */
export function interval(from, due) {
  const minutes = Math.max(0, (due - from) / 60_000);
  if (minutes < 59.5) return { unit: "minutes", count: Math.max(1, Math.round(minutes)) };
  if (minutes < 23.5 * 60) return { unit: "hours", count: Math.round(minutes / 60) };
  const days = (due - from) / DAY;
  if (days < 30.5) return { unit: "days", count: Math.round(days) };
  if (days < 364) return { unit: "months", count: Math.round(days / 30.44) };
  return { unit: "years", count: Math.round((days / 365.25) * 10) / 10 };
}

/** @param {Memory} memory */
function toCard({ due, stability, difficulty, scheduledDays, learningSteps, reps, lapses, state, lastReview }) {
  return {
    due: new Date(due),
    stability,
    difficulty,
    elapsed_days: 0,
    scheduled_days: scheduledDays,
    learning_steps: learningSteps,
    reps,
    lapses,
    state: STATES.indexOf(state),
    last_review: lastReview === undefined ? undefined : new Date(lastReview),
  };
}

/**
 * @param {ReturnType<typeof toCard>} card
 * @returns {Memory}
 */
function fromCard(card) {
  return {
    due: card.due.getTime(),
    stability: card.stability,
    difficulty: card.difficulty,
    scheduledDays: card.scheduled_days,
    learningSteps: card.learning_steps,
    reps: card.reps,
    lapses: card.lapses,
    state: STATES[card.state],
    lastReview: card.last_review?.getTime(),
  };
}
