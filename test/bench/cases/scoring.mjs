import { clock } from "../lib/bench.mjs";
import { AS_OF, book } from "../lib/people.mjs";

export const title = "Scoring 100 000 people from 2 000 000 events";

const DAY = 86_400_000;

export async function run({ source, together, row, note }) {
  const engine = await source("src/engine/index.ts");
  const {
    EVENT_TYPES,
    models,
    scoreColumns,
    scoresAt,
    toColumns,
    toColumnsInSlices,
    scoreColumnsInSlices,
    scorePerson,
  } = engine;
  const { weights, decay } = models.phishr.parameters;
  const points = EVENT_TYPES.map((type) => weights[type] ?? 0);
  const dates = Array.from({ length: 13 }, (_, k) => AS_OF - (12 - k) * 7.5 * DAY);

  let clients = book(EVENT_TYPES);
  const columns = toColumns(clients);
  const { eventStart, eventType, eventAt } = columns;
  const people = eventStart.length - 1;
  /** The floor: every event read once. */
  const read = () => {
    let total = 0;
    for (let i = 0; i < eventType.length; i++) total += eventAt[i] * points[eventType[i]];
    return total;
  };
  const out = new Float64Array(people);

  const records = together(
    {
      read,
      columns: () => toColumns(clients),
      once: () => scoresAt(toColumns(clients), { model: "phishr", dates: [AS_OF] }),
      objects: () => {
        let i = 0;
        for (const client of clients) {
          for (const person of client.people) {
            let sum = 0;
            for (const { type, at } of person.events)
              if (at <= AS_OF) sum += (weights[type] ?? 0) * decay ** ((AS_OF - at) / DAY);
            out[i++] = Math.min(1, Math.max(0, sum));
          }
        }
      },
    },
    { runs: 5, warm: 2 },
  );
  const withRefs = book(EVENT_TYPES, { refs: true });
  const named = together({ columns: () => toColumns(withRefs) }, { runs: 3, warm: 1 });
  withRefs.length = 0;
  const asText = clients.map((client) => ({
    ...client,
    people: client.people.map((person) => ({
      ...person,
      events: person.events.map((event) => ({ ...event, at: new Date(event.at).toISOString() })),
    })),
  }));
  const texts = together({ columns: () => toColumns(asText) }, { runs: 3, warm: 1 });
  asText.length = 0;
  clients = [];

  const bulk = together(
    {
      read,
      date: (round) => scoresAt(columns, { model: "phishr", dates: [AS_OF - round * DAY] }),
      trend: (round) => scoresAt(columns, { model: "phishr", dates: dates.map((date) => date - round * DAY) }),
      all: (round) => scoreColumns(columns, { model: "phishr", asOf: AS_OF - round * DAY }),
      power: () => {
        for (let i = 0; i < people; i++) {
          let sum = 0;
          for (let e = eventStart[i]; e < eventStart[i + 1]; e++) {
            if (eventAt[e] <= AS_OF) sum += points[eventType[e]] * decay ** ((AS_OF - eventAt[e]) / DAY);
          }
          out[i] = Math.min(1, Math.max(0, sum));
        }
      },
    },
    { runs: 15, warm: 6 },
  );

  const floor = bulk.read;
  row({ label: "floor: read every event once, typed arrays", value: floor, floor });
  row({ label: "ours: everyone at a new date", value: bulk.date, floor, target: 1.5 });
  row({ label: "ours: a 13-point trend of everyone", value: bulk.trend, floor, target: 10 });
  row({ label: "ours: band, change, trend, roll-ups and counts too", value: bulk.all, floor });
  row({ label: "ours: columns from objects", value: records.columns, floor: records.read, target: 30 });
  row({ label: "ours: columns from objects, and scored", value: records.once, floor: records.read, target: 30 });
  row({ label: "ours: columns from objects with ids and refs", value: named.columns, floor });
  row({ label: "ours: columns from objects with times as text", value: texts.columns, floor });
  row({ label: "by hand: typed arrays with a power an event", value: bulk.power, floor });
  row({
    label: "by hand: objects with a power an event, nothing checked",
    value: records.objects,
    floor: records.read,
  });

  for (const model of ["caniphish", "moxso", "metacompliance", "infima"]) {
    const times = together({ all: () => scoreColumns(columns, { model, asOf: AS_OF }) }, { runs: 1, warm: 1 });
    row({ label: `ours: ${model}, everyone at two dates`, value: times.all, floor });
  }

  let longest = 0;
  const watch = (task) => {
    for (;;) {
      const spent = clock();
      const { done, value } = task.next();
      longest = Math.max(longest, spent());
      if (done) return value;
    }
  };
  const small = book(EVENT_TYPES, { clients: 200 });
  for (const model of models)
    watch(scoreColumnsInSlices(watch(toColumnsInSlices(small)), { model: model.id, asOf: AS_OF }));
  row({ label: "ours: the longest slice of any model", value: longest, goal: 50 });

  // The same numbers, whichever way they are come to.
  const some = book(EVENT_TYPES, { clients: 5, refs: true });
  const inColumns = toColumns(some);
  let apart = 0;
  for (const { id: model } of models) {
    const { score } = scoreColumns(inColumns, { model, asOf: AS_OF });
    let i = 0;
    for (const { people: cohort } of some) {
      for (const person of cohort) {
        const expected = scorePerson(person, { model, asOf: AS_OF, cohort }).score;
        const found = score[i++];
        const same = expected === null ? Number.isNaN(found) : Math.abs(found - expected);
        apart = Math.max(apart, same === true ? 0 : same === false ? Infinity : same);
      }
    }
  }
  row({ label: "ours: furthest from scorePerson, 500 people by each model", value: apart, unit: "points", goal: 1e-9 });

  const one = small[0].people[0];
  const single = together({
    person: () => Array.from({ length: 100 }, () => scorePerson(one, { model: "phishr", asOf: AS_OF })),
  });
  row({ label: "ours: scorePerson, one record of 20 events", value: single.person / 100 });
  note("The floor and ours are read in turn. The rows by hand stand for what a page would write itself.");
}
