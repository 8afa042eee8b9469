import { getModel, LONGEST, type Model, type PersonRecord } from "./engine.js";
import { ApiError, Query, type Ctx } from "./http.js";
import { DAY, MODELS, type Board, type ClientState, type Stores, type TenantStore } from "./store.js";
import type { Access } from "./tokens.js";

/** What a request may see, and how it wants it scored. Everything that a route answers is taken from here. */
export interface View {
  access: Access;
  store: TenantStore;
  query: Query;
  model: Model;
  /** Epoch milliseconds. */
  asOf: number;
  /** The newest date that the audience may ask about, epoch milliseconds. */
  today: number;
  /** Whether the request named the date. */
  dated: boolean;
  /** Days. */
  window: number;
  /** The clients that the token covers. */
  clients: readonly ClientState[];
}

/** @param pinned a date that a cursor carries */
export async function viewOf(c: Ctx, stores: Stores, pinned?: number): Promise<View> {
  const access = c.get("access");
  const store = await stores.tenant(access.tenant);
  if (!store) throw new ApiError("unauthorized");
  const query = new Query(c);
  const model = getModel(query.choice("model", MODELS, store.row.model as (typeof MODELS)[number]), store.row.settings);
  const window = query.integer("window", [1, LONGEST], 90);
  const asked = pinned ?? query.time("as_of");
  const clients = await store.clients(access.clients);
  const now = store.now(clients);
  const today = dateFor(access, now, now);
  const asOf = dateFor(access, asked ?? now, now);
  return { access, store, query, model, asOf, today, dated: query.time("as_of") !== null, window, clients };
}

/**
 * The audience `client` sees whole UTC days that are over: two looks around one person's event would otherwise show what
 * it did to their group.
 */
export function dateFor(access: Access, asked: number, now: number): number {
  return access.audience === "client" ? Math.floor(Math.min(asked, now) / DAY) * DAY : asked;
}

export function boardsOf(view: View, clients: readonly ClientState[] = view.clients): Board[] {
  return clients.map((client) => view.store.board(client, view.model, view.asOf, view.window));
}

/** The client by its id, if the token covers it. */
export function clientOf(view: View, id: string): ClientState {
  const client = view.clients.find((state) => state.id === id);
  if (!client) throw new ApiError("not-found");
  return client;
}

export function personOf(view: View, id: string): { client: ClientState; index: number; person: PersonRecord } {
  if (view.access.audience === "client") throw noPeople();
  for (const client of view.clients) {
    const index = client.index.get(id);
    if (index !== undefined) return { client, index, person: client.people[index]! };
  }
  throw new ApiError("not-found");
}

/** Said before anything is looked up, so that the answer does not depend on whether the person exists. */
export const noPeople = (): ApiError =>
  new ApiError("no-access", "Tokens of the audience client see groups, not single people.");

/** The clients that a `client` parameter leaves. */
export function chosenClients(view: View): readonly ClientState[] {
  const id = view.query.text("client");
  return id === null ? view.clients : [clientOf(view, id)];
}

/** Where numbers order by risk: the riskiest are the largest. */
export const riskOf = (model: Model, score: number): number =>
  model.direction === "lower-is-riskier" ? -score : score;

/** Sorted rows, one page of them, and where the next begins. Rows without a key come last either way. */
export function pageOf<T extends { id: string; key: number | string | null }>(
  rows: T[],
  descending: boolean,
  limit: number,
  after: { key: number | string | null; id: string } | null,
): { page: T[]; last: T | null } {
  const compare = (
    a: { id: string; key: number | string | null },
    b: { id: string; key: number | string | null },
  ): number => {
    if (a.key === null || b.key === null) {
      if (a.key !== b.key) return a.key === null ? 1 : -1;
    } else if (a.key !== b.key) return (a.key < b.key ? -1 : 1) * (descending ? -1 : 1);
    return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
  };
  rows.sort(compare);
  const start = after === null ? 0 : rows.findIndex((row) => compare(row, after) > 0);
  const page = start < 0 ? [] : rows.slice(start, start + limit);
  const more = start >= 0 && start + limit < rows.length;
  return { page, last: more ? (page.at(-1) ?? null) : null };
}
