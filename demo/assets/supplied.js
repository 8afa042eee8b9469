import { AS_OF, generateClients } from "../data/generate.js";
import { breathe } from "./site.js";

/** The demo's "now", epoch ms. */
export const NOW = Date.parse(AS_OF);

/** What may be done in one go; the browser wants to draw every 16 ms. */
const BUDGET = 16;

/**
 * The book as supplied data, made a client at a time so that the page stays awake.
 * @param {(clients: number) => void} [tell]
 */
export async function supplied(tell) {
  const clients = [];
  let rested = performance.now();
  for (const client of generateClients({ times: "epoch" })) {
    clients.push(client);
    if (performance.now() - rested < BUDGET) continue;
    tell?.(clients.length);
    await breathe();
    rested = performance.now();
  }
  return { as_of: NOW, model: "infima", clients };
}
