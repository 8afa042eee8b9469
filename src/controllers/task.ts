import type { ReactiveController, ReactiveControllerHost } from "lit";
import { nextTurn, paper } from "../data/turn.js";
import { isServer } from "./server.js";

/** What is done before the browser has its turn, ms: far from the 50 that a reader feels. */
const SLICE_MS = 16;
/** What is done before the first paint waits for it, ms. */
const FIRST_MS = 30;
/** When the host first says how far it is, and how often, ms: what takes no longer needs no bar, and drawing costs too. */
const FIRST_TOLD_MS = 300;
const TELL_MS = 100;
/** When what nobody waits for begins, ms: what they waited for is painted by then, and answers. */
const IDLE_MS = 100;

/** A task yields the share it has done, 0 to 1, or what it waits for. */
export type Step = number | Promise<unknown>;

/**
 * Runs one long task at a time between frames: a generator of `Step`s. A new task ends the old one. What is done within
 * the first moments is done at once, so that small data is there with the first paint.
 */
export class TaskController implements ReactiveController {
  /** 0 to 1 once it is to be said how far a task is, else null. */
  share: number | null = null;
  #done = 0;
  #step: (() => void) | undefined;
  #callOff: (() => void) | undefined;
  #told = 0;
  #waiting = false;
  #connected = true;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  /**
   * @param done may be called before this returns, and so may `failed`
   * @param idle leaves even the first moments to later: nobody waits for it
   */
  run<T>(task: Iterator<Step, T>, done: (result: T) => void, failed: (error: unknown) => void, idle = false): void {
    this.#end();
    let ended = false;
    const over = (value: T): void => {
      ended = true;
      this.#end();
      done(value);
    };
    const step = (ms: number, first = false): void => {
      const end = performance.now() + ms;
      try {
        do {
          const { done: last, value } = task.next();
          if (last) {
            if (first || performance.now() < end - SLICE_MS / 2) return over(value);
            // A turn of its own after a long slice: what is drawn of it takes as long again.
            this.#step = () => {
              over(value);
              if (!idle) this.host.requestUpdate();
            };
            break;
          }
          if (typeof value === "object") return this.#wait(value, failed);
          this.#done = value;
        } while (performance.now() < end);
      } catch (error) {
        this.#end();
        return failed(error);
      }
      this.#later();
    };
    this.#told = performance.now() + FIRST_TOLD_MS - TELL_MS;
    this.#step = () => {
      step(SLICE_MS);
      const now = performance.now();
      // What is done may have begun the next task, which is nothing to wait for.
      if (idle || (!ended && now - this.#told < TELL_MS)) return;
      this.#told = now;
      if (!ended) this.share = this.#done;
      this.host.requestUpdate();
    };
    // A server draws once, and so does paper: there is no later, and nobody whose frames could be missed.
    if (isServer || paper.asked) return idle ? this.#end() : step(Infinity, true);
    if (idle) this.#later(IDLE_MS);
    else step(FIRST_MS, true);
  }

  /** Goes on when it is there, unless another task has begun. */
  #wait(promise: Promise<unknown>, failed: (error: unknown) => void): void {
    const mine = this.#step;
    this.#waiting = true;
    promise.then(
      () => {
        if (mine !== this.#step) return;
        this.#waiting = false;
        // Off the page it goes on when the element comes back.
        if (this.#connected) this.#later();
      },
      (error: unknown) => {
        if (mine !== this.#step) return;
        this.#end();
        failed(error);
      },
    );
  }

  /** What another thread says of the share that is done. */
  tell(share: number): void {
    this.share = share;
    this.host.requestUpdate();
  }

  #later(ms = 0): void {
    const run = (): void => {
      this.#callOff = undefined;
      this.#step?.();
    };
    if (!ms) return void (this.#callOff = nextTurn(run));
    const timer = setTimeout(run, ms);
    this.#callOff = () => clearTimeout(timer);
  }

  #end(): void {
    this.#callOff?.();
    this.#step = this.#callOff = undefined;
    this.#waiting = false;
    this.#done = 0;
    this.share = null;
  }

  hostConnected(): void {
    this.#connected = true;
    if (this.#step && !this.#waiting && !this.#callOff) this.#later();
  }

  /** Off the page nothing is worked on; what is left goes on when the element comes back. */
  hostDisconnected(): void {
    this.#connected = false;
    this.#callOff?.();
    this.#callOff = undefined;
  }
}
