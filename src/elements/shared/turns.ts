import { nextTurn } from "../../data/turn.js";

/** Ms of one task that the updates of a page's elements may take together; a reader feels 50. */
const TOGETHER_MS = 30;

const waiting: Array<() => void> = [];
/** When the first update of this task began; undefined while there is none. */
let began: number | undefined;

const isBusy = (): boolean => performance.now() - began! >= TOGETHER_MS;

function turn(): void {
  began = waiting.length ? performance.now() : undefined;
  while (waiting.length && !isBusy()) waiting.shift()!();
  if (began !== undefined) nextTurn(turn);
}

type Update = () => void | Promise<unknown>;

/** Updates at once; where others have kept the page busy in this task already, in one of the next, first come first served. */
export function inTurn(update: Update): void | Promise<unknown> {
  if (began === undefined) {
    began = performance.now();
    nextTurn(turn);
  }
  if (!waiting.length && !isBusy()) return update();
  // What the inner one is made with runs in its turn, and what it throws is the promise's.
  return new Promise((done) => waiting.push(() => done(new Promise((now) => now(update())))));
}
