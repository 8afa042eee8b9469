import {
  getModel,
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

const CLIENT_COLUMNS = "id, name, settings, ord, version::float8 as version";

/**
 * The book of one tenant, kept in memory for as long as the database says it is current. Every query names the tenant,
 * and a store is made for one tenant only: there is no way to ask it about another.
 */
export class TenantStore {
  #clients = new Map<string, ClientState>();
  /** By state, not by version number: a transaction that is rolled back leaves its number to another. */
  readonly #scores = new WeakMap<ClientState, Map<string, readonly PersonScore[]>>();

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
    const key = [this.row.id, row.id];
    const people = await from.query<{ id: string; record: PersonRecord }>(
      "select id, record from people where tenant_id = $1 and client_id = $2 order by ord, id",
      key,
    );
    const events = await from.query<{ person_id: string; body: EventRecord }>(
      `select e.person_id, e.body from events e
         join people p on p.tenant_id = e.tenant_id and p.id = e.person_id
        where e.tenant_id = $1 and p.client_id = $2 order by e.seq`,
      key,
    );
    const byPerson = new Map<string, EventRecord[]>();
    for (const { person_id, body } of events) {
      const list = byPerson.get(person_id);
      if (list) list.push(body);
      else byPerson.set(person_id, [body]);
    }
    const records = people.map(({ id, record }) => ({ ...record, id, events: byPerson.get(id) ?? [] }));
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
  modelFor(client: ClientState, model: Model): Model {
    return getModel(model.id, this.settings(client));
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
    if (only) {
      const evidence = only.map((id) => client.evidence[client.index.get(id)!]!);
      return scoreGroup(evidence, { model: adjusted, asOf });
    }
    let known = this.#scores.get(client);
    if (!known) this.#scores.set(client, (known = new Map()));
    const key = JSON.stringify([adjusted.definition, asOf]);
    const scores = known.get(key) ?? scoreGroup(client.evidence, { model: adjusted, asOf });
    // Set last, so that the order is that of use.
    known.delete(key);
    known.set(key, scores);
    for (const oldest of known.keys()) {
      if (known.size <= 64) break;
      known.delete(oldest);
    }
    return scores;
  }

  board(client: ClientState, model: Model, asOf: number, window: number): Board {
    const before = this.scores(client, model, asOf - window * DAY).map((score) => score.score);
    const now = this.scores(client, model, asOf).map((score, i) => ({
      ...score,
      ...trendOf(model, before[i] ?? null, score.score),
    }));
    return { client, model: this.modelFor(client, model), asOf, now, before };
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

/** The client with more events, its version the next. Only the people concerned are prepared again. */
export function withEvents(
  state: ClientState,
  added: ReadonlyMap<string, readonly EventRecord[]>,
  version: number,
  clock: number,
): ClientState {
  const people = [...state.people];
  const evidence = [...state.evidence];
  for (const [id, events] of added) {
    const i = state.index.get(id);
    if (i === undefined) continue;
    const person = people[i]!;
    people[i] = { ...person, events: [...(person.events ?? []), ...events] };
    evidence[i] = prepare(people[i]);
  }
  const newest = Math.max(state.newest, newestOf([...added.values()].flat(), clock));
  return { ...state, people, evidence, version, newest };
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
