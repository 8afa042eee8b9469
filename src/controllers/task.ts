import type { ReactiveController, ReactiveControllerHost } from "lit";

/** What is done before the browser has its turn, ms: far from the 50 that a reader feels. */
const SLICE_MS = 16;
/** What is done before the first paint waits for it, ms. */
const FIRST_MS = 30;

/**
 * Runs one long task at a time between frames: a generator that yields the share it has done. A new task ends the old
 * one. What is done within the first moments is done at once, so that small data is there with the first paint.
 */
export class TaskController implements ReactiveController {
  /** 0 to 1 while a task runs, else null. */
  share: number | null = null;
  #step: (() => void) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  /**
   * @param done may be called before this returns, and so may `failed`
   * @param idle leaves even the first moments to later: nobody waits for it
   */
  run<T>(task: Iterator<number, T>, done: (result: T) => void, failed: (error: unknown) => void, idle = false): void {
    this.#end();
    const step = (ms: number): void => {
      const end = performance.now() + ms;
      try {
        do {
          const { done: over, value } = task.next();
          if (over) {
            this.#end();
            return done(value);
          }
          this.share = value;
        } while (performance.now() < end);
      } catch (error) {
        this.#end();
        return failed(error);
      }
      this.#timer = setTimeout(this.#turn);
    };
    this.#step = () => {
      step(SLICE_MS);
      if (!idle) this.host.requestUpdate();
    };
    if (idle) this.#timer = setTimeout(this.#turn);
    else step(FIRST_MS);
  }

  readonly #turn = (): void => this.#step?.();

  #end(): void {
    clearTimeout(this.#timer);
    this.#step = this.#timer = undefined;
    this.share = null;
  }

  hostConnected(): void {
    if (this.#step && this.#timer === undefined) this.#timer = setTimeout(this.#turn);
  }

  /** Off the page nothing is worked on; what is left goes on when the element comes back. */
  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
