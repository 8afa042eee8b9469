// Written by `npm run manifest` from the folders of src/elements; a test fails when it is out of date.
/** Registers every element. */
export { ClientRiskCompare } from "./elements/client-risk-compare/define.js";
export { RiskProvider } from "./elements/risk-provider/define.js";
export { RiskScoreCard } from "./elements/risk-score-card/define.js";
export { RiskEvent, type RiskErrorDetail, type RiskEventDetails } from "./events/index.js";
export { registerStrings, type LocaleStrings } from "./strings/index.js";
