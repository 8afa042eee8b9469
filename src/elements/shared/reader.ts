import type { RiskElement } from "../risk-element.js";

/** Who looks, as far as what was typed and chosen is theirs: another source, a sign-in or hidden names mean somebody else. */
export class Reader {
  /** What was typed to search for; a page's own words are the page's. */
  typed = "";
  #known: readonly unknown[] | undefined;

  constructor(private readonly el: RiskElement & { search: string }) {
    this.changed();
  }

  /**
   * True once for each change, and what was typed is gone. Data that a page hands over in place of other data is its
   * update, for the same reader.
   */
  changed(): boolean {
    const { el } = this;
    const { audience, redact } = el["viewOptions"];
    const supply = el.provided?.supply;
    const now = [audience, redact, el["source"].holds || el.src || supply, supply?.readers];
    const changed = !!this.#known?.some((one, i) => one !== now[i]);
    this.#known = now;
    if (!changed) return false;
    if (el.search === this.typed) el.search = "";
    this.typed = "";
    return true;
  }
}
