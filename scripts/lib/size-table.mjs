// The table of docs/size.md: what is before stays as it is written, what is now and what is wanted are test/sizes.json's.

const ROWS = {
  "`risk-score-card`": "risk-score-card",
  "the other elements that draw": null,
  "`risk-provider`": "risk-provider",
  kit: "kit",
  "engine, all of it": "engine",
  scoring: "scoring",
  "`web/human-risk-widgets.js`": "web",
  "`human-risk-widgets.iife.js`, whole": "standalone",
};
const HEAD = /^\| entry .*\n\|[ |:-]+\n/m;

const bytes = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, " ");

/** From the smallest to the largest of the elements that have no row of their own. */
function others(pins) {
  const own = Object.values(ROWS);
  const sizes = Object.keys(pins)
    .filter((name) => name.includes("risk-") && !own.includes(name))
    .map((name) => pins[name]);
  return `${bytes(Math.min(...sizes))} to ${bytes(Math.max(...sizes))}`;
}

/** @returns {string} the page with its table as the pins say; not yet aligned as prettier does */
export function withSizes(page, { pins, goals, budgets }) {
  const [head] = page.match(HEAD) ?? [];
  if (!head) throw new Error("docs/size.md has no table that begins with | entry.");
  const from = page.indexOf(head) + head.length;
  const to = page.indexOf("\n\n", from);
  const lines = page
    .slice(from, to)
    .split("\n")
    .map((line) => {
      const [, name, before] = line.split("|").map((cell) => cell.trim());
      if (!(name in ROWS)) throw new Error(`docs/size.md: ${name} is no entry of the table.`);
      const key = ROWS[name];
      const goal = goals[key] ?? budgets[key];
      return `| ${name} | ${before} | ${key ? bytes(pins[key]) : others(pins)} | ${goal ? bytes(goal) : ""} |`;
    });
  return page.slice(0, from) + lines.join("\n") + page.slice(to);
}
