/**
 * An attacker with every number that the client audience is given, of a client and of all its parts, and all the
 * arithmetic. It shares no code with what it attacks.
 */
import { expect } from "@open-wc/testing";
import { bookOf, type Book } from "../../src/data/book.js";
import { groupsOf } from "../../src/data/groups.js";
import { loadModels } from "../../src/data/models.js";
import { transitionsOf } from "../../src/data/moves.js";
import { loadMask, loadSupplied } from "../../src/data/parts.js";
import { readData } from "../../src/data/read.js";
import { doneBy } from "../../src/data/review.js";
import type { Audience, SubjectRef } from "../../src/data/types.js";
import { movedOf } from "../../src/data/why.js";
import type { PersonRecord } from "../../src/engine/index.js";
import { seeded } from "../support/virtual.js";
import { PLAIN } from "./options.js";

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 23, 9);

before(async () => {
  await Promise.all([loadMask(), loadModels(), loadSupplied()]);
});

/** A count as a reader has it: exact, or between two. */
type Told = number | readonly [number, number];
/** What a group is told of itself, by what is counted; null where nothing. */
type Answers = (book: Book, ref: SubjectRef, within: string | null) => Record<string, Told> | null;

const HIDDEN: Told = [0, 1e9];
const told = ({ count, under }: { count: number | null; under?: number | undefined }): Told =>
  count ?? (under === undefined ? HIDDEN : [1, under - 1]);

const done: Answers = (book, ref, within) =>
  book.subject(ref, within)?.withheld === false
    ? Object.fromEntries(doneBy(book, ref, within).map((one) => [one.kind, told(one)]))
    : null;
const moves: Answers = (book, ref, within) => {
  const list = transitionsOf(book, ref, within);
  if (!list) return null;
  if (book.audience === "client") return Object.fromEntries(list.map((one) => [one.move!, told(one)]));
  const order = book.subject(ref, within)!.bands.map(({ id }) => id);
  const counts: Record<string, number> = { up: 0, down: 0, same: 0 };
  for (const { from, to, count } of list) {
    if (from === null || to === null) continue;
    const way = Math.sign(order.indexOf(to) - order.indexOf(from));
    counts[way > 0 ? "up" : way < 0 ? "down" : "same"]! += count!;
  }
  return counts;
};
const stayed: Answers = (book, ref, within) => movedOf(book, ref, within)?.composition?.people ?? null;
const bands: Answers = (book, ref, within) => {
  const view = book.subject(ref, within);
  return view?.distribution ? Object.fromEntries(view.distribution.map((cell) => [cell.band, told(cell)])) : null;
};

const TYPES = "simulation_opened,simulation_clicked,training_completed,simulation_reported,quiz_passed".split(",");

function people(random: () => number, client: number): PersonRecord[] {
  const busy = random() * 0.5;
  const late = random() * 0.5;
  return Array.from({ length: 15 + Math.floor(random() * 90) }, (_, i) => {
    const group = (most: number): string | undefined => {
      const n = Math.floor(random() ** 2 * (most + 1));
      return random() < 0.03 ? undefined : `g${n}`;
    };
    const first = random() < late ? 60 : 300;
    const events = random() < 0.05 ? [] : [{ type: "simulation_opened", at: NOW - first * random() * DAY }];
    for (let n = random() < busy ? 1 + Math.floor(random() * 3) : 0; n > 0; n--)
      events.push({ type: TYPES[Math.floor(random() * TYPES.length)]!, at: NOW - random() * 120 * DAY });
    return {
      id: `${client} ${i}`,
      department: group(5),
      role: group(3),
      events: events.map((event, k) => ({ ...event, ref: `${client} ${i} ${k}` })),
    } as PersonRecord;
  });
}

/** Every count below the least that follows from the answers, with where. */
function worked(input: ReturnType<typeof readData>["book"], answers: Answers, least: number): string[] {
  const open = (audience: Audience): Book => bookOf(input, { ...PLAIN, model: "phishr", asOf: NOW, audience });
  const [seen, true_] = [open("client"), open("internal")];
  const found: string[] = [];
  const kinds = new Set<string>();
  const all = true_.clientIds.flatMap((id) => [
    { ref: { kind: "client", id } as SubjectRef, within: null as string | null },
    ...(["department", "role"] as const).flatMap((kind) =>
      groupsOf(true_, kind, id).map((view) => ({
        ref: { kind, id: view.id } as SubjectRef,
        within: id as string | null,
      })),
    ),
  ]);
  const whole = { ref: { kind: "book", id: "" } as SubjectRef, within: null as string | null };
  const key = ({ ref, within }: typeof whole): string => `${within ?? ""}/${ref.kind}/${ref.id}`;
  const groups = [...all, ...(true_.clientIds.length > 1 ? [whole] : [])];
  const real = new Map(groups.map((one) => [key(one), answers(true_, one.ref, one.within) ?? {}]));
  const given = new Map(groups.map((one) => [key(one), answers(seen, one.ref, one.within)]));
  for (const counts of real.values()) for (const kind of Object.keys(counts)) kinds.add(kind);
  for (const kind of kinds) {
    const low = new Map<string, number>();
    const high = new Map<string, number>();
    const value = new Map<string, number>();
    const know = (name: string, what: Told, exact: number): void => {
      const [from, to] = typeof what === "number" ? [what, what] : what;
      low.set(name, from);
      high.set(name, to);
      value.set(name, exact);
    };
    const exactOf = (name: string): number => (real.get(name)?.[kind] as number | undefined) ?? 0;
    const shown = new Set<string>();
    for (const one of groups) {
      const counts = given.get(key(one));
      if (counts) shown.add(key(one));
      know(key(one), counts ? (counts[kind] ?? 0) : HIDDEN, exactOf(key(one)));
    }
    /** total = sum of those told + what is left, all of it together. */
    const sums: Array<{ total: string; parts: string[] }> = [];
    const divide = (total: string, parts: string[]): void => {
      const open = parts.filter((part) => shown.has(part));
      const rest = `rest of ${total} by ${parts[0]}`;
      know(rest, HIDDEN, exactOf(total) - open.reduce((n, part) => n + exactOf(part), 0));
      sums.push({ total, parts: [...open, rest] });
    };
    if (groups.includes(whole))
      divide(
        key(whole),
        true_.clientIds.map((id) => `/client/${id}`),
      );
    for (const id of true_.clientIds)
      for (const kind of ["department", "role"])
        divide(
          `/client/${id}`,
          [...real.keys()].filter((name) => name.startsWith(`${id}/${kind}/`)),
        );
    for (let again = true; again;) {
      again = false;
      const narrow = (name: string, from: number, to: number): void => {
        if (from > low.get(name)!) again = !!low.set(name, from);
        if (to < high.get(name)!) again = !!high.set(name, to);
      };
      for (const { total, parts } of sums) {
        const sum = (ends: Map<string, number>, but = ""): number =>
          parts.reduce((n, part) => (part === but ? n : n + ends.get(part)!), 0);
        narrow(total, sum(low), sum(high));
        for (const part of parts) narrow(part, low.get(total)! - sum(high, part), high.get(total)! - sum(low, part));
      }
    }
    for (const [name, exact] of value)
      if (low.get(name) === high.get(name) && exact > 0 && exact < least) found.push(`${kind} of ${name}: ${exact}`);
  }
  return found;
}

describe("an attacker who takes what is shown of parts off what is shown of the whole", () => {
  const books = (count: number, clients: number) =>
    Array.from({ length: count }, (_, seed) => {
      const random = seeded(seed + 1);
      return readData({
        clients: Array.from({ length: clients }, (_, i) => ({ id: `c${i}`, people: people(random, i) })),
      }).book;
    });
  const RUNS: ReadonlyArray<[string, Answers, number]> = [
    ["of what was done", done, 5],
    ["of who went to another band", moves, 5],
    ["of who joined, left and stayed", stayed, 5],
    ["of people per band", bands, 5],
  ];
  for (const [what, answers, least] of RUNS) {
    it(`learns no small count ${what}: 150 clients, 40 books of three`, function () {
      this.timeout(60_000);
      const one = books(150, 1);
      const three = books(40, 3);
      expect(
        [...one, ...three].flatMap((input, i) => worked(input, answers, least).map((text) => `${i}: ${text}`)),
      ).to.deep.equal([]);
      // Telling nothing would pass as well.
      const counts = one.flatMap((input) => {
        const book = bookOf(input, { ...PLAIN, model: "phishr", asOf: NOW, audience: "client" });
        return Object.values(answers(book, { kind: "client", id: "c0" }, null) ?? {});
      });
      expect(counts.filter((count) => typeof count === "number").length).to.be.greaterThan(counts.length / 3);
    });
  }
});
