import { nextTurn } from "../../data/turn.js";

/** Ms of one task that the updates of a page's elements may take together; a reader feels 50. */
const TOGETHER_MS = 12;

const waiting: Array<() => void> = [];
/** When the first update of this task began; undefined while there is none. */
let began: number | undefined;

const isBusy = (): boolean => performance.now() - began! >= TOGETHER_MS;

function turn(): void {
  began = waiting.length ? performance.now() : undefined;
  while (waiting.length && !isBusy()) waiting.shift()!();
  if (began !== undefined) nextTurn(turn);
}

/** Updates at once; where others have kept the page busy in this task already, in one of the next, first come first served. */
export function inTurn(update: () => unknown): unknown {
  if (began === undefined) {
    began = performance.now();
    nextTurn(turn);
  }
  if (!waiting.length && !isBusy()) return update();
  return new Promise((done, fail) => {
    waiting.push(() => {
      try {
        done(update());
      } catch (error) {
        fail(error as Error);
      }
    });
  });
}
