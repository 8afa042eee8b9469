/** A generator of numbers in [0, 1), the same on every machine. */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const DAY = 86_400_000;
export const AS_OF = Date.UTC(2026, 10, 23);

/** 1 000 clients of 100 people with 20 events each over two years: 2 000 000 events, in time order, as records. */
export function book(types, { clients = 1000, people = 100, events = 20, refs = false } = {}) {
  const next = random(7);
  return Array.from({ length: clients }, (_, c) => ({
    id: `client-${c}`,
    people: Array.from({ length: people }, (_, p) => {
      let at = AS_OF - 730 * DAY;
      return {
        id: `person-${c}-${p}`,
        department: ["finance", "it", "sales", "hr"][p % 4],
        role: p % 9 ? "standard" : "executive",
        events: Array.from({ length: events }, (_, e) => {
          at += Math.floor((next() * 1460 * DAY) / events);
          const event = { type: types[Math.floor(next() * types.length)], at };
          return refs ? { id: `e-${c}-${p}-${e}`, ...event, ref: `campaign-${Math.floor(next() * 60)}` } : event;
        }),
      };
    }),
  }));
}
