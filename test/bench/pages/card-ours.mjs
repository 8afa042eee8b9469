// Ours as it is built, given records of events: it reads, checks and scores them, and makes the line of scores too.
import "../../../dist/elements/risk-score-card/define.js";

export { contender, given } from "../lib/card-kit.mjs";
