export const distribution = {
  _: "distribution",
  title: "People per band",
  /** Of how many decides between person and people. */
  scored: { one: "{count} of {n} person scored", other: "{count} of {n} people scored" },
  band: "Band",
  range: "Range",
  people: "People",
  share: "Share",
  row: "{band}: {count}",
  rowShare: "{band}: {count}, {share}",
  /** Of those that hold the most, how many are equal. */
  summary: { one: "The largest group is {band}: {count}.", other: "The largest groups are {band}: {count} each." },
  summaryNone: "Nobody has a score.",
  movedDays: "Moved to another band in {days}",
  riskier: "To a riskier band",
  safer: "To a safer band",
  stayed: { one: "{count} stayed in their band", other: "{count} stayed in their band" },
  flow: "{from} to {to}: {count}",
  flowsWithheld: "Too few people moved to show how many.",
  joined: { one: "{n} gained or lost a score", other: "{n} gained or lost a score" },
  impossible:
    "These numbers cannot all be true: with these bands the average lies between {low} and {high}, and the service says {found}.",
  mismatch: "These numbers do not add up: {found} in the bands, {possible} scored.",
} as const;
