export const card = {
  _: "card",
  summary: "{name}: risk score {score} of {max}, {band}.",
  summaryChange: "{change} over {days}, {trend}.",
  summaryNone: "{name}: not enough data for a risk score.",
  signals: "{n} of {total} signals",
  scored: { one: "{n} of {total} person scored", other: "{n} of {total} people scored" },
  events: { one: "{n} event", other: "{n} events" },
  client: "Client",
  department: "Department",
  role: "Role",
  changed: "{name}: now {score}, {band}.",
  sparkline: "Score over the last {days}",
} as const;
