import { byDepartment, groupRows, type GroupShare, type Share } from "./drivers.js";
import { modelOf } from "./define.js";
import { isObject, known, prepare, type Evidence } from "./evidence.js";
import { portions, shares, sum, trendOf } from "./rules.js";
import { among, instant, scoreClient, scorePerson } from "./score.js";
import { measure } from "./scoring.js";
import type { ClientRecord, ClientScore, Model, PersonRecord, PersonScore, ScoreOptions, Time } from "./types.js";

export interface ChangeOptions extends Omit<ScoreOptions, "asOf"> {
  from: Time;
  to: Time;
}

/** What a row did between two dates, in score units. */
export interface RowChange {
  id: string;
  /** What came in since the earlier date. */
  new: number;
  /** What time alone did to everything known before. */
  fading: number;
}

/** Who a client's change comes from; the three parts sum to it. */
export interface Composition {
  /** People who gained a score. */
  joined: number;
  /** People who lost theirs. */
  left: number;
  /** People who have one at both dates. */
  changed: number;
}

export interface Change<Score> {
  from: Score;
  to: Score;
  /** Score units; null where either end has no score. */
  change: number | null;
  /** `new` and `fading` of all rows sum to the change (1e-9); none where there is none. */
  rows: RowChange[];
}

export interface ClientChange extends Change<ClientScore> {
  composition?: Composition;
  /** The part in the change of each who has a score at either date, all of them summing to it; none where there is none. */
  people: Share[];
  /** The same by department; people without one are together, under "". */
  departments: GroupShare[];
}

/** Rows at both dates and between them: the evidence of the earlier date, scored at the later. */
function split(model: Model, people: readonly Evidence[], from: number, to: number, index?: number): RowChange[] {
  const then = people.map((person) => known(person, from));
  const [before, between, after] = [
    measure(model, people, from),
    measure(model, then, to),
    measure(model, people, to),
  ].map((all) => groupRows(model, index === undefined ? all : [all[index]!]));
  const there = new Set([...before!.keys(), ...between!.keys(), ...after!.keys()]);
  return [...new Set([...model.rows, ...there])]
    .filter((id) => there.has(id))
    .map((id) => {
      const [was, would, is] = [before!, between!, after!].map((rows) => rows.get(id) ?? 0) as [number, number, number];
      return { id, new: is - would, fading: would - was };
    });
}

const scoresOf = ({ people }: ClientScore): Array<number | null> => people.map(({ score }) => score);

/** A client's change by who it comes from. */
export function compose(model: Model, before: ReadonlyArray<number | null>, after: ReadonlyArray<number | null>) {
  const stayed = (i: number): boolean => before[i] !== null && after[i] !== null;
  const some = before.some((_, i) => stayed(i));
  /** Each one's weight and the roll-up they make. */
  const group = (scores: ReadonlyArray<number | null>) => {
    const parts = shares(model, scores);
    return { weights: portions(model, scores), parts, total: sum(parts.map(Number)) };
  };
  const only = (scores: ReadonlyArray<number | null>) => group(scores.map((score, i) => (stayed(i) ? score : null)));
  const [all0, all1] = [group(before), group(after)];
  const [kept0, kept1] = some ? [only(before), only(after)] : [all0, all0];
  const parts = before.map((_, i) => (some ? kept1.parts[i]! - kept0.parts[i]! : 0));
  /** Whoever came or went pulled the others' score towards their own; what weighting adds is shared evenly. */
  const share = (
    whole: number,
    scores: ReadonlyArray<number | null>,
    { weights }: typeof all0,
    rest: number,
    sign: number,
  ): void => {
    const who = scores.flatMap((score, i) => (score === null || stayed(i) ? [] : i));
    const pulls = who.map((i) => sign * weights[i]! * (scores[i]! - rest));
    const left = (whole - sum(pulls)) / who.length;
    who.forEach((i, k) => (parts[i] = pulls[k]! + left));
  };
  const left = kept0.total - all0.total;
  const joined = all1.total - kept1.total;
  if (some) share(left, before, all0, kept0.total, -1);
  share(joined, after, all1, kept1.total, 1);
  return { composition: { joined, left, changed: kept1.total - kept0.total }, parts };
}

/**
 * Why a score moved between two dates: each row's change split into what is new and what time did. A client's also by who
 * joined, left or changed, by person and by department.
 * @throws {RangeError} as `scorePerson`
 */
export function explainChange(subject: ClientRecord, options: ChangeOptions): ClientChange;
export function explainChange(subject: PersonRecord, options: ChangeOptions): Change<PersonScore>;
export function explainChange(
  subject: PersonRecord | ClientRecord,
  options: ChangeOptions,
): Change<PersonScore> | ClientChange {
  const client = isObject(subject) && "people" in subject ? (subject as unknown as ClientRecord) : null;
  const model = modelOf(options, client?.tenant);
  const [from, to] = [instant("from", options.from), instant("to", options.to)];
  const ends = <T>(score: (asOf: number) => T): [T, T] => [score(from), score(to)];
  if (!client) {
    const person = subject as PersonRecord;
    const { people, index } = among(person, options);
    const [before, after] = ends((asOf) => scorePerson(person, { ...options, asOf }));
    const { change } = trendOf(model, before.score, after.score);
    return { from: before, to: after, change, rows: change === null ? [] : split(model, people, from, to, index) };
  }
  const [before, after] = ends((asOf) => scoreClient(client, { ...options, asOf }));
  const { change } = trendOf(model, before.score, after.score);
  if (change === null) return { from: before, to: after, change, rows: [], people: [], departments: [] };
  const [old, now] = [scoresOf(before), scoresOf(after)];
  const { composition, parts } = compose(model, old, now);
  return {
    from: before,
    to: after,
    change,
    rows: split(
      model,
      client.people.map((person) => prepare(person)),
      from,
      to,
    ),
    composition,
    people: after.people.flatMap(({ id }, i) => (old[i] === null && now[i] === null ? [] : { id, share: parts[i]! })),
    departments: byDepartment(client.people, (i) => parts[i]!),
  };
}
