/** Sources that answer when and as a test says. */
import { ContextProvider } from "@lit/context";
import { LitElement } from "lit";
import { providerContext, type ProviderState } from "../../src/context/index.js";
import { readData } from "../../src/data/read.js";
import type { Query, Snapshot, SnapshotError, Supply } from "../../src/data/types.js";
import { NOW } from "./samples.js";

/** A supply that answers when and as a test says, and counts who asks. */
export class FakeSupply implements Supply {
  subscriptions = 0;
  live = 0;
  refreshes = 0;
  readers = 0;
  readonly queries: Query[] = [];
  readonly assigned: string[] = [];
  readonly #listeners = new Set<(snapshot: Snapshot) => void>();

  constructor(public snapshot: Snapshot = { status: "loading", at: null }) {}

  subscribe(query: Query, listener: (snapshot: Snapshot) => void): () => void {
    this.subscriptions++;
    this.live++;
    this.queries.push(query);
    this.#listeners.add(listener);
    listener(this.snapshot);
    return () => {
      this.live--;
      this.#listeners.delete(listener);
    };
  }

  answer(snapshot: Snapshot): void {
    this.snapshot = snapshot;
    for (const listener of [...this.#listeners]) listener(snapshot);
  }

  async refresh(): Promise<void> {
    this.refreshes++;
  }

  async assignTraining(personId: string): Promise<void> {
    this.assigned.push(personId);
  }
}

export class TestProvider extends LitElement {
  readonly context = new ContextProvider(this, { context: providerContext });
  override createRenderRoot(): this {
    return this;
  }
}
if (!customElements.get("test-provider")) customElements.define("test-provider", TestProvider);

export const NO_STATE: ProviderState = {
  supply: null,
  model: null,
  asOf: null,
  window: null,
  redact: null,
  audience: null,
  tenant: null,
  locale: null,
};

export const readyBook = (data: unknown): Snapshot => ({ status: "ready", book: readData(data).book, at: NOW });
export const failed = (error: Partial<SnapshotError>): Snapshot => ({
  status: error.code === "no-access" ? "no-access" : "error",
  at: null,
  error: { code: "timeout", message: "no answer within 10 s", retryable: true, ...error },
});
