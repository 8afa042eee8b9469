import type { Manual } from "./types.js";

const DATA = "dataset.json";
const TABLE: Manual["keys"][number] = [
  "Enter or Space on “Show as a table”",
  "The chart’s numbers as a table, and back.",
];
const EXPORT: Manual["keys"][number] = [
  "Enter on “Export”, Esc",
  "Opens the formats; Esc closes them and returns to the button.",
];
const POINTS: Manual["keys"][number] = [
  "Arrow keys, Home, End, Page Up, Page Down in a chart, Esc",
  "Go from point to point; each is read out. Esc takes what is said of it away; the next key goes on from there.",
];
const NAMES =
  "A person’s or client’s name is a real button: its press fires risk-select, and its full name is its accessible name even where it is cut.";
const LIVE = "An update that changes what is shown is announced once, politely; a flood of updates is one sentence.";
const HUE = "A band is a word first, then a shape (steps), then a colour: nothing is lost without colour.";

/** The words of each element's manual, by tag. */
export const MANUALS: Readonly<Record<string, Manual>> = {
  "risk-score-card": {
    use: [
      "say where one person, department or client stands, with the reason in reach;",
      "put a score beside a name in running text or a table cell (variant compact or badge);",
      "show a number that you have already, without any data (score, model, label).",
    ],
    not: [
      "compare several clients: client-risk-compare;",
      "explain why: risk-breakdown;",
      "show how a score moved in detail: risk-trend.",
    ],
    keys: [POINTS, ["Enter or Space on the name", "With selectable: fires risk-select."]],
    access: [
      HUE,
      "The card is one region with the subject’s name; score, band and change are one sentence for a screen reader.",
      LIVE,
      "A badge without its word (short) keeps the word in its accessible name.",
    ],
    example: {
      tag: "risk-score-card",
      attributes: { src: DATA, client: "acme", selectable: true },
      event: ["risk-select", "id"],
    },
  },
  "risk-breakdown": {
    use: [
      "show which signals make up a score; the rows add up to it;",
      "show why it moved (mode change), new evidence apart from what faded;",
      "tell what would lower the risk most, and assign training there and then.",
    ],
    not: ["try several measures out: risk-what-if;", "show every point in time: risk-trend."],
    keys: [["Enter on “Points” or “Change”", "Switches the mode; the choice is marked as pressed."], TABLE, EXPORT],
    access: [
      "Bars never stand alone: each row has its label and its signed number as text.",
      "The sum is written out under its rule, with a sentence when rounding would hide a difference.",
      HUE,
    ],
    example: {
      tag: "risk-breakdown",
      attributes: { src: DATA, person: "ada", mode: "change", window: "30" },
      event: ["risk-assign-training", "id"],
    },
  },
  "client-risk-compare": {
    use: [
      "see all clients at once, sorted by score, change or name;",
      "lay the lines of a few clients over each other (choose them, then Compare);",
      "compare departments or roles instead (of).",
    ],
    not: ["rank people: risk-ranking;", "put models side by side: risk-model-compare."],
    keys: [
      ["Enter on a column head", "Sorts by it; again turns the order round."],
      ["Space on a checkbox", "Chooses a client for the chart."],
      POINTS,
      EXPORT,
    ],
    access: [
      NAMES,
      "A real table: sorted columns say so (aria-sort), and a filter announces how many rows are left.",
      "Under 560 px a row becomes two lines; the page never scrolls sideways, down to 200 px.",
    ],
    example: {
      tag: "client-risk-compare",
      attributes: { src: DATA, sort: "change" },
      event: ["risk-select", "id"],
    },
  },
  "risk-ranking": {
    use: [
      "find the people who need attention first, across every client;",
      "filter a large book, choose several people and assign training to them;",
      "work through up to 100 000 rows.",
    ],
    not: [
      "show a client who their riskiest people are: with audience=client no person is shown;",
      "show only who moved: risk-movers.",
    ],
    keys: [
      ["↑ ↓ Home End Page Up Page Down", "From row to row."],
      ["Space, Shift + arrows, Ctrl or ⌘ + A", "Choose one, a range, all that are shown."],
      ["Enter", "Opens the person: fires risk-select."],
      ["Letters", "Go to the next name that begins with them."],
      ["Esc", "Clears the selection."],
      EXPORT,
    ],
    access: [
      "Only the rows in view are in the page; position and total are told by aria-rowindex and aria-rowcount.",
      "Focus stays on the person, not on the place, when scores change and rows move.",
      NAMES,
    ],
    example: {
      tag: "risk-ranking",
      attributes: { src: DATA, rows: "8", band: "critical" },
      event: ["risk-assign-training", "id"],
    },
  },
  "risk-trend": {
    use: [
      "show how a score went, on the model’s band zones, with the events that moved it;",
      "show where it goes if nothing happens (forecast, in days).",
    ],
    not: ["show one number with a small line: risk-score-card;", "compare many clients: client-risk-compare."],
    keys: [POINTS, TABLE, EXPORT],
    access: [
      "The title says what happened in a sentence; the chart’s name is that sentence.",
      "Missing days stay a gap, are bracketed, and are named: nothing is joined across them.",
      "Events are a list under the chart where their labels would touch.",
    ],
    example: {
      tag: "risk-trend",
      attributes: { src: DATA, client: "acme", window: "180", forecast: "60" },
      event: ["risk-export", "format"],
    },
  },
  "risk-distribution": {
    use: [
      "show how many people are in each band, of a client, a department or all;",
      "show how many moved to another band.",
    ],
    not: ["say who they are: risk-ranking;", "give one number for a client: risk-score-card."],
    keys: [TABLE, EXPORT],
    access: [
      HUE,
      "Counts and shares are text; a share always stands beside its count.",
      "People without a score are their own row and in no share.",
    ],
    example: { tag: "risk-distribution", attributes: { src: DATA, client: "acme" }, event: ["risk-load", "id"] },
  },
  "risk-movers": {
    use: ["open a meeting: who climbed most, who improved most;", "see movements of clients or departments (of)."],
    not: ["see everybody: risk-ranking;", "see the way between then and now: risk-trend."],
    keys: [["Enter on a name", "Fires risk-select."], TABLE, EXPORT],
    access: [
      "Ring is then, dot is now; the same is said in words in each row.",
      "Arrows point by risk, the sign is the number’s own, the word settles it.",
      NAMES,
    ],
    example: { tag: "risk-movers", attributes: { src: DATA, of: "clients", limit: "3" }, event: ["risk-select", "id"] },
  },
  "risk-what-if": {
    use: [
      "try measures out before promising them: training done, no clicks for a month, another role;",
      "find the fewest actions that reach the next band down;",
      "hand a scenario on as a link (link).",
    ],
    not: ["record what was done: nothing here is saved into the data;", "explain the score as it is: risk-breakdown."],
    keys: [
      [
        "Space on a checkbox, arrow keys in a slider or list",
        "Change the evidence; the result is said once you pause.",
      ],
      ["Enter on “Start over”", "Back to what is on record."],
    ],
    access: [
      "Every control is a native one with a label.",
      "The new score is announced after a pause, not at every step of a slider.",
      "What is tried out is always shown beside what is on record.",
    ],
    example: { tag: "risk-what-if", attributes: { src: DATA, person: "ada" }, event: ["risk-what-if", "changes"] },
  },
  "risk-model-compare": {
    use: [
      "choose a model: the same people under several of them;",
      "see where models disagree and what each cannot see in your data.",
    ],
    not: [
      "compare clients: client-risk-compare;",
      "average models: scores of different scales never meet in one column.",
    ],
    keys: [["Enter on a name", "Fires risk-select."], TABLE, EXPORT],
    access: [
      "Each model’s column is headed with its scale and its direction.",
      "In the chart all scales are laid from safest to riskiest; the table keeps the models’ own numbers.",
      NAMES,
    ],
    example: {
      tag: "risk-model-compare",
      attributes: { src: DATA, client: "acme", models: "moxso phishr" },
      event: ["risk-select", "id"],
    },
  },
  "risk-report": {
    use: [
      "hand a review over, on screen or as PDF: print() makes tidy A4 or Letter pages;",
      "write the same review for the client (audience client).",
    ],
    not: [
      "look at one thing live: take the element that shows it;",
      "send scores of people to a client: with audience=client there are none in it.",
    ],
    keys: [["Enter on “Print or save as PDF”", "Opens the browser’s own dialog."], EXPORT],
    access: [
      "Headings are in order, so that a screen reader’s list of them is the report’s contents.",
      "Withheld groups are a row that says so.",
      "Rows and sections do not break over pages; table heads repeat; controls are not printed; dark prints as light.",
    ],
    example: {
      tag: "risk-report",
      attributes: { src: DATA, client: "acme", period: "monthly", "prepared-by": "Northbeam IT" },
      event: ["risk-export", "format"],
    },
  },
  "risk-provider": {
    use: [
      "give many elements one source, one model, one language and one theme;",
      "keep a page fresh (refresh, live), with one request however many elements ask;",
      "nest: a client’s provider inside yours takes what it does not set, and the stricter audience holds.",
    ],
    not: ["show anything: it has no look of its own;", "carry one card only: the card takes src or data itself."],
    keys: [["None", "It is not in the order of the Tab key."]],
    access: [
      "It has no box (display: contents) and no role: the page’s structure stays what it was.",
      "theme sets the colour scheme for all inside; a reader’s forced colours win over every theme.",
      LIVE,
    ],
    example: {
      tag: "risk-provider",
      attributes: { src: DATA, model: "moxso", audience: "client", history: "indexeddb" },
      event: ["risk-error", "message"],
      children: [
        { tag: "risk-score-card", attributes: { client: "acme" } },
        { tag: "risk-trend", attributes: { client: "acme" } },
      ],
    },
  },
};
