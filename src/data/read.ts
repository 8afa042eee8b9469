import { isObject } from "../engine/evidence.js";
import { inSeconds, parseTime } from "../engine/time.js";
import type { Contribution, Trend } from "../engine/types.js";
import { at, Kit, type Answers, type Fields, type Reading } from "./records.js";
import type { ClientInput, GroupInput, PersonInput, SuppliedGroup, SuppliedScore } from "./types.js";

export { DataError, type Reading } from "./records.js";

/** Answers of the published API name no model: they are this one's (source 003). */
const PUBLISHED = "moxso";
const TRENDS = ["improving", "stable", "worsening"];

/** Epoch ms; null where a date is there and cannot be read, which is not the same as none: that is asked for now. */
function updated(o: Fields, path: string, kit: Kit): number | null | undefined {
  const time = (key: string): number | undefined => {
    const good = (v: unknown): boolean => parseTime(v) !== null && !inSeconds(v);
    const read = kit.field(o, path, key, good, "epoch milliseconds or a time with an offset");
    return parseTime(read) ?? undefined;
  };
  return time("last_updated") ?? time("asOf") ?? ((o.last_updated ?? o.asOf) == null ? undefined : null);
}

function numbers(o: Fields, path: string, score: string, kit: Kit): SuppliedScore {
  const plain = kit.number(o, path, score);
  const published = kit.number(o, path, "published") ?? plain ?? null;
  return {
    score: published === null ? null : (kit.number(o, path, "exact_score") ?? plain ?? published),
    published,
    band: kit.text(o, path, "band"),
    asOf: updated(o, path, kit),
    change: kit.number(o, path, "change"),
    trend: kit.field<Trend>(o, path, "trend", (v) => TRENDS.includes(v as string), "improving, stable or worsening"),
    coverage: kit.number(o, path, "coverage"),
  };
}

/** An object's entries that pass, under their own names: `__proto__` is one like any other. */
function entries<T>(
  o: Fields,
  path: string,
  key: string,
  kit: Kit,
  read: (values: Fields, here: string, id: string) => T | undefined,
): Record<string, T> | undefined {
  const values = kit.field<Fields>(o, path, key, isObject, "an object of numbers");
  if (!values) return undefined;
  const found = Object.keys(values).flatMap((id): Array<[string, T]> => {
    const value = read(values, at(path, key), id);
    return value === undefined ? [] : [[id, value]];
  });
  return Object.fromEntries(found);
}

function rows(o: Fields, path: string, kit: Kit): Contribution[] | undefined {
  if (o.contributions === undefined || o.contributions === null) return undefined;
  return kit.each(kit.list(o, path, "contributions"), at(path, "contributions"), (row, here) => {
    const id = kit.text(row, here, "id");
    const points = kit.number(row, here, "points");
    if (id === undefined || points === undefined) return kit.bad(here, row, "a row with id and points");
    const more = (["value", "weight", "count", "latest"] as const).flatMap((key): Array<[string, number]> => {
      const value = kit.number(row, here, key);
      return value === undefined ? [] : [[key, value]];
    });
    const band = kit.text(row, here, "band");
    return {
      id,
      points,
      ...Object.fromEntries(more),
      ...(band !== undefined && { band }),
      ...(row.stale === true && { stale: true }),
    };
  });
}

function groupNumbers(o: Fields, path: string, kit: Kit): SuppliedGroup {
  const whole = (n: unknown): boolean => Number.isInteger(n) && (n as number) >= 0;
  const count = (values: Fields, here: string, id: string): number | null =>
    kit.field<number>(values, here, id, whole, "a count") ?? null;
  const people =
    kit.field<number>(o, path, "employee_count", whole, "a count") ??
    (Array.isArray(o.people) ? o.people.length : undefined);
  // Of more people than there are nobody can have a score.
  const among = (key: string): number | undefined =>
    people === undefined
      ? kit.field(o, path, key, whole, "a count")
      : kit.field(o, path, key, (n) => whole(n) && (n as number) <= people, `a count of at most ${people}`);
  return {
    ...numbers(o, path, "average_score" in o ? "average_score" : "score", kit),
    people,
    scored: among("scored_count") ?? among("scored"),
    distribution: entries(o, path, "distribution", kit, count),
    under: kit.number(o, path, "min_cell"),
    small: kit.list(o, path, "under_min_cell").filter((id) => typeof id === "string"),
    withheld: o.withheld === true,
  };
}

/**
 * What summaries of clients come to: their people by band, where those are of one model. What a score over all would be,
 * they do not say. @param model whose numbers are those of clients that name none
 */
function sumOf(clients: readonly ClientInput[], model: string | undefined): SuppliedGroup | undefined {
  if (!clients.length || clients.some(({ supplied }) => !supplied)) return undefined;
  const add = (of: (one: SuppliedGroup) => number | null | undefined): number | null => {
    const all = clients.map(({ supplied }) => of(supplied!) ?? null);
    return all.includes(null) ? null : all.reduce<number>((sum, n) => sum + n!, 0);
  };
  const alike = new Set(clients.map((client) => client.model ?? model)).size === 1;
  const bands = new Set(clients.flatMap(({ supplied }) => Object.keys(supplied!.distribution ?? {})));
  const inBand = (band: string): number | null =>
    add(({ distribution: counts }) => counts && (Object.hasOwn(counts, band) ? counts[band] : 0));
  return {
    score: null,
    people: add(({ people }) => people),
    scored: add(({ scored }) => scored),
    distribution: alike && bands.size ? Object.fromEntries([...bands].map((band) => [band, inBand(band)])) : undefined,
  };
}

function group(o: Fields, path: string, kit: Kit): GroupInput | undefined {
  const id = kit.text(o, path, "department_id");
  if (id === undefined) return kit.bad(at(path, "department_id"), o.department_id, "the department's id");
  return { id, name: kit.text(o, path, "name"), kind: "department", supplied: groupNumbers(o, path, kit) };
}

/** People of a list by the client that each names. */
function byClient(items: readonly unknown[], path: string, kit: Kit): void {
  const { people, skipped } = kit.people(items, path);
  const homes = new Map<string, { name: string | undefined; people: PersonInput[] }>();
  let next = 0;
  items.forEach((item, i) => {
    if (skipped?.includes(i)) return;
    const o = item as Fields;
    const here = `${path}[${i}]`;
    const id = kit.text(o, here, "client_id") ?? "";
    const home = homes.get(id) ?? { name: kit.text(o, here, "client_name"), people: [] };
    homes.set(id, home);
    home.people.push(people[next++]!);
  });
  for (const [id, home] of homes) kit.clients.push({ id, ...home, ...(homes.size === 1 && { path, skipped }) });
}

const answers: Answers = {
  person(o, path, kit) {
    const api = "employee_id" in o;
    const key = api ? "employee_id" : "id";
    const id = kit.text(o, path, key);
    if (id === undefined) return kit.bad(at(path, key), o[key], "the person's id");
    return {
      id,
      name: kit.text(o, path, "name"),
      email: kit.text(o, path, "email"),
      department: kit.text(o, path, api ? "department_id" : "department"),
      role: kit.text(o, path, "role"),
      supplied: {
        ...numbers(o, path, "score", kit),
        signals: entries(o, path, "signals", kit, (values, here, id) => kit.number(values, here, id)),
        contributions: rows(o, path, kit),
      },
    };
  },
  client: (o, path, kit) => ({
    groups: kit.each(kit.list(o, path, "departments"), at(path, "departments"), (one, here) => group(one, here, kit)),
    supplied: groupNumbers(o, path, kit),
  }),
  top(input, kit) {
    const { book, clients } = kit;
    const listed: readonly unknown[] | null = Array.isArray(input) ? input : null;
    const o = (listed ? listed.find(isObject) : input) as Fields;
    const each = <T>(key: string, expected: string, read: (items: readonly unknown[], path: string) => T): T => {
      const items = listed ?? o[key];
      return Array.isArray(items) ? read(items, listed ? "" : key) : kit.fail(key, items, expected);
    };
    // A dataset some of whose clients came as summaries is a dataset.
    if ("as_of" in o) return false;
    book.given = kit.text(o, "", "model");
    book.model = book.given ?? PUBLISHED;
    // A list is as new as the newest in it.
    const dates = (listed ?? [o]).map((one, i) =>
      isObject(one) ? updated(one, listed ? `[${i}]` : "", kit) : undefined,
    );
    const [first, ...more] = dates.filter((date) => typeof date === "number");
    if (first !== undefined) book.asOf = more.reduce((a, b) => Math.max(a, b), first);
    else if (dates.includes(null)) book.undated = true;
    if ("employees" in o || (listed && ("employee_id" in o || "contributions" in o)))
      each("employees", "a list of people", (items, path) => byClient(items, path, kit));
    else if ("clients" in o)
      clients.push(...each("clients", "a list of clients", (items, path) => kit.each(items, path, kit.client)));
    else if ("employee_id" in o || "contributions" in o) {
      const one = kit.lost(kit.person(o, ""));
      if (one)
        clients.push({ id: "", name: kit.text(o, "", "client_name") ?? kit.text(o, "", "client_id"), people: [one] });
    } else if ("department_id" in o) {
      const groups = listed
        ? kit.each(listed, "", (one, here) => group(one, here, kit))
        : [kit.lost(group(o, "", kit)) ?? []].flat();
      if (groups.length) clients.push({ id: "", people: [], groups });
    } else if ("points" in o) {
      if ("crossings" in o) kit.fail("points", o.points, "scores that were: those of a forecast are still to come");
      const id = kit.text(o, "", "id") ?? "";
      const history = kit.past(o, "", "points");
      const last = history.at(-1);
      book.asOf ??= last?.at;
      const subject = {
        id,
        history,
        supplied: { score: last?.score ?? null, asOf: last ? (last.at as number) : null },
      };
      if (o.kind === "employee") clients.push({ id: "", people: [subject] });
      else if (o.kind === "department")
        clients.push({ id: "", people: [], groups: [{ ...subject, kind: "department" }] });
      else clients.push({ ...subject, people: [] });
    } else if (listed) clients.push(...kit.each(listed, "", kit.client));
    else clients.push(...[kit.client(o, "") ?? []].flat());
    const summary = listed ? undefined : kit.field<Fields>(o, "", "summary", isObject, "an object of numbers");
    book.supplied = summary ? groupNumbers(summary, "summary", kit) : sumOf(clients, book.model);
    const past = summary ? kit.past(summary, "summary", "history") : [];
    if (past.length) book.history = past;
    return true;
  },
};

/**
 * Reads whatever a page or an API may hand over into one shape. The only place where unknown JSON becomes domain types.
 * @throws {DataError} nothing of it can be used
 */
export const readData = (input: unknown): Reading => new Kit(answers).read(input);
