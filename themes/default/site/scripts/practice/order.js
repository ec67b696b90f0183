/**
 * Orders: the one in which options and steps are shown, and whether a learner's order of steps is right. Pure.
 *
 * How a seed and an item's key give an order of options is decided by the module that draws exams; it is passed in.
 */

/** @typedef {(seed: number, key: string, options: {text: string, pinned?: boolean}[]) => number[]} OptionOrder */

const TRIES = 16;

/**
 * Steps in an order that is not already right, if there is one.
 *
 * @param {OptionOrder} optionOrder
 * @param {number} seed
 * @param {string} key
 * @param {{text: string, stage: number}[]} steps
 * @returns {number[]} indices
 */
export function scrambled(optionOrder, seed, key, steps) {
  let order = steps.map((_, index) => index);
  for (let turn = 0; turn < TRIES; turn++) {
    order = optionOrder(seed + turn, key, steps);
    if (!placed(order.map((index) => steps[index].stage)).every(({ right }) => right)) break;
  }
  return order;
}

/**
 * Each step of a learner's order: whether it stands right, and the places it may have. Steps of one stage may swap.
 *
 * @param {number[]} stages the stage of the step at each place
 * @returns {{right: boolean, first: number, last: number}[]} places count from 1
 */
export function placed(stages) {
  const wanted = stages.toSorted((a, b) => a - b);
  return stages.map((stage, place) => ({
    right: wanted[place] === stage,
    first: wanted.indexOf(stage) + 1,
    last: wanted.lastIndexOf(stage) + 1,
  }));
}

/**
 * @template T
 * @param {T[]} list
 * @param {number} from
 * @param {number} to
 * @returns {T[]} a new list in which one element has moved
 */
export function moved(list, from, to) {
  const rest = list.toSpliced(from, 1);
  return rest.toSpliced(Math.max(0, Math.min(to, rest.length)), 0, list[from]);
}
