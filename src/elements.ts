// Written by `npm run manifest` from the folders of src/elements; a test fails when it is out of date.
/** The classes, nothing registered: for scoped registries and tags of your own. */
export { ClientRiskCompare } from "./elements/client-risk-compare/client-risk-compare.js";
export { RiskBreakdown } from "./elements/risk-breakdown/risk-breakdown.js";
export { RiskDistribution } from "./elements/risk-distribution/risk-distribution.js";
export { RiskModelCompare } from "./elements/risk-model-compare/risk-model-compare.js";
export { RiskMovers } from "./elements/risk-movers/risk-movers.js";
export { RiskProvider } from "./elements/risk-provider/risk-provider.js";
export { RiskRanking } from "./elements/risk-ranking/risk-ranking.js";
export { RiskReport } from "./elements/risk-report/risk-report.js";
export { RiskScoreCard } from "./elements/risk-score-card/risk-score-card.js";
export { RiskTrend } from "./elements/risk-trend/risk-trend.js";
export { RiskWhatIf } from "./elements/risk-what-if/risk-what-if.js";
export { RiskEvent, type RiskErrorDetail, type RiskEventDetails } from "./events/index.js";
export { registerStrings, type LocaleStrings } from "./strings/index.js";
