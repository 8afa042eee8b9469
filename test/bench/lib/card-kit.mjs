// What a page hands to our cards, whichever way it loaded them.
import { AS_OF } from "./people.mjs";

const asRecords = (people) => ({
  as_of: AS_OF,
  model: "phishr",
  clients: [
    {
      id: "c",
      name: "Northwind",
      people: people.map(({ id, name, department, role, events }) => ({ id, name, department, role, events })),
    },
  ],
});
/** What others are given: scores, and their past. The card reads it as a service's answer. */
const asScores = (people) => ({
  model: "phishr",
  last_updated: AS_OF,
  clients: people.map(({ id, name, score, change, points }) => ({
    client_id: id,
    name,
    average_score: score,
    change,
    employee_count: 20,
    scored_count: 20,
    history: points,
  })),
});

const contenderOf = (subject, shape) => ({
  prepare: shape,
  mount: (host, data, people) =>
    people.map((person) => {
      const el = document.createElement("risk-score-card");
      el[subject] = person.id;
      el.data = data;
      el.style.width = "290px";
      host.append(el);
      return el;
    }),
  update: (cards, data) => cards.forEach((card) => (card.data = data)),
  unmount: (cards) => cards.forEach((card) => card.remove()),
  ready: (cards) => cards.every(({ phase }) => phase === "ready"),
});

export const contender = contenderOf("person", asRecords);
export const given = contenderOf("client", asScores);
