// Written by `npm run manifest` from the folders of src/elements; a test fails when it is out of date.
/** Registers every element. */
export { ClientRiskCompare } from "./elements/client-risk-compare/define.js";
export { RiskBreakdown } from "./elements/risk-breakdown/define.js";
export { RiskDistribution } from "./elements/risk-distribution/define.js";
export { RiskModelCompare } from "./elements/risk-model-compare/define.js";
export { RiskMovers } from "./elements/risk-movers/define.js";
export { RiskProvider } from "./elements/risk-provider/define.js";
export { RiskRanking } from "./elements/risk-ranking/define.js";
export { RiskReport } from "./elements/risk-report/define.js";
export { RiskScoreCard } from "./elements/risk-score-card/define.js";
export { RiskTrend } from "./elements/risk-trend/define.js";
export { RiskWhatIf } from "./elements/risk-what-if/define.js";
export { RiskEvent, type RiskErrorDetail, type RiskEventDetails } from "./events/index.js";
export { registerStrings, type LocaleStrings } from "./strings/index.js";
