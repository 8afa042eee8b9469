import type { LitElement, ReactiveController } from "lit";
import { isServer } from "./server.js";

/** How much larger than 16 px the words of an element are. */
export const scaleOf = (el: Element): number => parseFloat(getComputedStyle(el).fontSize) / 16 || 1;

/**
 * How large a part of an element is, in sixteenths of the element's font size: px where that is 16 px, and where a reader
 * has larger words, what is drawn grows with them. The element draws again when that changes.
 */
export class BoxController implements ReactiveController {
  #observer: ResizeObserver | undefined;
  #watched: HTMLElement | null = null;
  /** Whether the size was measured since the element came to the page. */
  #known = false;

  /**
   * @param selector the part, in the element's shadow tree, and what stands for it while the element loads
   * @param width what to draw with before anything is measured, as on a server
   */
  constructor(
    private readonly host: LitElement,
    private readonly selector: string,
    public width: number,
    public height: number,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.hostUpdated();
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
    this.#watched = null;
    this.#known = false;
  }

  /** What is drawn changes from state to state: the part is looked up after each update. */
  hostUpdated(): void {
    if (isServer || !this.host.isConnected) return;
    const part = this.host.shadowRoot?.querySelector<HTMLElement>(this.selector) ?? null;
    if (part === this.#watched) return;
    this.#observer?.disconnect();
    this.#watched = part;
    if (!part) return;
    const first = !this.#observer;
    const view = this.host.ownerDocument.defaultView ?? window;
    if (!("ResizeObserver" in view)) return;
    // One of another document's tells before this one is laid out, and the browser complains of it.
    this.#observer ??= new view.ResizeObserver(() => this.#measure());
    // As it is measured: a scrollbar that comes and goes changes what is inside, and would be told while sizes are told.
    this.#observer.observe(part, { box: "border-box" });
    // Measuring lays out all that is new. Who was measured before is mostly as large: the observer says so with the frame.
    if (!first) return;
    // What was drawn for another size is never seen, however long others keep this update waiting for its turn. After this
    // one: Lit's development build warns of an update that an update asks for.
    queueMicrotask(() => {
      this.#measure();
      void this.host["performUpdate"]();
    });
  }

  #measure(): void {
    if (!this.#watched) return;
    const em = scaleOf(this.host);
    // As it is laid out: a page may scale or turn what is around it, as dialogs do while they open, and nobody tells when that ends.
    const [width, height] = [this.#watched.offsetWidth / em, this.#watched.offsetHeight / em];
    if (!width) return;
    const known = this.#known;
    this.#known = true;
    if (Math.abs(width - this.width) < 0.5 && Math.abs(height - this.height) < 0.5) return;
    this.width = width;
    this.height = height;
    // A task later: what is drawn otherwise may be as tall otherwise, and that while sizes are told is an error on every
    // page that follows the element's. What was hidden is never seen as drawn for another size.
    if (known) setTimeout(() => this.host.requestUpdate());
    else this.host.requestUpdate();
  }
}
