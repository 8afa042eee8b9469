import { nextTurn, paper } from "../../data/turn.js";

/** Ms of one task that the updates of a page's elements may take together; a reader feels 50. */
const TOGETHER_MS = 24;

const waiting: Array<() => void> = [];
/** When the first update of this task began; undefined while there is none. */
let began: number | undefined;

const isBusy = (): boolean => performance.now() - began! >= TOGETHER_MS;

const next = (): void => void nextTurn(() => void turn());

async function turn(): Promise<void> {
  began = waiting.length ? performance.now() : undefined;
  while (waiting.length && !isBusy()) {
    waiting.shift()!();
    // What an update leaves for after it, as charts measure what they drew and draw again, counts with it. Paper waits for nothing.
    if (!paper.asked) await Promise.resolve();
  }
  if (began !== undefined) next();
}

type Update = () => void | Promise<unknown>;

/** Updates at once; where others have kept the page busy in this task already, in one of the next, first come first served. */
export function inTurn(update: Update): void | Promise<unknown> {
  if (began === undefined) {
    began = performance.now();
    next();
  }
  if (!waiting.length && !isBusy()) return update();
  // What the inner one is made with runs in its turn, and what it throws is the promise's.
  return new Promise((done) => waiting.push(() => done(new Promise((now) => now(update())))));
}
