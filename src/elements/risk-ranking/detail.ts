import type { ReactiveControllerHost } from "lit";
import { isServer } from "../../controllers/server.js";
import { SliceController } from "../../controllers/slices.js";
import type { Book } from "../../data/book.js";
import { series, seriesInSlices } from "../../data/lines.js";
import { personRecord } from "../../data/lists.js";
import type { SeriesPoint } from "../../data/types.js";
import { actionsOf } from "../../engine/index.js";
import { riskSign } from "../../engine/rules.js";
import { scorer } from "../shared/scorer.js";
import { TARGETS, targetOf, type Todo } from "../shared/todo.js";
import { lineDates } from "./build.js";
import type { Lines, Roster } from "./roster.js";

/** What of a row is worked out only while it is on screen. */
export interface Detail {
  line?: SeriesPoint[] | undefined;
  /** What would lower the score most; null where nothing would. */
  action?: (Todo & { effect: number }) | null;
}

/** What of the rows on screen is worked out when the list stands still. */
export class Details {
  /** Everyone's lines, where they were worked out at once. */
  lines: Lines | null = null;
  readonly #slices: SliceController<Detail>;
  #roster: Roster | null = null;
  #known = new Map<string, Detail>();

  constructor(host: ReactiveControllerHost) {
    this.#slices = new SliceController(host);
  }

  /** Another roster: what was known of the last is forgotten. */
  of(roster: Roster): void {
    this.#roster = roster;
    this.lines = null;
    this.#known = new Map();
    this.#slices.scope(roster);
  }

  /** What is known of a row by now. @param want what there is room for, and whether more may be worked out */
  at(book: Book, i: number, want: { lines: boolean; actions: boolean; still: boolean; advice: boolean }): Detail {
    const roster = this.#roster!;
    const detail: Detail = {};
    if (want.lines) {
      if (this.lines) detail.line = lineAt(this.lines, roster.place?.[i] ?? i);
      else if (!roster.lines || isServer)
        detail.line = this.#later(want.still, `line ${i}`, () => lineOf(book, roster, i)).line;
    }
    if (want.actions && want.advice && !roster.groups)
      Object.assign(
        detail,
        this.#later(want.still, `action ${i}`, () => actionOf(book, roster, i)),
      );
    return detail;
  }

  #later(still: boolean, key: string, work: () => Detail | Iterator<unknown, Detail>): Detail {
    const known = this.#known.get(key) ?? (still ? this.#slices.get(key, work) : undefined);
    if (known) this.#known.set(key, known);
    return known ?? {};
  }
}

const point = (at: number, score: number | null): SeriesPoint => ({ at, score, published: null, band: null });

/** One person's trend line out of everyone's. */
function lineAt({ dates, scores }: Lines, i: number): SeriesPoint[] {
  return dates.map((at, d) => {
    const score = scores[d]![i]!;
    return point(at, Number.isNaN(score) ? null : score);
  });
}

/** The trend line of one person, or of one group, scored now: what a client may see of a group depends on everyone. */
function* lineOf(book: Book, { ids, groups, clients, client }: Roster, i: number): Generator<unknown, Detail> {
  const id = ids[i]!;
  const group = groups?.[i];
  const home = clients[client[i]!]!.id;
  if (group) {
    const within = group.kind === "client" ? null : home;
    return { line: yield* seriesInSlices(book, { kind: group.kind, id }, within, book.window, 7) };
  }
  const view = book.subject({ kind: "person", id }, home);
  if (!view) return { line: [] };
  if (view.supplied) return { line: series(book, { kind: "person", id }, home, book.window) };
  const at = scorer(book, view, home);
  return { line: lineDates(book.asOf, book.window).map((date) => point(date, at(date))) };
}

/** What would lower a person's risk most. */
function actionOf(book: Book, { ids, clients, client }: Roster, i: number): Detail {
  const record = personRecord(book, ids[i]!, clients[client[i]!]!.id);
  if (!record) return { action: null };
  const { asOf } = book;
  const { model } = clients[client[i]!]!;
  const { person, cohort, tenant } = record;
  const sign = riskSign(model);
  let best: NonNullable<Detail["action"]> | null = null;
  for (const { id: action, ref, effect, changes } of actionsOf(person, {
    model,
    asOf,
    cohort,
    tenant,
    targets: TARGETS,
  })) {
    if (effect === null || effect * sign >= 0 || (best && effect * sign >= best.effect * sign)) continue;
    best = { id: action, ref, effect, target: targetOf(changes) };
  }
  return { action: best };
}
