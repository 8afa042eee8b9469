import { isServer, type ReactiveController, type ReactiveControllerHost } from "lit";

/** How large a part of an element is, px; the element draws again when that changes. */
export class BoxController implements ReactiveController {
  #observer: ResizeObserver | undefined;
  #watched: Element | null = null;

  /**
   * @param selector the part, in the element's shadow tree
   * @param width what to draw with before anything is measured, as on a server
   */
  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
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
  }

  /** What is drawn changes from state to state: the part is looked up after each update. */
  hostUpdated(): void {
    if (isServer || !this.host.isConnected) return;
    const part = this.host.shadowRoot?.querySelector(this.selector) ?? null;
    if (part === this.#watched) return;
    this.#observer?.disconnect();
    this.#observer ??= new ResizeObserver(() => this.#measure());
    this.#watched = part;
    if (!part) return;
    this.#observer.observe(part);
    this.#measure();
  }

  #measure(): void {
    const { width = 0, height = 0 } = this.#watched?.getBoundingClientRect() ?? {};
    if (!width || !height || (Math.abs(width - this.width) < 0.5 && Math.abs(height - this.height) < 0.5)) return;
    this.width = width;
    this.height = height;
    this.host.requestUpdate();
  }
}
