const DAYS = ["22", "19", "16", "13", "10"];

/** One person's record: the object that goes to the card's `data`. */
export const person = (clicks) => ({
  id: "usr_1",
  name: "Ada Park",
  events: DAYS.slice(0, clicks).map((day) => ({ type: "simulation_clicked", at: `2026-10-${day}T09:00:00Z` })),
});

/** A whole dataset: what the provider hands to every element inside it. */
export const book = (clicks) => ({
  as_of: "2026-10-27T09:00:00Z",
  clients: [
    { id: "northwind", name: "Northwind", people: [person(clicks)] },
    { id: "contoso", name: "Contoso", people: [{ ...person(2), id: "usr_2", name: "Ben Ito" }] },
  ],
});
