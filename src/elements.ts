// Written by `npm run manifest` from the folders of src/elements; a test fails when it is out of date.
/** The classes, nothing registered: for scoped registries and tags of your own. */
export { ClientRiskCompare } from "./elements/client-risk-compare/client-risk-compare.js";
export { RiskProvider } from "./elements/risk-provider/risk-provider.js";
export { RiskScoreCard } from "./elements/risk-score-card/risk-score-card.js";
export { RiskEvent, type RiskErrorDetail, type RiskEventDetails } from "./events/index.js";
export { registerStrings, type LocaleStrings } from "./strings/index.js";
