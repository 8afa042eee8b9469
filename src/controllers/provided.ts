import { ContextConsumer } from "@lit/context";
import type { LitElement, ReactiveControllerHost } from "lit";
import { providerContext } from "../context/index.js";
import { isServer } from "./server.js";

type Host = ReactiveControllerHost & HTMLElement;

/**
 * Whom no provider has answered yet: one may be there later than what is inside it, as its script is, or the shadow root
 * with its slot. Weakly: those in a frame that is taken away are never told.
 */
const unheard = new Set<WeakRef<ProvidedController>>();
/** Providers announce themselves. */
function again(): void {
  for (const ref of unheard) {
    const one = ref.deref();
    if (one) one.ask();
    else unheard.delete(ref);
  }
}

/** What the nearest provider says; null as long as it says nothing. */
export class ProvidedController extends ContextConsumer<typeof providerContext, Host> {
  readonly #ref = new WeakRef(this);

  constructor(host: Host) {
    super(host, { context: providerContext, subscribe: true, callback: () => void unheard.delete(this.#ref) });
  }

  ask(): void {
    super.hostConnected();
  }

  override hostConnected(): void {
    if (!isServer) {
      unheard.add(this.#ref);
      document.addEventListener("context-provider", again);
    }
    this.ask();
  }

  override hostDisconnected(): void {
    if (isServer) return super.hostDisconnected();
    unheard.delete(this.#ref);
    if (!unheard.size) document.removeEventListener("context-provider", again);
    // A move is a disconnect and a connect in one task: until somebody else answers, it follows whom it had. What is
    // elsewhere later is nobody's.
    queueMicrotask(() => {
      if (this.host.isConnected) return;
      super.hostDisconnected();
      this.value = undefined;
    });
  }
}

type Step = Pick<Node, "parentNode"> & Partial<Pick<Element, "matches" | "assignedSlot"> & Pick<ShadowRoot, "host">>;

/** The provider around an element whose script is still to come. */
export function lateProvider(el: Element): LitElement | null {
  for (let at: Step | null = el; at; at = at.assignedSlot ?? at.parentNode ?? at.host ?? null)
    if (at.matches?.("risk-provider:not(:defined)")) return at as LitElement;
  return null;
}
