import { isServer } from "../../controllers/server.js";
import { onceAhead } from "../../data/ahead.js";
import type { Book } from "../../data/book.js";
import { paper } from "../../data/turn.js";
import { nextSteps, type Next } from "../../data/review.js";
import type { SubjectRef } from "../../data/types.js";
import { finish } from "../../engine/finish.js";
import { TARGETS } from "../shared/todo.js";
import type { RiskReport } from "./risk-report.js";

/** Ms of it that may be worked out before the first drawing; the rest is between frames. */
const AT_ONCE = 12;

const made = new WeakMap<Book, Map<string, Next | null>>();

/** What to do next: a report is drawn with it, for what came later would move what stands below. */
export class Plan {
  #shown: { book: Book; name: string; next: Next | null } | null = null;
  /** What a report waits for at the moment. */
  coming: Promise<unknown> | null = null;

  constructor(private readonly el: RiskReport) {}

  get next(): Next | null {
    return this.#shown?.next ?? null;
  }

  /** @returns whether there is one to draw: of another date, the last one until the new one is there */
  of(book: Book, ref: SubjectRef, within: string | null): boolean {
    const name = JSON.stringify(["plan", ref, within, book.model.id, book.audience, book.options.redact]);
    if (this.#shown?.book === book && this.#shown.name === name) return true;
    const known = made.get(book) ?? new Map<string, Next | null>();
    made.set(book, known);
    const task = function* (): Generator<undefined, void> {
      known.set(name, yield* nextSteps(book, ref, within, TARGETS));
    };
    const coming = isServer || paper.asked ? null : onceAhead(book, name, () => begun(task(), AT_ONCE));
    if (!coming && !known.has(name)) finish(task());
    const next = known.get(name);
    if (next !== undefined) {
      this.#shown = { book, name, next };
      return true;
    }
    if (coming !== this.coming) {
      this.coming = coming;
      void coming!.then(() => {
        if (this.coming === coming) this.coming = null;
        this.el.requestUpdate();
      });
    }
    return this.#shown?.name === name;
  }
}

/** @returns the task, of which so many ms are done */
function begun(task: Iterator<void, void>, ms: number): Iterator<void, void> {
  const end = performance.now() + ms;
  while (performance.now() < end && !task.next().done);
  return task;
}
