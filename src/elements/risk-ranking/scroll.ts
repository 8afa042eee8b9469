import { nothing, render, type ReactiveController, type TemplateResult } from "lit";
import { barAt, reveal, scrolled, scrollHeight, visible, type Pane, type Place } from "../../charts/window.js";
import { scaleOf } from "../../controllers/box.js";
import { isServer } from "../../controllers/server.js";
import type { RiskRanking } from "./risk-ranking.js";

/** Heights of a row and of the head with its line, px at a text of 16 px: fixed, so that any row's place is a multiplication. */
const ROW = 52;
const HEAD = 36;
/** Where text is very small: what can be pressed in the first line is 24 px high, and there is a second. */
const LEAST = 44;
/** Of the list's own words, at that. */
const WORDS = 14;
/** Up to so many people are all in the page: a browser's own search finds them, and there is nothing to recycle. */
export const ALL_SHOWN = 200;
/** Ms after the last scroll before lines and advice of the rows on screen are worked out. */
const REST = 120;

/** So many are drawn at a time while nobody waits for the first. */
const FEW_ROWS = 4;

/** What is scrolled. */
export interface Scrolled {
  /** How many rows there are. */
  length: () => number;
  draw: (first: number, count: number) => TemplateResult[];
  /** After rows came or went. */
  drawn: () => void;
}

/** Which rows of a long list are in the page: a screenful of nodes, filled anew as the list is scrolled. */
export class Scroller implements ReactiveController {
  printing = false;
  #body: HTMLElement | undefined;
  #place: Place = { top: 0, offset: 0 };
  /** Whose paper it is on. */
  #view: Window | null = null;
  #moving: ReturnType<typeof setTimeout> | undefined;
  /** How much larger the reader's text is. */
  #scale = 1;
  /** Whether it has changed while the list was on the page. */
  #grown = false;

  constructor(
    private readonly el: RiskRanking,
    private readonly list: Scrolled,
  ) {
    el.addController(this);
  }

  /** Whether the list is being scrolled: what can wait does. */
  get moving(): boolean {
    return this.#moving !== undefined;
  }

  /** Whether only the rows on screen are in the page. */
  get windowed(): boolean {
    return this.list.length() > ALL_SHOWN && !this.printing && !isServer;
  }

  get element(): HTMLElement | null {
    // A server has nothing to look in.
    return isServer ? null : this.el.renderRoot.querySelector(".grid");
  }

  /** Holds the rows on screen: the view puts it into the page. */
  get body(): HTMLElement {
    if (!this.#body) {
      this.#body = document.createElement("div");
      this.#body.className = "body";
      this.#body.role = "rowgroup";
    }
    return this.#body;
  }

  /** Forgets what the rows say: the next reader may not see it. */
  clear(): void {
    if (this.#body) render(nothing, this.#body, { host: this.el });
  }

  /** Rows on screen, one of the last page kept. */
  get page(): number {
    const { view, row } = this.#pane();
    return Math.max(1, view / row - 1);
  }

  #pane(): Pane {
    const asked = Math.max(1, Math.floor(this.el.rows) || 11);
    const rows = this.list.length();
    const row = Math.max(LEAST, Math.round(ROW * this.#scale));
    return { rows, row, view: Math.min(rows, asked) * row };
  }

  /** @param offset px from the top of the list */
  to(offset: number): void {
    const top = barAt(this.#pane(), offset);
    this.#place = { top, offset };
    const { element } = this;
    if (element && element.scrollTop !== top) element.scrollTop = top;
  }

  /** Brings a row on screen. */
  reveal(at: number): void {
    const { element } = this;
    if (this.windowed) {
      this.to(reveal(this.#pane(), this.#place.offset, at));
      this.paint();
    } else if (element?.querySelector(`#r${at}`)) element.scrollTop = reveal(this.#pane(), element.scrollTop, at);
    element?.focus({ preventScroll: true });
  }

  readonly onScroll = (event: Event): void => {
    if (!this.windowed) return;
    const { scrollTop } = event.target as HTMLElement;
    if (Math.abs(scrollTop - this.#place.top) < 1) return;
    this.#place = scrolled(this.#pane(), scrollTop, this.#place);
    clearTimeout(this.#moving);
    this.#moving = setTimeout(() => {
      this.#moving = undefined;
      this.to(this.#place.offset);
      this.paint();
    }, REST);
    this.paint();
    this.list.drawn();
  };

  hostConnected(): void {
    this.#view = this.el.ownerDocument.defaultView;
    this.#view?.addEventListener("beforeprint", this.#onPrint);
    this.#view?.addEventListener("afterprint", this.#onPrint);
  }

  hostDisconnected(): void {
    this.#view?.removeEventListener("beforeprint", this.#onPrint);
    this.#view?.removeEventListener("afterprint", this.#onPrint);
    this.#view = null;
    clearTimeout(this.#moving);
    this.#moving = undefined;
  }

  /**
   * Paper does not scroll. The word that all elements share comes before printing alone: hundreds of rows have to go again
   * when it is done.
   */
  readonly #onPrint = ({ type }: Event): void => {
    if (this.list.length() <= ALL_SHOWN) return;
    this.printing = type === "beforeprint";
    this.el.requestUpdate();
    this.el["performUpdate"]();
  };

  /** Asked before anything is drawn: afterwards it would cost a layout. */
  hostUpdate(): void {
    if (isServer) return;
    const scale = scaleOf(this.el);
    this.#grown = scale !== this.#scale && this.element !== null;
    this.#scale = scale;
  }

  hostUpdated(): void {
    const { element } = this;
    // What a server drew has a size of its own meanwhile.
    if (!element || this.el.phase === "loading") return;
    const { view, row } = this.#pane();
    const head = Math.round(HEAD * this.#scale);
    element.style.setProperty("--_unit", `${this.#scale}px`);
    element.style.setProperty("--_row", `${row}px`);
    element.style.setProperty("--_head", `${head}px`);
    const size = (of: HTMLElement | null, px: number): void => void (of && (of.style.blockSize = `${px}px`));
    const fit = (): void => {
      element.style.blockSize = this.printing ? "auto" : `calc(${(view + head) / (WORDS * this.#scale)}em + 2px)`;
    };
    // In its own words, so that it grows with them: whoever measures it hears of that, and updates the rest. To whole pixels
    // a task later: a size that changes while sizes are told is an error on the page.
    if (this.#grown) setTimeout(fit);
    else fit();
    size(element.querySelector(".tall"), scrollHeight(this.#pane()));
    size(element.querySelector(".pane"), view);
    this.paint();
    this.list.drawn();
  }

  /** Draws the rows on screen: the same nodes filled anew, in reading order. */
  paint(): void {
    if (!this.windowed || !this.body.parentNode) return;
    const { first, count, shift } = visible(this.#pane(), this.#place.offset);
    this.#draw(first, count);
    this.body.style.transform = `translateY(${-shift}px)`;
  }

  /** Draws the rows before the list is on the page, a few at a time: all at once is longer than a frame. */
  *ahead(): Generator<number, void> {
    const { first, count } = visible(this.#pane(), this.#place.offset);
    for (let n = 1; n < count; n += FEW_ROWS) {
      yield 1;
      this.#draw(first, n);
    }
  }

  #draw(first: number, count: number): void {
    render(this.list.draw(first, count), this.body, { host: this.el });
  }
}
