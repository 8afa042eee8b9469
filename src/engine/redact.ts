import { checkSetting, refuse } from "./check.js";
import { getModel } from "./define.js";
import { isList, isObject, listOf, MINIMUM, prepare, word, type Evidence } from "./evidence.js";
import { protect, type Counts, type Masked, type Shown, type Whole } from "./privacy.js";
import { publishedChange, sum } from "./rules.js";
import { together, windowStart } from "./score.js";
import { measure, scoreAll } from "./scoring.js";
import { parseTime } from "./time.js";
import type { ClientRecord, Dataset, ScoreOptions, Trend } from "./types.js";

export interface RedactOptions extends Partial<Omit<ScoreOptions, "cohort">> {
  /** Who will read it. `internal` gets the data as it is. */
  audience?: "internal" | "client";
  /** Smallest group whose numbers are shown (default: the tenant's `min_group`, else 10). */
  minGroup?: number;
  /** Smallest count shown inside a group (default: the tenant's `min_cell`, else 5). */
  minCell?: number;
}

/** A group as the API answers it: rounded numbers, no people. */
export interface RedactedGroup {
  name: string;
  employee_count: number | null;
  scored_count: number | null;
  average_score: number | null;
  band: string | null;
  change: number | null;
  trend: Trend | null;
  distribution: Record<string, number | null> | null;
  withheld: boolean;
  min_cell: number;
  /** Bands whose null count is 1 to min_cell − 1; one of another band is not said. */
  under_min_cell: string[];
}
export type RedactedDepartment = RedactedGroup & { department_id: string };
/** `model`, where it is not the list's. */
export type RedactedClient = RedactedGroup & { client_id: string; model?: string; departments: RedactedDepartment[] };

/** A list of clients in the API's shape, which every element takes as `data`. */
export interface Redacted {
  clients: RedactedClient[];
  next_cursor: null;
  total: number;
  model: string;
  last_updated: string;
}

/** Where nobody had a score there is no change that could give one away. */
const hasAny = ({ counts }: Whole): boolean => counts.scored > 0;

interface Ends {
  name: string;
  whole: Whole;
  /** Those of them who had a score when the window began: what a change may be told of. */
  past: Whole;
  numbers: Pick<RedactedGroup, "average_score" | "band" | "change" | "trend">;
}

/**
 * What a data set may say to its readers. For the audience `client`: no names, e-mails, ids or events of people, small groups
 * withheld, small counts masked, and whatever would give those away by subtraction. Run it where the data is, on the server:
 * hiding in a browser what was already sent protects nothing.
 * @throws {RangeError} no clients, no date, an unknown model, a setting out of its range
 */
export function redact<T>(data: T, options: RedactOptions & { audience: "internal" }): T;
export function redact(data: Dataset | readonly ClientRecord[], options?: RedactOptions): Redacted;
export function redact(data: unknown, given?: RedactOptions): unknown {
  const options = given ?? {};
  if (options.audience === "internal") return data;
  const set = isObject(data) ? data : { clients: data };
  const { clients, as_of, model: own, tenant } = set as unknown as Dataset;
  if (!isList<ClientRecord>(clients)) return refuse("clients", clients, "a list of clients");
  const [where, date] = options.asOf == null && as_of != null ? ["as_of", as_of] : ["asOf", options.asOf];
  const asOf = parseTime(date) ?? refuse(where, date, "the date to score at");
  const settings = { ...tenant, ...options.tenant };
  const least = (option: "minGroup" | "minCell", name: "min_group" | "min_cell", standard: number): number => {
    const check = (value: number): number => (checkSetting(name, value, MINIMUM), value);
    const whole = check(options[option] ?? settings[name] ?? standard);
    if (typeof options[option] === "number" || !clients.length) return whole;
    // Clients are guarded together: the strictest of theirs holds for all of them.
    return Math.max(...clients.map((client) => check((isObject(client) ? client : null)?.tenant?.[name] ?? whole)));
  };
  const minGroup = least("minGroup", "min_group", 10);
  const minCell = least("minCell", "min_cell", 5);
  const common = options.model ?? own ?? "phishr";
  const { id: model } = getModel(common);
  const start = windowStart(options, asOf);

  const groups: Array<{ client: Ends; departments: Ends[]; model: string }> = clients.map((client) => {
    const { id, name, people, model: theirs, tenant: its } = isObject(client) ? client : ({} as ClientRecord);
    const model = getModel(options.model ?? (theirs || common), tenant, options.tenant, its);
    const evidence = listOf(people).map((person) => prepare(person));
    const before = measure(model, evidence, start).map(({ score }) => score);
    const now = scoreAll(model, evidence, asOf);
    const ends = (id: string, name: string, test: (one: Evidence) => boolean, departments: Ends[] = []): Ends => {
      const inside = evidence.flatMap((one, i) => (test(one) ? [i] : []));
      const old = inside.map((i) => before[i]!);
      const all = together(
        model,
        old,
        inside.map((i) => now[i]!),
      );
      const { published, band, trend, scored, distribution } = all;
      const had = old.filter((score) => score !== null).length;
      const parts = (wholes: Whole[]): Whole[][] => (wholes.length ? [wholes] : []);
      const change = all.change === null ? null : publishedChange(model, all);
      const counts = { people: inside.length, scored, distribution };
      return {
        name,
        whole: { id, counts, parts: parts(departments.map(({ whole }) => whole)) },
        past: {
          id,
          counts: { people: had, scored: had, distribution: {} },
          parts: parts(departments.map(({ past }) => past).filter(hasAny)),
        },
        numbers: { average_score: published, band, change, trend },
      };
    };
    const names = [...new Set(evidence.flatMap(({ department }) => department || []))].sort();
    const departments = names.map((one) => ends(one, one, ({ department }) => department === one));
    // Not as they come: what is no text may hold anything.
    return { client: ends(word(id), word(name ?? id), () => true, departments), departments, model: model.id };
  });
  // The book as a whole is not in the answer, but a reader who knows it from elsewhere learns no withheld client either.
  const total = (parts: readonly Whole[]): Whole => {
    const distribution = new Map<string, number>();
    const count = (of: (counts: Counts) => number): number => sum(parts.map(({ counts }) => of(counts)));
    for (const { counts } of parts)
      for (const [band, n] of Object.entries(counts.distribution))
        distribution.set(band, (distribution.get(band) ?? 0) + n);
    const counts = {
      people: count(({ people }) => people),
      scored: count(({ scored }) => scored),
      distribution: Object.fromEntries(distribution),
    };
    return { id: "", counts, parts: [parts] };
  };
  const see = (wholes: readonly Whole[]): Map<Whole, Shown> =>
    protect(wholes.length === 1 ? wholes[0]! : total(wholes), { minGroup, minCell });
  const shown = see(groups.map(({ client }) => client.whole));
  const shownPast = see(groups.map(({ client }) => client.past).filter(hasAny));
  const still = { change: null, trend: null };
  const hidden = { average_score: null, band: null, ...still };
  const view = ({ name, whole, past, numbers }: Ends): RedactedGroup => {
    const { withheld, scored, cells } = shown.get(whole)!;
    const counts: Array<[string, Masked]> = Object.entries(cells ?? {});
    return {
      name,
      employee_count: withheld ? null : whole.counts.people,
      scored_count: scored,
      ...(withheld ? hidden : numbers),
      ...(shownPast.get(past)?.withheld ? still : {}),
      distribution: cells && Object.fromEntries(counts.map(([band, { count }]) => [band, count])),
      withheld,
      min_cell: minCell,
      under_min_cell: counts.flatMap(([band, { under }]) => (under === undefined ? [] : band)),
    };
  };
  return {
    clients: groups.map(({ client, departments, model: its }) => ({
      client_id: client.whole.id,
      ...(its !== model && { model: its }),
      ...view(client),
      departments: departments.map((one) => ({ department_id: one.whole.id, ...view(one) })),
    })),
    next_cursor: null,
    total: groups.length,
    model,
    last_updated: new Date(asOf).toISOString(),
  } satisfies Redacted;
}
