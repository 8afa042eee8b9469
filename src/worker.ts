/**
 * The kit's worker: keeps everyone's evidence away from the page and scores it there. Give it to `<risk-ranking>` as its
 * `worker`. Started by itself it waits for a `read` request with clients' records; a worker of a page's own imports it and
 * hands over what it made or fetched with `keep`.
 */
import { bulkWorker, type BulkAnswer, type BulkRequest } from "./engine/bulk/worker.js";
import type { Columns } from "./engine/bulk/columns.js";

export type { BulkAnswer, BulkRequest, Roll, Texts } from "./engine/bulk/worker.js";
export type { Columns } from "./engine/bulk/columns.js";
export { toColumns } from "./engine/bulk/columns.js";

/** What of a worker's global scope is used: the compiler's own names are a page's. */
interface Scope {
  postMessage(message: BulkAnswer, transfer: ArrayBuffer[]): void;
  addEventListener(type: "message", listener: (event: { data: unknown }) => void): void;
}
const TASKS: ReadonlyArray<BulkRequest["task"]> = ["read", "keep", "roll", "score", "dates", "last"];
const scope = globalThis as unknown as Scope;
const answer = bulkWorker((message, transfer) => scope.postMessage(message, transfer));

// Imported where there are no messages, as on a server, it does nothing.
if ("WorkerGlobalScope" in globalThis)
  scope.addEventListener("message", ({ data }) => {
    const request = data as BulkRequest | null;
    // A page's own messages to its worker are none of ours.
    if (request && TASKS.includes(request.task)) answer(request);
  });

/** Keeps columns that this worker made or fetched itself: what is asked from now on is answered from them. */
export const keep = (columns: Columns): void => answer({ id: "keep", task: "keep", columns });
