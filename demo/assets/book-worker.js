/** Makes the large book beside the page: clients as they come, the columns at the end. */
import { generateColumns } from "../data/columns.js";

const scope = /** @type {{ postMessage: (message: unknown, transfer?: Transferable[]) => void }} */ (
  /** @type {unknown} */ (self)
);
/** Clients handed over at once: more of them would hold the page up while they are unpacked. */
const SOME = 20;

const task = generateColumns();
let step = task.next();
while (!step.done) {
  if (step.value % 4000 === 0) scope.postMessage({ done: step.value });
  step = task.next();
}
const { clients, columns } = step.value;
for (let i = 0; i < clients.length; i += SOME) scope.postMessage({ clients: clients.slice(i, i + SOME) });
const buffers = new Set(Object.values(columns).flatMap((value) => (ArrayBuffer.isView(value) ? [value.buffer] : [])));
scope.postMessage({ columns, as_of: step.value.as_of }, /** @type {Transferable[]} */ ([...buffers]));
