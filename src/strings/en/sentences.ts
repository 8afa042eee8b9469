/** Why a score moved, in one sentence. */
export const sentences = {
  _: "sentences",
  up: "Up {n} since {date}: {list}.",
  down: "Down {n} since {date}: {list}.",
  upBand: "Up {n} since {date}, from {from} to {to}: {list}.",
  downBand: "Down {n} since {date}, from {from} to {to}: {list}.",
  still: "No change since {date}: {list}.",
  stillNone: "No change since {date}.",
  part: "{what} ({n})",
  /** Two things as one: "two clicks and one report". */
  both: "{a} and {b}",
  fading: "older events fading",
  rest: "everything else",
  /** Instead of `rest` where nothing is large enough to be named. */
  small: "several small movements",
  /** Numbers from nought on as words; a language that bends them leaves this empty. */
  words: "no,one,two,three,four,five,six,seven,eight,nine,ten",
  /** Not empty: the name of a row begins small inside a sentence. */
  lower: "yes",
  "what.phishing_failures": { one: "{n} failed simulation", other: "{n} failed simulations" },
  "what.repeat_pattern": { one: "failing again soon after", other: "failing again soon after" },
  "what.simulation_clicked": { one: "{n} click", other: "{n} clicks" },
  "what.simulation_opened": { one: "{n} open", other: "{n} opens" },
  "what.simulation_submitted": { one: "data entered once", other: "data entered {n} times" },
  "what.simulation_reported": { one: "{n} report", other: "{n} reports" },
  "what.simulations_reported": { one: "{n} report", other: "{n} reports" },
  "what.threats_reported": { one: "{n} reported threat", other: "{n} reported threats" },
  "what.threat_clicked": { one: "{n} real threat clicked", other: "{n} real threats clicked" },
  "what.training_completed": { one: "{n} training", other: "{n} trainings" },
  "what.training": { one: "{n} training", other: "{n} trainings" },
  "what.breach_exposure": { one: "{n} breach", other: "{n} breaches" },
} as const;
