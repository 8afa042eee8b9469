import type { BulkAnswer, BulkRequest } from "../../engine/bulk/worker.js";

export type { Roll, Texts } from "../../engine/bulk/worker.js";

/** A worker that keeps people (`human-risk-widgets/worker.js`), or a port to one. */
export type Bulk = Worker | MessagePort;

type Task = BulkRequest extends infer R ? (R extends { id: unknown } ? Omit<R, "id"> : never) : never;
type Field = { roll: "roll"; score: "scores"; dates: "dates"; last: "last"; read: "people"; keep: "people" };
type Given<K extends Task["task"]> = Extract<BulkAnswer, Record<Field[K], unknown>>;

interface Waiting {
  done: (answer: never) => void;
  failed: (error: Error) => void;
  told: ((done: number) => void) | undefined;
}

const waiting = new WeakMap<Bulk, Map<string, Waiting>>();
let asked = 0;

/** Hears a worker out, once for all that ask it. */
function listen(worker: Bulk): Map<string, Waiting> {
  const known = waiting.get(worker);
  if (known) return known;
  const mine = new Map<string, Waiting>();
  waiting.set(worker, mine);
  const heard = (event: Event): void => {
    const message = (event as MessageEvent).data as BulkAnswer | null;
    const one = mine.get(message?.id as string);
    if (!message || !one) return;
    if ("done" in message) return one.told?.(message.done);
    mine.delete(message.id as string);
    if ("error" in message) one.failed(Object.assign(new Error(message.error.message), { name: message.error.name }));
    else one.done(message as never);
  };
  worker.addEventListener("message", heard);
  // It will not answer any more: nobody is left waiting.
  worker.addEventListener("error", () => {
    for (const one of mine.values()) one.failed(new Error("The worker failed."));
    mine.clear();
  });
  if ("start" in worker) worker.start();
  return mine;
}

/** @param told how many people are done, now and then */
export function ask<K extends Task["task"]>(
  worker: Bulk,
  request: Extract<Task, { task: K }>,
  told?: (done: number) => void,
): Promise<Given<K>> {
  const open = listen(worker);
  // Others may ask the same worker.
  const id = `risk-ranking ${++asked}`;
  return new Promise((done, failed) => {
    open.set(id, { done, failed, told });
    worker.postMessage({ id, ...request });
  });
}
