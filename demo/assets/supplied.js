import { AS_OF, generateInSlices } from "../data/generate.js";
import { breathe } from "./site.js";

/** The demo's "now", epoch ms. */
export const NOW = Date.parse(AS_OF);

/** What may be done in one go; the browser wants to draw every 16 ms. */
const BUDGET = 16;

/**
 * The book as supplied data, made a few people at a time so that the page stays awake.
 * @param {(clients: number) => void} [tell]
 */
export async function supplied(tell) {
  const clients = [];
  // What calls this has done enough for one go.
  await breathe();
  let rested = performance.now();
  for (const client of generateInSlices({ times: "epoch" })) {
    if (client) clients.push(client);
    if (performance.now() - rested < BUDGET) continue;
    tell?.(clients.length);
    await breathe();
    rested = performance.now();
  }
  return { as_of: NOW, model: "infima", clients };
}
