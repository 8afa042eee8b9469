import type { ReactiveController, ReactiveControllerHost } from "lit";
import { nextTurn, paper } from "../data/turn.js";
import { isServer } from "./server.js";

/** Longer than this and the page misses frames; the rest is done after the browser had its turn. */
const BUDGET_MS = 8;
/** Drawing after every slice would cost more than the slices. */
const DRAW_MS = 100;

const isTask = <T>(made: T | Iterator<unknown, T>): made is Iterator<unknown, T> =>
  typeof (made as Partial<Iterator<unknown, T>> | null)?.next === "function";

type Result<T> = { value: T } | { error: unknown };

/**
 * Work that is not needed for the first paint, done in slices: what is there is returned at once, what is not is
 * queued, and the element updates as results come in. Work that throws throws where its result is asked for.
 */
export class SliceController<T> implements ReactiveController {
  #done = new Map<string, Result<T>>();
  #queue = new Map<string, () => T | Iterator<unknown, T>>();
  #scope: unknown = null;
  #callOff: (() => void) | undefined;
  #drawn = 0;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  /** Results belong to a scope (a book): another one starts over. */
  scope(scope: unknown): void {
    if (scope === this.#scope) return;
    this.#scope = scope;
    this.#done = new Map();
    this.#queue = new Map();
  }

  /** @param work what it comes to, or a task that takes a breath now and then */
  get(key: string, work: () => T | Iterator<unknown, T>): T | undefined {
    const done = this.#done.get(key);
    if (done) {
      if ("error" in done) throw done.error;
      return done.value;
    }
    if (!this.#queue.has(key)) this.#queue.set(key, work);
    // A server draws once, so there is no later; nor is there for paper.
    if (isServer || paper.asked) {
      this.work(Infinity);
      return this.get(key, work);
    }
    this.#callOff ??= nextTurn(this.#run);
    return undefined;
  }

  /** Does what is queued now, for as long as may be: small things are there at once. @param ms */
  work(ms: number): void {
    const end = performance.now() + ms;
    for (const [key, work] of this.#queue) {
      let result: Result<T>;
      try {
        const made = work();
        if (isTask(made)) {
          let step = made.next();
          while (!step.done && performance.now() < end) step = made.next();
          // Goes on the next time, before the others.
          if (!step.done) return void this.#queue.set(key, () => made);
          result = { value: step.value };
        } else result = { value: made };
      } catch (error) {
        result = { error };
      }
      this.#queue.delete(key);
      this.#done.set(key, result);
      if (performance.now() > end) break;
    }
  }

  hostConnected(): void {
    if (this.#queue.size) this.#callOff ??= nextTurn(this.#run);
  }

  hostDisconnected(): void {
    this.#callOff?.();
    this.#callOff = undefined;
  }

  readonly #run = (): void => {
    this.#callOff = undefined;
    this.work(BUDGET_MS);
    const now = performance.now();
    if (this.#queue.size) this.#callOff = nextTurn(this.#run);
    if (this.#queue.size && now - this.#drawn < DRAW_MS) return;
    this.#drawn = now;
    this.host.requestUpdate();
  };
}
