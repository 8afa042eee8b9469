/** Makes the large book beside the page and keeps it there; the kit's own worker, imported, scores it when it is asked. */
import { keep } from "../../dist/human-risk-widgets.worker.js";
import { generateColumns, LARGE } from "../data/columns.js";
import { generateClient } from "../data/generate.js";

const scope = /** @type {{ postMessage: (message: unknown) => void } & EventTarget} */ (/** @type {unknown} */ (self));

const task = generateColumns();
let step = task.next();
while (!step.done) {
  if (step.value % 4000 === 0) scope.postMessage({ making: step.value });
  step = task.next();
}
const { columns, as_of } = step.value;
const { clientStart, eventStart, eventAt } = columns;
keep(columns);
scope.postMessage({
  made: { as_of, clients: clientStart.length - 1, people: eventStart.length - 1, events: eventAt.length },
});

/** Records of the client that somebody is in: the breakdown shows each event. */
scope.addEventListener("message", (event) => {
  const { person } = /** @type {MessageEvent<{ person?: number }>} */ (event).data;
  if (person === undefined) return;
  const place = clientStart.findIndex((start) => start > person) - 1;
  scope.postMessage({ client: generateClient(place, LARGE), person });
});
