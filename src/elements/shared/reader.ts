import type { RiskElement } from "../risk-element.js";

/** Whether somebody else may be looking than before: at another source, signed in since, or no longer shown names. */
export class Reader {
  #known: readonly unknown[] | undefined;

  constructor(private readonly el: RiskElement) {
    this.changed();
  }

  /** True once for each change. Data that a page hands over in place of other data is its update, for the same reader. */
  changed(): boolean {
    const { el } = this;
    const { audience, redact } = el["viewOptions"];
    const supply = el.provided?.supply;
    const now = [audience, redact, el["source"].holds || el.src || supply, supply?.readers];
    const known = this.#known;
    this.#known = now;
    return !!known?.some((one, i) => one !== now[i]);
  }
}
