import { ContextConsumer } from "@lit/context";
import { isServer, type ReactiveControllerHost } from "lit";
import { providerContext } from "../context/index.js";

type Host = ReactiveControllerHost & HTMLElement;

/** Whom no provider has answered yet: one may be there later than what is inside it, as its script is, or the shadow root with its slot. */
const unheard = new Set<ProvidedController>();
/** Providers announce themselves. */
const again = (): void => unheard.forEach((one) => one.ask());

/** What the nearest provider says; null as long as it says nothing. */
export class ProvidedController extends ContextConsumer<typeof providerContext, Host> {
  constructor(host: Host) {
    super(host, { context: providerContext, subscribe: true, callback: () => void unheard.delete(this) });
  }

  ask(): void {
    super.hostConnected();
  }

  override hostConnected(): void {
    if (!isServer) {
      unheard.add(this);
      document.addEventListener("context-provider", again);
    }
    this.ask();
  }

  override hostDisconnected(): void {
    super.hostDisconnected();
    if (isServer) return;
    unheard.delete(this);
    if (!unheard.size) document.removeEventListener("context-provider", again);
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
