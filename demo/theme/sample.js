/** What a theme is looked at on: a few clients of the demo's book. */
import { generate } from "../data/generate.js";

/** @param {number} [clients] @param {number} [people] */
export function sample(clients = 5, people = 40 * clients) {
  const book = generate({ seed: 7, clients, people, times: "iso" });
  return { ...book, model: "moxso" };
}

/** Its clients, the largest first. @param {ReturnType<typeof sample>} data */
export const bySize = (data) => [...data.clients].sort((a, b) => b.people.length - a.people.length);
