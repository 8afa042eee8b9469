// What each word that an attribute takes stands for: editors show it beside the word. Keys are `attribute`, or `tag attribute` where
// elements differ; a word that has none fails `npm run manifest`.
const MEANINGS = {
  model: {
    phishr: "Phishr: 0 to 1, from simulations and trainings.",
    caniphish: "CanIPhish: 0 to 100, from its own measures and breaches.",
    moxso: "Moxso: 0 to 100, five weighted signals, one of them the peers.",
    metacompliance: "MetaCompliance: 0 to 100, engagement, courses and phishing.",
    infima: "Infima: 0 to 100, behaviour and role; an approximation.",
  },
  redact: {
    none: "Names as they are.",
    initials: "Initials instead of names.",
    pseudonym: "Pseudonyms instead of names.",
  },
  audience: {
    internal: "Whoever looks after the people: names and single scores.",
    client: "The client: groups of enough people, never a person.",
  },
  "risk-score-card variant": {
    card: "Number, band, ruler, change, line and coverage.",
    compact: "One line and a ruler.",
    badge: "A pill for running text and table cells.",
  },
  "risk-breakdown mode": {
    points: "What makes up the score.",
    change: "Why it moved over the window.",
  },
  "risk-breakdown by": {
    groups: "By departments; of several clients, by client.",
    people: "By people.",
  },
  of: {
    people: "People.",
    clients: "Clients.",
    departments: "Departments of everybody or of `client`.",
    roles: "Roles of everybody or of `client`.",
  },
  sort: {
    name: "By name.",
    client: "By client.",
    department: "By department.",
    role: "By role.",
    score: "By score.",
    change: "By change over the window.",
    failed: "By the last failure.",
    people: "By number of people.",
  },
  order: {
    asc: "The safest (or the earliest) first.",
    desc: "The riskiest (or the latest) first.",
  },
  "client-risk-compare layout": {
    overlay: "The chosen rows in one chart.",
    multiples: "One chart for each, on one scale.",
  },
  "risk-provider history": {
    none: "Nothing is kept.",
    indexeddb: "The browser keeps a record of each calculation.",
  },
  theme: { light: "Light.", dark: "Dark." },
  "risk-report period": { monthly: "The last 30 days.", quarterly: "The last 90 days." },
};

/** The words that an attribute of the manifest takes, each with its meaning; empty where it takes any text. */
export function wordsOf(tag, { name, type }) {
  const meanings = MEANINGS[`${tag} ${name}`] ?? MEANINGS[name] ?? {};
  const words =
    name === "model" ? Object.keys(meanings) : [...(type?.text ?? "").matchAll(/"([^"]+)"/g)].map(([, word]) => word);
  return words.map((word) => {
    if (!meanings[word]) throw new Error(`<${tag} ${name}="${word}"> has no meaning in scripts/lib/words.mjs.`);
    return { name: word, description: meanings[word] };
  });
}
