const PATIENCE_MS = 2000;
let asked = 0;

/** When a part could last not be loaded (`performance.now()`), and whether somebody asked for it again since. */
export class Failure {
  #at = performance.now();
  #asked = asked;

  /** An update because of it is no reason to try again; what comes later is: new data, a press, a refresh. */
  get over(): boolean {
    return this.#asked !== asked || performance.now() - this.#at > PATIENCE_MS;
  }
}

/** Lets whatever could not be loaded be tried again at once. */
export const askAgain = (): void => void asked++;

/** A part of the kit that most pages do without: one load for all who wait, a failed one is tried again by the next. */
export class Lazy<M> {
  module: M | undefined;
  failure: Failure | undefined;
  #coming: Promise<void> | undefined;

  constructor(private readonly load: () => Promise<M>) {}

  preload(): Promise<void> {
    if (this.#coming) return this.#coming;
    this.failure = undefined;
    return (this.#coming = this.load().then(
      (module) => void (this.module = module),
      (error: unknown) => {
        this.#coming = undefined;
        this.failure = new Failure();
        throw error;
      },
    ));
  }
}
