import { ContextConsumer } from "@lit/context";
import { isServer, type ReactiveControllerHost } from "lit";
import { providerContext } from "../context/index.js";

type Host = ReactiveControllerHost & HTMLElement;

/** What the nearest provider says; null as long as it says nothing. */
export class ProvidedController extends ContextConsumer<typeof providerContext, Host> {
  #heard = false;

  constructor(host: Host) {
    super(host, {
      context: providerContext,
      subscribe: true,
      callback: () => {
        this.#heard = true;
      },
    });
  }

  /** Providers announce themselves. One may be there later than what is inside it: its script is, or the shadow root with its slot. */
  readonly #again = (): void => {
    if (!this.#heard) super.hostConnected();
  };

  override hostConnected(): void {
    this.#heard = false;
    super.hostConnected();
    if (!isServer) document.addEventListener("context-provider", this.#again);
  }

  override hostDisconnected(): void {
    super.hostDisconnected();
    if (isServer) return;
    document.removeEventListener("context-provider", this.#again);
    // A move is a disconnect and a connect in one task: what is elsewhere later is nobody's until somebody answers.
    queueMicrotask(() => {
      if (!this.host.isConnected) this.value = undefined;
    });
  }
}

type Step = Pick<Node, "parentNode"> & Partial<Pick<Element, "matches" | "assignedSlot"> & Pick<ShadowRoot, "host">>;

/** Whether an element is inside a provider whose script is still to come. */
export function isLate(el: Element): boolean {
  for (let at: Step | null = el; at; at = at.assignedSlot ?? at.parentNode ?? at.host ?? null)
    if (at.matches?.("risk-provider:not(:defined)")) return true;
  return false;
}
