export const card = {
  _: "card",
  summary: "{name}: risk score {score} of {max}, {band}.",
  summaryChange: "{change} over {days}, {trend}.",
  summaryNone: "{name}: not enough data for a risk score.",
  /** Of how many decides between signal and signals, and between person and people. */
  signals: { one: "{count} of {n} signal", other: "{count} of {n} signals" },
  scored: { one: "{count} of {n} person scored", other: "{count} of {n} people scored" },
  events: { one: "{n} event", other: "{n} events" },
  client: "Client",
  department: "Department",
  role: "Role",
  changed: "{name}: now {score}, {band}.",
  noPast: "No earlier scores",
  sparkline: "Score over the last {days}",
} as const;
