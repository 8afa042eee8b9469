import type { ScoreChange } from "../../src/data/api-types.js";
import type { Db, Queryable } from "./db.js";
import { getModel, transitions, type EventRecord, type Model, type PersonScore } from "./engine.js";
import { iso } from "./http.js";
import type { Message, Messages } from "./messages.js";
import { MODELS, type ClientState, type TenantStore } from "./store.js";
import { assign } from "./training.js";
import { enqueueWebhook } from "./webhooks.js";

export interface Sink {
  db: Db;
  messages: Messages;
  clock: () => number;
}

/** What is to be told and done about a client, collected before any of it is. */
interface News {
  messages: Omit<Message, "seq">[];
  /** People who are to be trained. */
  due: Set<string>;
  critical: ScoreChange[];
}

/**
 * What follows from new evidence, and from the time that has passed since it was last looked: history, messages,
 * training and web hooks. Within a transaction that holds the client's row.
 * @returns the client as it is afterwards
 */
export async function consequences(
  sink: Sink,
  tx: Queryable,
  store: TenantStore,
  before: ClientState,
  after: ClientState,
  byPerson: ReadonlyMap<string, readonly EventRecord[]>,
): Promise<ClientState> {
  const tenant = store.row.id;
  const asOf = store.now([after]);
  const settings = store.settings(after);
  const news: News = { messages: [], due: new Set(), critical: [] };
  const own = getModel(store.row.model, settings);
  const [row] = await tx.query<{ at: number | null }>(
    "select looked_at::float8 as at from clients where tenant_id = $1 and id = $2",
    [tenant, after.id],
  );
  const since = row?.at ?? null;
  if (since !== null && since < asOf) {
    // Credits fade, courses expire, an event may carry a time that had not come yet: bands are entered in silence, too.
    const was = store.scores(before, own, since);
    const is = store.scores(before, own, asOf);
    collect(news, before, own, was, is, (score, old) => score.band !== old.band);
  }
  const history: HistoryRow[] = [];
  for (const id of before === after ? [] : MODELS) {
    const model = getModel(id, settings);
    // Where people are not compared with each other, nobody else's score can have changed.
    const only = model.measureAll ? null : [...byPerson.keys()];
    const was = store.scores(before, model, asOf, only);
    const is = store.scores(after, model, asOf, only);
    // A cohort moves with one of its members by itself: the others are told, but only they made a calculation.
    for (const score of is) if (byPerson.has(score.id)) history.push({ kind: "employee", ...score });
    collect(news, after, model, was, is, (score, old) => score.score !== old.score, id === own.id);
  }
  await record(tx, tenant, history);
  for (const change of news.critical) await enqueueWebhook(tx, store, sink.clock(), settings, change);
  let state = after;
  for (const person of settings.auto_trigger_training === false ? [] : news.due) {
    const ref = "adaptive-training";
    const assigned = await assign(sink, tx, store, state, { person, ref, row: null, automatic: true });
    state = assigned.state;
    if (assigned.created) news.messages.push({ client: after.id, kind: "training", body: assigned.assignment });
  }
  await sink.messages.append(tx, tenant, news.messages);
  await tx.query("update clients set looked_at = $3::float8::bigint where tenant_id = $1 and id = $2", [
    ...[tenant, after.id],
    Math.max(asOf, since ?? 0),
  ]);
  return state;
}

/** @param alarms whether entering a band has consequences: five models would raise each alarm five times */
function collect(
  news: News,
  client: ClientState,
  model: Model,
  was: readonly PersonScore[],
  is: readonly PersonScore[],
  isNews: (score: PersonScore, old: PersonScore) => boolean,
  alarms = true,
): void {
  for (const [i, score] of is.entries()) {
    const old = was[i]!;
    if (isNews(score, old))
      news.messages.push({ client: client.id, kind: "score", body: changeOf(client, old, score) });
  }
  for (const { id, critical, training } of alarms ? transitions(model, was, is) : []) {
    const i = is.findIndex((score) => score.id === id);
    if (training) news.due.add(id);
    if (critical) news.critical.push(changeOf(client, was[i]!, is[i]!));
  }
}

function changeOf(client: ClientState, old: PersonScore, score: PersonScore): ScoreChange {
  return {
    employee_id: score.id,
    client_id: client.id,
    department_id: client.people[client.index.get(score.id)!]!.department ?? null,
    model: score.model,
    score: score.published,
    exact_score: score.score,
    band: score.band,
    previous_score: old.published,
    previous_band: old.band,
    last_updated: iso(score.asOf),
  };
}

export interface HistoryRow {
  kind: "employee" | "client" | "department";
  id: string;
  model: string;
  asOf: number;
  score: number | null;
  published: number | null;
  band: string | null;
}

/** One record for each calculation: the same subject, model and date is the same calculation, and the last one stands. */
export async function record(tx: Queryable, tenant: string, rows: readonly HistoryRow[]): Promise<void> {
  if (rows.length === 0) return;
  const values = rows.map(({ kind, id, model, asOf, score, published, band }) => ({
    ...{ kind, id, model, at: asOf },
    ...{ score, published, band },
  }));
  await tx.query(
    `insert into history (tenant_id, kind, subject_id, model, at, score, published, band)
     select $1, x.kind, x.id, x.model, x.at, x.score, x.published, x.band
       from jsonb_to_recordset($2::jsonb)
         as x(kind text, id text, model text, at bigint, score float8, published float8, band text)
     on conflict (tenant_id, kind, subject_id, model, at)
     do update set score = excluded.score, published = excluded.published, band = excluded.band`,
    [tenant, JSON.stringify(values)],
  );
}
