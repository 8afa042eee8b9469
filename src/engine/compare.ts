import { getModel, modelOf } from "./define.js";
import { listed, refuse } from "./check.js";
import { isList, known, listOf, prepare, type Evidence } from "./evidence.js";
import { finish } from "./finish.js";
import { riskSign, standing } from "./rules.js";
import { instant, scoreGroup } from "./score.js";
import { measure } from "./scoring.js";
import { EVENT_TYPES, type ClientRecord, type Model, type PersonScore, type Raw, type ScoreOptions } from "./types.js";

export interface CompareOptions extends Pick<ScoreOptions, "asOf" | "tenant"> {
  /** Ids, or models from `defineModel`; the first is the one that others are compared with. */
  models: ReadonlyArray<string | Model>;
}

export interface ModelComparison {
  /** One entry for each model asked for, in that order, in every list here. */
  models: string[];
  people: Array<{
    id: string;
    client: string;
    scores: PersonScore[];
    /** Where the published score lies on its scale: 0 the safest end, 1 the riskiest; null without a score. */
    levels: Array<number | null>;
  }>;
  /** Rank agreement of each pair over the people scored by both. */
  agreement: Array<{ a: string; b: string; tau: number | null }>;
  /** People whom the first model puts in band `from`, and whose level under `model` lies in its band `to`. */
  moved: Array<{ id: string; client: string; model: string; from: string; to: string }>;
}

/**
 * Rank agreement of two lists over the same owners, −1 to 1 (Kendall's τ-b): of all pairs of owners, those that both lists
 * put the same way round less those they put the opposite way round, divided by √((pairs − pairs tied in a) × (pairs − pairs
 * tied in b)). Owners that either list has nothing for are left out. Null where a list has no two different values.
 * Source: M. G. Kendall, The treatment of ties in ranking problems, Biometrika 33 (1945).
 */
export function kendallTauB(a: ReadonlyArray<number | null>, b: ReadonlyArray<number | null>): number | null {
  listed("b", b);
  const both = [...listed("a", a)].flatMap((x, i) => (x === null || b[i] == null ? [] : [[x, b[i]] as const]));
  both.sort(([a1, b1], [a2, b2]) => a1 - a2 || b1 - b2);
  const tied = (key: (pair: readonly [number, number]) => unknown): number => {
    const counts = new Map<unknown, number>();
    let pairs = 0;
    for (const pair of both) {
      const count = counts.get(key(pair)) ?? 0;
      pairs += count;
      counts.set(key(pair), count + 1);
    }
    return pairs;
  };
  // A Fenwick tree over the places of b: how many before this one have more.
  const places = new Map([...new Set(both.map(([, y]) => y))].sort((x, y) => x - y).map((y, i) => [y, i + 1]));
  const tree = new Uint32Array(places.size + 1);
  let opposite = 0;
  both.forEach(([, y], before) => {
    opposite += before;
    for (let i = places.get(y)!; i > 0; i -= i & -i) opposite -= tree[i]!;
    for (let i = places.get(y)!; i < tree.length; i += i & -i) tree[i]!++;
  });
  const pairs = (both.length * (both.length - 1)) / 2;
  const [tiedA, tiedB] = [tied(([x]) => x), tied(([, y]) => y)];
  const below = Math.sqrt((pairs - tiedA) * (pairs - tiedB));
  return below ? (pairs - tiedA - tiedB + tied(([x, y]) => `${x} ${y}`) - 2 * opposite) / below : null;
}

/** A share of the scale counted from its safe end as one counted from the low one, and the other way round. */
const fromSafe = (model: Model, share: number): number => (riskSign(model) > 0 ? share : 1 - share);

/** Clients as far as they are any: one without a list of people has none. */
const clientsOf = (clients: readonly ClientRecord[]) =>
  isList<Partial<ClientRecord> | null | undefined>(clients)
    ? clients.map((one) => ({ id: one?.id ?? "", tenant: one?.tenant, people: listOf(one?.people) }))
    : refuse("clients", clients, "a list of clients");

/**
 * The same people under several models, on one scale.
 * @throws {RangeError} no list of clients or of models, else as `scoreClient`
 */
export function compareModels(clients: readonly ClientRecord[], options: CompareOptions): ModelComparison {
  if (!isList(options?.models)) return refuse("models", options?.models, "a list of models");
  const chosen = options.models.map((model) => getModel(model, options.tenant));
  const people = clientsOf(clients).flatMap(({ id: client, people, tenant }) => {
    const evidence = people.map((person) => prepare(person));
    const all = options.models.map((model) =>
      scoreGroup(evidence, { model: getModel(model, options.tenant, tenant), asOf: options.asOf }),
    );
    return evidence.map(({ id }, i) => {
      const scores = all.map((group) => group[i]!);
      const levels = scores.map(({ published }, m) => {
        const [low, high] = chosen[m]!.scale;
        return published === null ? null : fromSafe(chosen[m]!, (published - low) / (high - low));
      });
      return { id, client, scores, levels };
    });
  });
  const models = chosen.map(({ id }) => id);
  const agreement = models.flatMap((a, i) =>
    models.slice(i + 1).map((b, k) => ({
      a,
      b,
      tau: kendallTauB(
        people.map(({ levels }) => levels[i]!),
        people.map(({ levels }) => levels[i + 1 + k]!),
      ),
    })),
  );
  const moved = people.flatMap(({ id, client, scores, levels }) =>
    models.slice(1).flatMap((model, k) => {
      const first = chosen[0]!;
      const [low, high] = first.scale;
      const level = levels[k + 1]!;
      const from = scores[0]!.band;
      if (from === null || level === null) return [];
      const to = standing(first, low + fromSafe(first, level) * (high - low)).band!;
      return from === to ? [] : { id, client, model, from, to };
    }),
  );
  return { models, people, agreement, moved };
}

const FIELDS = ["department", "role", "business_impact", "cohortMean", "breaches"] as const;

/** A person without one of the signals. */
const without = (evidence: Evidence, signal: string): Evidence => ({
  ...evidence,
  ...((FIELDS as readonly string[]).includes(signal) && {
    [signal]: { cohortMean: null, breaches: [] as const }[signal] ?? "",
  }),
  events: evidence.events.filter(({ type }) => type !== signal),
  measures: new Map([...evidence.measures].filter(([name]) => name !== signal)),
});

/** Whether somebody has something that is taken out so. */
function has(evidence: Evidence, signal: string): boolean {
  const field = FIELDS.find((one) => one === signal);
  const value = field && evidence[field];
  return (
    (isList(value) ? value.length > 0 : !!field && value !== null && value !== "") ||
    evidence.events.some(({ type }) => type === signal) ||
    !!evidence.measures.get(signal)?.length
  );
}

/** People scored between two breaths. */
const BREATH = 64;

/** As `unseenSignals`, from evidence that is read already; takes a breath now and then. */
export function* unseenAmong(
  clients: ReadonlyArray<{ model: Model; evidence: readonly Evidence[] }>,
  asOf: number,
): Generator<undefined, string[]> {
  const groups: Array<{ model: Model; people: Evidence[]; now: Raw[] }> = [];
  for (const { model, evidence } of clients) {
    const people = evidence.map((one) => known(one, asOf));
    groups.push({ model, people, now: measure(model, people, asOf) });
    yield;
  }
  const names = new Set<string>(EVENT_TYPES);
  for (const { people } of groups)
    for (const { measures } of people) for (const name of measures.keys()) names.add(name);
  for (const field of FIELDS) names.add(field);
  const there = [...names].filter((name) => groups.some(({ people }) => people.some((one) => has(one, name))));
  const same = (a: Raw, b: Raw): boolean => a.score === b.score && a.coverage === b.coverage;
  const unseen: string[] = [];
  for (const signal of there) {
    let counts = false;
    for (const { model, people, now } of groups) {
      if (model.measureAll) {
        const then = people.map((one) => without(one, signal));
        counts = measure(model, then, asOf).some((raw, i) => !same(raw, now[i]!));
        yield;
      } else
        for (let i = 0; i < people.length; i++) {
          const one = people[i]!;
          if (i % BREATH === 0) yield;
          // Whoever has nothing of it is the same without.
          counts = has(one, signal) && !same(model.measure(without(one, signal), asOf), now[i]!);
          if (counts) break;
        }
      if (counts) break;
    }
    if (!counts) unseen.push(signal);
  }
  return unseen;
}

/**
 * What a model cannot see in this data: event types, measures and fields that are there and without which nobody's score or
 * coverage would be any different.
 * @throws {RangeError} no list of clients, else as `scoreClient`
 */
export function unseenSignals(
  clients: readonly ClientRecord[],
  options: Omit<ScoreOptions, "cohort" | "window">,
): string[] {
  const asOf = instant("asOf", options?.asOf);
  const groups = clientsOf(clients).map(({ people, tenant }) => ({
    model: modelOf(options, tenant),
    evidence: people.map((person) => prepare(person)),
  }));
  return finish(unseenAmong(groups, asOf));
}
