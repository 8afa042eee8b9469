import {
  getModel,
  measure,
  parseTime,
  prepare,
  rollUp,
  scoreGroup,
  standing,
  trendOf,
  type EventRecord,
  type Evidence,
  type Model,
  type PersonRecord,
  type PersonScore,
  type Tenant,
  type Trend,
} from "./engine.js";
import type { Db, Queryable } from "./db.js";

export const MODELS = ["phishr", "caniphish", "moxso", "metacompliance", "infima"] as const;
export const DAY = 86_400_000;
const MINUTE = 60_000;

export interface TenantRow {
  id: string;
  name: string;
  model: string;
  settings: Tenant;
}

/** One client as it stands in memory: never changed, only replaced. */
export interface ClientState {
  readonly id: string;
  readonly name: string;
  readonly settings: Tenant;
  readonly ord: number;
  readonly version: number;
  readonly people: readonly PersonRecord[];
  readonly evidence: readonly Evidence[];
  readonly index: ReadonlyMap<string, number>;
  /** The newest event's time, epoch milliseconds; later ones than the clock's are not looked at. */
  readonly newest: number;
}

export interface Board {
  client: ClientState;
  model: Model;
  asOf: number;
  /** Days. */
  window: number;
  now: readonly PersonScore[];
  before: readonly (number | null)[];
}

export interface GroupResult {
  score: number | null;
  published: number | null;
  band: string | null;
  change: number | null;
  trend: Trend | null;
  people: number;
  scored: number;
  distribution: Record<string, number>;
}

interface ClientRow {
  id: string;
  name: string;
  settings: Tenant;
  ord: number;
  version: number;
}

/** What was worked out of one client for one date. */
interface Known {
  at: number;
  scores?: readonly PersonScore[];
  numbers?: ReadonlyArray<number | null>;
}

/** Dates and models of one client: a line of sixty points, and what else is looked at beside it. */
const KEPT = 160;

const CLIENT_COLUMNS = "id, name, settings, ord, version::float8 as version";

/**
 * The book of one tenant, kept in memory for as long as the database says it is current. Every query names the tenant,
 * and a store is made for one tenant only: there is no way to ask it about another.
 */
export class TenantStore {
  #clients = new Map<string, ClientState>();
  /** By state, not by version number: a transaction that is rolled back leaves its number to another. */
  readonly #known = new WeakMap<ClientState, Map<string, Known>>();
  readonly #boards = new WeakMap<ClientState, Board[]>();
  readonly #models = new Map<string, Model>();

  constructor(
    private readonly db: Db,
    readonly row: TenantRow,
    private readonly clock: () => number,
  ) {}

  /** Every client, or those named, as the database has them now. */
  async clients(only: readonly string[] | null): Promise<ClientState[]> {
    const rows = await this.db.query<ClientRow>(
      `select ${CLIENT_COLUMNS} from clients where tenant_id = $1 order by ord, id`,
      [this.row.id],
    );
    const seen = rows.filter((row) => only === null || only.includes(row.id));
    const states: ClientState[] = [];
    for (const row of seen) states.push(await this.#current(this.db, row));
    return states;
  }

  /** The client as it is inside a transaction that holds its row. */
  async clientIn(tx: Queryable, id: string): Promise<ClientState> {
    const [row] = await tx.query<ClientRow>(`select ${CLIENT_COLUMNS} from clients where tenant_id = $1 and id = $2`, [
      this.row.id,
      id,
    ]);
    if (!row) throw new Error(`client ${id} is gone`);
    return this.#current(tx, row);
  }

  /** What a transaction made is what memory holds once it is committed. */
  keep(state: ClientState): void {
    const known = this.#clients.get(state.id);
    if (!known || known.version < state.version) this.#clients.set(state.id, state);
  }

  async #current(from: Queryable, row: ClientRow): Promise<ClientState> {
    const known = this.#clients.get(row.id);
    if (known && known.version === row.version) return known;
    const state = await this.#load(from, row);
    // A transaction may still be rolled back: what it reads is not remembered.
    if (from === this.db) this.keep(state);
    return state;
  }

  async #load(from: Queryable, row: ClientRow): Promise<ClientState> {
    // One row for each person: a row for each event takes three times as long to read.
    const people = await from.query<{ id: string; record: PersonRecord; events: EventRecord[] }>(
      `select p.id, p.record, coalesce(
                (select jsonb_agg(e.body order by e.seq) from events e where e.tenant_id = p.tenant_id and e.person_id = p.id),
                '[]') as events
         from people p where p.tenant_id = $1 and p.client_id = $2 order by p.ord, p.id`,
      [this.row.id, row.id],
    );
    const records = people.map(({ id, record, events }) => ({ ...record, id, events }));
    return {
      ...row,
      people: records,
      evidence: records.map((record) => prepare(record)),
      index: new Map(records.map((record, i) => [record.id, i])),
      newest: newestOf(
        records.flatMap((record) => record.events),
        this.clock(),
      ),
    };
  }

  /** The date that "now" means: whole minutes, so that answers can be compared, but never before what is known. */
  now(states: readonly ClientState[]): number {
    const clock = this.clock();
    const newest = Math.max(0, ...states.map((state) => (state.newest <= clock ? state.newest : 0)));
    return Math.max(Math.floor(clock / MINUTE) * MINUTE, newest);
  }

  settings(client: ClientState): Tenant {
    return { ...this.row.settings, ...client.settings };
  }

  /** The model under the client's settings. */
  modelFor(client: ClientState, { id }: Model): Model {
    const settings = this.settings(client);
    const key = JSON.stringify([id, settings]);
    let model = this.#models.get(key);
    if (!model) {
      if (this.#models.size > 500) this.#models.clear();
      this.#models.set(key, (model = getModel(id, settings)));
    }
    return model;
  }

  /**
   * Every person of a client at a date, in the client's order.
   * @param only ids of those who are asked about, in that order
   */
  scores(
    client: ClientState,
    model: Model,
    asOf: number,
    only: readonly string[] | null = null,
  ): readonly PersonScore[] {
    const adjusted = this.modelFor(client, model);
    if (!only)
      return this.#once(client, adjusted, asOf, "scores", (people) => scoreGroup(people, { model: adjusted, asOf }));
    const evidence = only.map((id) => client.evidence[client.index.get(id)!]!);
    return scoreGroup(evidence, { model: adjusted, asOf });
  }

  /** The same without the reasons: what a line over time and the other end of a window need. */
  numbers(client: ClientState, model: Model, asOf: number): ReadonlyArray<number | null> {
    const adjusted = this.modelFor(client, model);
    return this.#once(client, adjusted, asOf, "numbers", (people) =>
      measure(adjusted, people, asOf).map(({ score }) => score),
    );
  }

  #once<K extends "scores" | "numbers">(
    client: ClientState,
    model: Model,
    at: number,
    kind: K,
    make: (people: readonly Evidence[]) => NonNullable<Known[K]>,
  ): NonNullable<Known[K]> {
    let all = this.#known.get(client);
    if (!all) this.#known.set(client, (all = new Map()));
    const key = JSON.stringify([model.id, this.settings(client), at]);
    const known: Known = all.get(key) ?? { at };
    const made = (known[kind] ??= make(client.evidence) as Known[K]) as NonNullable<Known[K]>;
    // Set last, so that the order is that of use.
    all.delete(key);
    all.set(key, known);
    for (const oldest of all.keys()) {
      if (all.size <= KEPT) break;
      all.delete(oldest);
    }
    return made;
  }

  /** The client with more events, its version the next. Only the people concerned are prepared again. */
  withEvents(state: ClientState, added: ReadonlyMap<string, readonly EventRecord[]>, version: number): ClientState {
    const all = [...added.values()].flat();
    const newest = Math.max(state.newest, newestOf(all, this.clock()));
    const grown = (id: string, events: readonly EventRecord[]): EventRecord[] => [...events, ...(added.get(id) ?? [])];
    return this.#changed({ ...state, newest }, version, all, grown, added.keys(), state);
  }

  /** The client without one event of a person. */
  withoutEvent(state: ClientState, person: string, event: string, version: number): ClientState {
    const events = state.people[state.index.get(person)!]?.events ?? [];
    const gone = events.filter(({ id }) => id === event);
    return this.#changed(state, version, gone, (_, all) => all.filter(({ id }) => id !== event), [person]);
  }

  #changed(
    state: ClientState,
    version: number,
    moved: readonly EventRecord[],
    change: (person: string, events: readonly EventRecord[]) => EventRecord[],
    whom: Iterable<string>,
    before = state,
  ): ClientState {
    const people = [...state.people];
    const evidence = [...state.evidence];
    for (const id of whom) {
      const i = state.index.get(id);
      if (i === undefined) continue;
      people[i] = { ...people[i]!, events: change(id, people[i]!.events ?? []) };
      evidence[i] = prepare(people[i]);
    }
    const next = { ...state, people, evidence, version };
    // Nothing that is later than a date counts at it: what was scored for dates before the first of these events stays.
    const first = Math.min(...moved.map(({ at }) => parseTime(at) ?? -Infinity));
    const known = [...(this.#known.get(before) ?? [])].filter(([, { at }]) => at < first);
    this.#known.set(next, new Map(known.map(([key, value]) => [key, { ...value }])));
    return next;
  }

  /** A client at both ends of a window; one answer asks for it several times. */
  board(client: ClientState, model: Model, asOf: number, window: number): Board {
    const adjusted = this.modelFor(client, model);
    let all = this.#boards.get(client);
    if (!all) this.#boards.set(client, (all = []));
    let board = all.find((one) => one.model === adjusted && one.asOf === asOf && one.window === window);
    if (!board) {
      const before = this.numbers(client, model, asOf - window * DAY);
      const now = this.scores(client, model, asOf).map((score, i) => ({
        ...score,
        ...trendOf(model, before[i] ?? null, score.score),
      }));
      board = { client, model: adjusted, asOf, window, now, before };
      all.push(board);
      if (all.length > 6) all.shift();
    }
    return board;
  }
}

/** The roll-up of those people of the boards whom `take` accepts. */
export function rollUpOf(
  boards: readonly Board[],
  model: Model,
  take: (person: PersonRecord, index: number) => boolean = () => true,
): GroupResult {
  const now: (number | null)[] = [];
  const before: (number | null)[] = [];
  const distribution: Record<string, number> = Object.fromEntries(model.bands.map((band) => [band.id, 0]));
  for (const board of boards) {
    board.client.people.forEach((person, i) => {
      if (!take(person, i)) return;
      const score = board.now[i]!;
      now.push(score.score);
      before.push(board.before[i] ?? null);
      if (score.band !== null) distribution[score.band] = (distribution[score.band] ?? 0) + 1;
    });
  }
  const score = rollUp(model, now);
  return {
    ...standing(model, score),
    ...trendOf(model, rollUp(model, before), score),
    people: now.length,
    scored: now.filter((value) => value !== null).length,
    distribution,
  };
}

function newestOf(events: readonly EventRecord[], clock: number): number {
  let newest = 0;
  for (const event of events) {
    const at = parseTime(event.at);
    if (at !== null && at <= clock && at > newest) newest = at;
  }
  return newest;
}

/** Stores by tenant, made when first asked for. */
export class Stores {
  readonly #stores = new Map<string, TenantStore>();

  constructor(
    private readonly db: Db,
    private readonly clock: () => number,
  ) {}

  /** Null for a tenant that does not exist. */
  async tenant(id: string): Promise<TenantStore | null> {
    const [row] = await this.db.query<TenantRow>("select id, name, model, settings from tenants where id = $1", [id]);
    if (!row) {
      this.#stores.delete(id);
      return null;
    }
    const known = this.#stores.get(id);
    if (known) {
      Object.assign(known.row, row);
      return known;
    }
    const store = new TenantStore(this.db, row, this.clock);
    this.#stores.set(id, store);
    return store;
  }
}
