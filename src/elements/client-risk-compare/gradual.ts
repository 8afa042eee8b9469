import { isServer } from "../../controllers/server.js";
import { nextTurn, paper } from "../../data/turn.js";
import type { ClientRiskCompare } from "./client-risk-compare.js";

/** New rows a task draws: about a screen of them, and less than a reader feels. */
const SOME = 12;
/** Ms after which nobody waits for a frame any more: a hidden page draws none. */
const NO_FRAME = 50;

/** Rows of a long list come into the page some at a time, a frame between them: those in view are there at once. */
export class Gradual {
  #here: ReadonlySet<string> = new Set();
  #coming: Promise<void> | null = null;

  constructor(private readonly el: ClientRiskCompare) {}

  /** What settles when some more are drawn; null once all are. */
  get coming(): Promise<void> | null {
    return this.#coming;
  }

  /** How many of `ids`, from the first, are drawn this time; the host is updated for the others. */
  drawn(ids: readonly string[]): number {
    if (isServer) return ids.length;
    let room = paper.asked ? Infinity : SOME;
    if (!this.el.renderRoot.querySelector("[part=table]")) this.#here = new Set();
    const end = ids.findIndex((id) => !this.#here.has(id) && room-- <= 0);
    const count = end < 0 ? ids.length : end;
    this.#here = new Set(ids.slice(0, count));
    if (end >= 0) this.#coming ??= this.#next();
    return count;
  }

  async #next(): Promise<void> {
    await new Promise<void>((done) => {
      const frame = (): void => void nextTurn(done);
      requestAnimationFrame(frame);
      setTimeout(frame, NO_FRAME);
    });
    this.#coming = null;
    this.el.requestUpdate();
  }
}
