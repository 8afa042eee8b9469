import type { ClientRecord } from "../types.js";
import { toColumnsInSlices, type Columns } from "./columns.js";
import { lastOf, type Last } from "./last.js";
import {
  scoreColumnsInSlices,
  scoresAtInSlices,
  type ColumnOptions,
  type ColumnScores,
  type DateOptions,
} from "./score.js";

/** What a worker is asked; `id` comes back with each answer. Models by id, as functions do not travel. */
export type BulkRequest = { id: number | string } & (
  | { task: "read"; clients: readonly ClientRecord[] }
  /** Columns made elsewhere, as a page or a server may; transfer their buffers. */
  | { task: "keep"; columns: Columns }
  /** Who there is; `known`, the version of the last answer, spares the same again. */
  | { task: "roll"; known?: number }
  | { task: "score"; options: ColumnOptions }
  | { task: "dates"; options: DateOptions }
  /** The newest event of some types at a date, epoch ms. */
  | { task: "last"; types: readonly string[]; asOf: number }
);

/** Many texts as one: an array of a hundred thousand costs ten times as much to hand over. */
export interface Texts {
  text: string;
  /** Where each ends in it. */
  ends: Uint32Array;
}

/** People without evidence. */
export interface Roll extends Pick<Columns, "clientStart" | "department" | "role" | "words" | "tenants" | "clients"> {
  ids: Texts;
  names: Texts;
  /** Another one where other people are kept. */
  version: number;
}

/** What it answers: how many people are done, several times; then the result, or what went wrong. */
export type BulkAnswer = { id: number | string } & (
  | { done: number }
  /** For `read` and `keep`: how many people there are. */
  | { people: number }
  /** Null where it is what was known. */
  | { roll: Roll | null }
  | { scores: ColumnScores }
  | { dates: Float64Array[] }
  | { last: Last }
  | { error: { name: string; message: string } }
);

/** Every buffer in an answer, to be handed over rather than copied. */
function buffers(value: unknown): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) return [value.buffer as ArrayBuffer];
  return value && typeof value === "object" ? Object.values(value).flatMap(buffers) : [];
}

function joined(texts: readonly string[] = []): Texts {
  let end = 0;
  return { ends: Uint32Array.from(texts, (text) => (end += text.length)), text: texts.join("") };
}

/** A `Columns` with who they are: names where there are any, else ids. */
const rollOf = (
  { clientStart, department, role, words, tenants, clients, ids, names }: Columns,
  version: number,
): Roll => ({
  version,
  // Copies: what is handed over is gone here.
  ...{ clientStart: clientStart.slice(), department: department?.slice(), role: role?.slice() },
  ...{ words, tenants, clients, ids: joined(ids), names: joined(names ?? ids) },
});

const known = (clients: readonly ClientRecord[]): Pick<Columns, "ids" | "names" | "clients"> => ({
  ids: clients.flatMap(({ people }) => people.map(({ id }) => String(id))),
  names: clients.flatMap(({ people }) => people.map(({ id, name }) => String(name || id))),
  clients: clients.map(({ id, name }) => ({ id, name: String(name || id) })),
});

/**
 * The worker's side of the bulk path: keeps the columns, answers requests in order. Knows nothing of its surroundings:
 * `onmessage = ({ data }) => answer(data)` with `answer = bulkWorker(postMessage)` makes a worker of it.
 */
export function bulkWorker(
  post: (answer: BulkAnswer, transfer: ArrayBuffer[]) => void,
): (request: BulkRequest) => void {
  let kept: Columns | undefined;
  let version = 0;
  const run = <T>(id: number | string, task: Generator<number, T>): T => {
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
  const answer = (request: BulkRequest): BulkAnswer => {
    const { id } = request;
    switch (request.task) {
      case "score":
        return { id, scores: run(id, scoreColumnsInSlices(columns(), request.options)) };
      case "dates":
        return { id, dates: run(id, scoresAtInSlices(columns(), request.options)) };
      case "last":
        return { id, last: lastOf(columns(), request.types, request.asOf) };
      case "roll":
        return { id, roll: request.known === version && kept ? null : rollOf(columns(), version) };
      case "read":
        kept = { ...run(id, toColumnsInSlices(request.clients)), ...known(request.clients) };
        break;
      case "keep":
        kept = request.columns;
    }
    version++;
    return { id, people: columns().eventStart.length - 1 };
  };
  return (request) => {
    let made: BulkAnswer;
    try {
      made = answer(request);
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      made = { id: request.id, error: { name, message } };
    }
    post(made, [...new Set(buffers(made))]);
  };
}
