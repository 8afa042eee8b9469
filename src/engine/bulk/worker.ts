import type { ClientRecord } from "../types.js";
import { toColumnsInSlices, type Columns } from "./columns.js";
import {
  scoreColumnsInSlices,
  scoresAtInSlices,
  type ColumnOptions,
  type ColumnScores,
  type DateOptions,
} from "./score.js";

/** What a worker is asked; models by id, as functions do not travel. */
export type BulkRequest = { id: number } & (
  | { task: "read"; clients: readonly ClientRecord[] }
  /** Columns made elsewhere, as a page or a server may; transfer their buffers. */
  | { task: "keep"; columns: Columns }
  | { task: "score"; options: ColumnOptions }
  | { task: "dates"; options: DateOptions }
);

/** What it answers: how many people are done, several times; then the result, or what went wrong. */
export type BulkAnswer = { id: number } & (
  | { done: number }
  /** For `read` and `keep`: how many people there are. */
  | { people: number }
  | { scores: ColumnScores }
  | { dates: Float64Array[] }
  | { error: { name: string; message: string } }
);

/** Every buffer in an answer, to be handed over rather than copied. */
function buffers(value: unknown): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) return [value.buffer as ArrayBuffer];
  return value && typeof value === "object" ? Object.values(value).flatMap(buffers) : [];
}

/**
 * The worker's side of the bulk path: keeps the columns, answers requests in order. Knows nothing of its surroundings:
 * `onmessage = ({ data }) => answer(data)` with `answer = bulkWorker(postMessage)` makes a worker of it.
 */
export function bulkWorker(
  post: (answer: BulkAnswer, transfer: ArrayBuffer[]) => void,
): (request: BulkRequest) => void {
  let kept: Columns | undefined;
  const run = <T>(id: number, task: Generator<number, T>): T => {
    for (let step = task.next(), told = 0; ; step = task.next()) {
      if (step.done) return step.value;
      // A message costs more than a slice of people.
      if (step.value - told < 8192) continue;
      told = step.value;
      post({ id, done: told }, []);
    }
  };
  const columns = (): Columns => {
    if (!kept) throw new Error("Nothing to score: ask it to read clients or to keep columns first.");
    return kept;
  };
  return (request) => {
    const { id } = request;
    try {
      if (request.task === "score") {
        const scores = run(id, scoreColumnsInSlices(columns(), request.options));
        post({ id, scores }, [...new Set(buffers(scores))]);
      } else if (request.task === "dates") {
        const dates = run(id, scoresAtInSlices(columns(), request.options));
        post({ id, dates }, buffers(dates));
      } else {
        kept = request.task === "keep" ? request.columns : run(id, toColumnsInSlices(request.clients));
        post({ id, people: kept.eventStart.length - 1 }, []);
      }
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      post({ id, error: { name, message } }, []);
    }
  };
}
