// Written by `npm run manifest` from the elements' class docs; a test fails when it is out of date.
import * as i0 from "@angular/core";
import type * as kit from "../dist/elements.js";

/** Inputs of `<client-risk-compare>`. */
export declare class ClientRiskCompareInputs {
  asOf: kit.ClientRiskCompare["asOf"];
  audience: kit.ClientRiskCompare["audience"];
  band: kit.ClientRiskCompare["band"];
  chosen: kit.ClientRiskCompare["chosen"];
  client: kit.ClientRiskCompare["client"];
  data: kit.ClientRiskCompare["data"];
  department: kit.ClientRiskCompare["department"];
  expectedRows: kit.ClientRiskCompare["expectedRows"];
  jobRole: kit.ClientRiskCompare["jobRole"];
  layout: kit.ClientRiskCompare["layout"];
  locale: kit.ClientRiskCompare["locale"];
  model: kit.ClientRiskCompare["model"];
  of: kit.ClientRiskCompare["of"];
  order: kit.ClientRiskCompare["order"];
  person: kit.ClientRiskCompare["person"];
  redact: kit.ClientRiskCompare["redact"];
  search: kit.ClientRiskCompare["search"];
  sort: kit.ClientRiskCompare["sort"];
  src: kit.ClientRiskCompare["src"];
  tenant: kit.ClientRiskCompare["tenant"];
  window: kit.ClientRiskCompare["window"];

  static ɵfac: i0.ɵɵFactoryDeclaration<ClientRiskCompareInputs, never>;
  static ɵdir: i0.ɵɵDirectiveDeclaration<ClientRiskCompareInputs, "client-risk-compare", never, { "asOf": { "alias": "asOf"; "required": false }; "audience": { "alias": "audience"; "required": false }; "band": { "alias": "band"; "required": false }; "chosen": { "alias": "chosen"; "required": false }; "client": { "alias": "client"; "required": false }; "data": { "alias": "data"; "required": false }; "department": { "alias": "department"; "required": false }; "expectedRows": { "alias": "expectedRows"; "required": false }; "jobRole": { "alias": "jobRole"; "required": false }; "layout": { "alias": "layout"; "required": false }; "locale": { "alias": "locale"; "required": false }; "model": { "alias": "model"; "required": false }; "of": { "alias": "of"; "required": false }; "order": { "alias": "order"; "required": false }; "person": { "alias": "person"; "required": false }; "redact": { "alias": "redact"; "required": false }; "search": { "alias": "search"; "required": false }; "sort": { "alias": "sort"; "required": false }; "src": { "alias": "src"; "required": false }; "tenant": { "alias": "tenant"; "required": false }; "window": { "alias": "window"; "required": false } }, {}, never, never, true, never>;
}

/** Inputs of `<risk-breakdown>`. */
export declare class RiskBreakdownInputs {
  asOf: kit.RiskBreakdown["asOf"];
  audience: kit.RiskBreakdown["audience"];
  by: kit.RiskBreakdown["by"];
  client: kit.RiskBreakdown["client"];
  data: kit.RiskBreakdown["data"];
  department: kit.RiskBreakdown["department"];
  jobRole: kit.RiskBreakdown["jobRole"];
  locale: kit.RiskBreakdown["locale"];
  mode: kit.RiskBreakdown["mode"];
  model: kit.RiskBreakdown["model"];
  person: kit.RiskBreakdown["person"];
  redact: kit.RiskBreakdown["redact"];
  src: kit.RiskBreakdown["src"];
  targets: kit.RiskBreakdown["targets"];
  tenant: kit.RiskBreakdown["tenant"];
  window: kit.RiskBreakdown["window"];

  static ɵfac: i0.ɵɵFactoryDeclaration<RiskBreakdownInputs, never>;
  static ɵdir: i0.ɵɵDirectiveDeclaration<RiskBreakdownInputs, "risk-breakdown", never, { "asOf": { "alias": "asOf"; "required": false }; "audience": { "alias": "audience"; "required": false }; "by": { "alias": "by"; "required": false }; "client": { "alias": "client"; "required": false }; "data": { "alias": "data"; "required": false }; "department": { "alias": "department"; "required": false }; "jobRole": { "alias": "jobRole"; "required": false }; "locale": { "alias": "locale"; "required": false }; "mode": { "alias": "mode"; "required": false }; "model": { "alias": "model"; "required": false }; "person": { "alias": "person"; "required": false }; "redact": { "alias": "redact"; "required": false }; "src": { "alias": "src"; "required": false }; "targets": { "alias": "targets"; "required": false }; "tenant": { "alias": "tenant"; "required": false }; "window": { "alias": "window"; "required": false } }, {}, never, never, true, never>;
}

/** Inputs of `<risk-distribution>`. */
export declare class RiskDistributionInputs {
  asOf: kit.RiskDistribution["asOf"];
  audience: kit.RiskDistribution["audience"];
  client: kit.RiskDistribution["client"];
  data: kit.RiskDistribution["data"];
  department: kit.RiskDistribution["department"];
  jobRole: kit.RiskDistribution["jobRole"];
  locale: kit.RiskDistribution["locale"];
  model: kit.RiskDistribution["model"];
  person: kit.RiskDistribution["person"];
  redact: kit.RiskDistribution["redact"];
  src: kit.RiskDistribution["src"];
  tenant: kit.RiskDistribution["tenant"];
  window: kit.RiskDistribution["window"];

  static ɵfac: i0.ɵɵFactoryDeclaration<RiskDistributionInputs, never>;
  static ɵdir: i0.ɵɵDirectiveDeclaration<RiskDistributionInputs, "risk-distribution", never, { "asOf": { "alias": "asOf"; "required": false }; "audience": { "alias": "audience"; "required": false }; "client": { "alias": "client"; "required": false }; "data": { "alias": "data"; "required": false }; "department": { "alias": "department"; "required": false }; "jobRole": { "alias": "jobRole"; "required": false }; "locale": { "alias": "locale"; "required": false }; "model": { "alias": "model"; "required": false }; "person": { "alias": "person"; "required": false }; "redact": { "alias": "redact"; "required": false }; "src": { "alias": "src"; "required": false }; "tenant": { "alias": "tenant"; "required": false }; "window": { "alias": "window"; "required": false } }, {}, never, never, true, never>;
}

/** Inputs of `<risk-model-compare>`. */
export declare class RiskModelCompareInputs {
  asOf: kit.RiskModelCompare["asOf"];
  audience: kit.RiskModelCompare["audience"];
  client: kit.RiskModelCompare["client"];
  data: kit.RiskModelCompare["data"];
  department: kit.RiskModelCompare["department"];
  jobRole: kit.RiskModelCompare["jobRole"];
  locale: kit.RiskModelCompare["locale"];
  model: kit.RiskModelCompare["model"];
  models: kit.RiskModelCompare["models"];
  person: kit.RiskModelCompare["person"];
  redact: kit.RiskModelCompare["redact"];
  src: kit.RiskModelCompare["src"];
  tenant: kit.RiskModelCompare["tenant"];
  window: kit.RiskModelCompare["window"];

  static ɵfac: i0.ɵɵFactoryDeclaration<RiskModelCompareInputs, never>;
  static ɵdir: i0.ɵɵDirectiveDeclaration<RiskModelCompareInputs, "risk-model-compare", never, { "asOf": { "alias": "asOf"; "required": false }; "audience": { "alias": "audience"; "required": false }; "client": { "alias": "client"; "required": false }; "data": { "alias": "data"; "required": false }; "department": { "alias": "department"; "required": false }; "jobRole": { "alias": "jobRole"; "required": false }; "locale": { "alias": "locale"; "required": false }; "model": { "alias": "model"; "required": false }; "models": { "alias": "models"; "required": false }; "person": { "alias": "person"; "required": false }; "redact": { "alias": "redact"; "required": false }; "src": { "alias": "src"; "required": false }; "tenant": { "alias": "tenant"; "required": false }; "window": { "alias": "window"; "required": false } }, {}, never, never, true, never>;
}

/** Inputs of `<risk-movers>`. */
export declare class RiskMoversInputs {
  asOf: kit.RiskMovers["asOf"];
  audience: kit.RiskMovers["audience"];
  client: kit.RiskMovers["client"];
  data: kit.RiskMovers["data"];
  department: kit.RiskMovers["department"];
  jobRole: kit.RiskMovers["jobRole"];
  limit: kit.RiskMovers["limit"];
  locale: kit.RiskMovers["locale"];
  model: kit.RiskMovers["model"];
  of: kit.RiskMovers["of"];
  person: kit.RiskMovers["person"];
  redact: kit.RiskMovers["redact"];
  src: kit.RiskMovers["src"];
  tenant: kit.RiskMovers["tenant"];
  window: kit.RiskMovers["window"];

  static ɵfac: i0.ɵɵFactoryDeclaration<RiskMoversInputs, never>;
  static ɵdir: i0.ɵɵDirectiveDeclaration<RiskMoversInputs, "risk-movers", never, { "asOf": { "alias": "asOf"; "required": false }; "audience": { "alias": "audience"; "required": false }; "client": { "alias": "client"; "required": false }; "data": { "alias": "data"; "required": false }; "department": { "alias": "department"; "required": false }; "jobRole": { "alias": "jobRole"; "required": false }; "limit": { "alias": "limit"; "required": false }; "locale": { "alias": "locale"; "required": false }; "model": { "alias": "model"; "required": false }; "of": { "alias": "of"; "required": false }; "person": { "alias": "person"; "required": false }; "redact": { "alias": "redact"; "required": false }; "src": { "alias": "src"; "required": false }; "tenant": { "alias": "tenant"; "required": false }; "window": { "alias": "window"; "required": false } }, {}, never, never, true, never>;
}

/** Inputs of `<risk-provider>`. */
export declare class RiskProviderInputs {
  apiBase: kit.RiskProvider["apiBase"];
  asOf: kit.RiskProvider["asOf"];
  audience: kit.RiskProvider["audience"];
  data: kit.RiskProvider["data"];
  getToken: kit.RiskProvider["getToken"];
  history: kit.RiskProvider["history"];
  live: kit.RiskProvider["live"];
  locale: kit.RiskProvider["locale"];
  model: kit.RiskProvider["model"];
  redact: kit.RiskProvider["redact"];
  refreshSeconds: kit.RiskProvider["refreshSeconds"];
  source: kit.RiskProvider["source"];
  src: kit.RiskProvider["src"];
  strings: kit.RiskProvider["strings"];
  tenant: kit.RiskProvider["tenant"];
  theme: kit.RiskProvider["theme"];
  window: kit.RiskProvider["window"];
  static ngAcceptInputType_live: boolean | "" | "true" | "false" | null | undefined;
  static ɵfac: i0.ɵɵFactoryDeclaration<RiskProviderInputs, never>;
  static ɵdir: i0.ɵɵDirectiveDeclaration<RiskProviderInputs, "risk-provider", never, { "apiBase": { "alias": "apiBase"; "required": false }; "asOf": { "alias": "asOf"; "required": false }; "audience": { "alias": "audience"; "required": false }; "data": { "alias": "data"; "required": false }; "getToken": { "alias": "getToken"; "required": false }; "history": { "alias": "history"; "required": false }; "live": { "alias": "live"; "required": false }; "locale": { "alias": "locale"; "required": false }; "model": { "alias": "model"; "required": false }; "redact": { "alias": "redact"; "required": false }; "refreshSeconds": { "alias": "refreshSeconds"; "required": false }; "source": { "alias": "source"; "required": false }; "src": { "alias": "src"; "required": false }; "strings": { "alias": "strings"; "required": false }; "tenant": { "alias": "tenant"; "required": false }; "theme": { "alias": "theme"; "required": false }; "window": { "alias": "window"; "required": false } }, {}, never, never, true, never>;
}

/** Inputs of `<risk-ranking>`. */
export declare class RiskRankingInputs {
  asOf: kit.RiskRanking["asOf"];
  audience: kit.RiskRanking["audience"];
  band: kit.RiskRanking["band"];
  client: kit.RiskRanking["client"];
  columns: kit.RiskRanking["columns"];
  data: kit.RiskRanking["data"];
  department: kit.RiskRanking["department"];
  jobRole: kit.RiskRanking["jobRole"];
  locale: kit.RiskRanking["locale"];
  model: kit.RiskRanking["model"];
  order: kit.RiskRanking["order"];
  person: kit.RiskRanking["person"];
  redact: kit.RiskRanking["redact"];
  rows: kit.RiskRanking["rows"];
  search: kit.RiskRanking["search"];
  sort: kit.RiskRanking["sort"];
  src: kit.RiskRanking["src"];
  tenant: kit.RiskRanking["tenant"];
  trend: kit.RiskRanking["trend"];
  window: kit.RiskRanking["window"];
  worker: kit.RiskRanking["worker"];

  static ɵfac: i0.ɵɵFactoryDeclaration<RiskRankingInputs, never>;
  static ɵdir: i0.ɵɵDirectiveDeclaration<RiskRankingInputs, "risk-ranking", never, { "asOf": { "alias": "asOf"; "required": false }; "audience": { "alias": "audience"; "required": false }; "band": { "alias": "band"; "required": false }; "client": { "alias": "client"; "required": false }; "columns": { "alias": "columns"; "required": false }; "data": { "alias": "data"; "required": false }; "department": { "alias": "department"; "required": false }; "jobRole": { "alias": "jobRole"; "required": false }; "locale": { "alias": "locale"; "required": false }; "model": { "alias": "model"; "required": false }; "order": { "alias": "order"; "required": false }; "person": { "alias": "person"; "required": false }; "redact": { "alias": "redact"; "required": false }; "rows": { "alias": "rows"; "required": false }; "search": { "alias": "search"; "required": false }; "sort": { "alias": "sort"; "required": false }; "src": { "alias": "src"; "required": false }; "tenant": { "alias": "tenant"; "required": false }; "trend": { "alias": "trend"; "required": false }; "window": { "alias": "window"; "required": false }; "worker": { "alias": "worker"; "required": false } }, {}, never, never, true, never>;
}

/** Inputs of `<risk-report>`. */
export declare class RiskReportInputs {
  asOf: kit.RiskReport["asOf"];
  audience: kit.RiskReport["audience"];
  client: kit.RiskReport["client"];
  data: kit.RiskReport["data"];
  department: kit.RiskReport["department"];
  jobRole: kit.RiskReport["jobRole"];
  locale: kit.RiskReport["locale"];
  model: kit.RiskReport["model"];
  period: kit.RiskReport["period"];
  person: kit.RiskReport["person"];
  preparedBy: kit.RiskReport["preparedBy"];
  redact: kit.RiskReport["redact"];
  src: kit.RiskReport["src"];
  tenant: kit.RiskReport["tenant"];
  window: kit.RiskReport["window"];

  static ɵfac: i0.ɵɵFactoryDeclaration<RiskReportInputs, never>;
  static ɵdir: i0.ɵɵDirectiveDeclaration<RiskReportInputs, "risk-report", never, { "asOf": { "alias": "asOf"; "required": false }; "audience": { "alias": "audience"; "required": false }; "client": { "alias": "client"; "required": false }; "data": { "alias": "data"; "required": false }; "department": { "alias": "department"; "required": false }; "jobRole": { "alias": "jobRole"; "required": false }; "locale": { "alias": "locale"; "required": false }; "model": { "alias": "model"; "required": false }; "period": { "alias": "period"; "required": false }; "person": { "alias": "person"; "required": false }; "preparedBy": { "alias": "preparedBy"; "required": false }; "redact": { "alias": "redact"; "required": false }; "src": { "alias": "src"; "required": false }; "tenant": { "alias": "tenant"; "required": false }; "window": { "alias": "window"; "required": false } }, {}, never, never, true, never>;
}

/** Inputs of `<risk-score-card>`. */
export declare class RiskScoreCardInputs {
  asOf: kit.RiskScoreCard["asOf"];
  audience: kit.RiskScoreCard["audience"];
  change: kit.RiskScoreCard["change"];
  client: kit.RiskScoreCard["client"];
  data: kit.RiskScoreCard["data"];
  department: kit.RiskScoreCard["department"];
  jobRole: kit.RiskScoreCard["jobRole"];
  label: kit.RiskScoreCard["label"];
  locale: kit.RiskScoreCard["locale"];
  model: kit.RiskScoreCard["model"];
  person: kit.RiskScoreCard["person"];
  redact: kit.RiskScoreCard["redact"];
  score: kit.RiskScoreCard["score"];
  selectable: kit.RiskScoreCard["selectable"];
  short: kit.RiskScoreCard["short"];
  src: kit.RiskScoreCard["src"];
  tenant: kit.RiskScoreCard["tenant"];
  variant: kit.RiskScoreCard["variant"];
  window: kit.RiskScoreCard["window"];
  static ngAcceptInputType_selectable: boolean | "" | "true" | "false" | null | undefined;
  static ngAcceptInputType_short: boolean | "" | "true" | "false" | null | undefined;
  static ɵfac: i0.ɵɵFactoryDeclaration<RiskScoreCardInputs, never>;
  static ɵdir: i0.ɵɵDirectiveDeclaration<RiskScoreCardInputs, "risk-score-card", never, { "asOf": { "alias": "asOf"; "required": false }; "audience": { "alias": "audience"; "required": false }; "change": { "alias": "change"; "required": false }; "client": { "alias": "client"; "required": false }; "data": { "alias": "data"; "required": false }; "department": { "alias": "department"; "required": false }; "jobRole": { "alias": "jobRole"; "required": false }; "label": { "alias": "label"; "required": false }; "locale": { "alias": "locale"; "required": false }; "model": { "alias": "model"; "required": false }; "person": { "alias": "person"; "required": false }; "redact": { "alias": "redact"; "required": false }; "score": { "alias": "score"; "required": false }; "selectable": { "alias": "selectable"; "required": false }; "short": { "alias": "short"; "required": false }; "src": { "alias": "src"; "required": false }; "tenant": { "alias": "tenant"; "required": false }; "variant": { "alias": "variant"; "required": false }; "window": { "alias": "window"; "required": false } }, {}, never, never, true, never>;
}

/** Inputs of `<risk-trend>`. */
export declare class RiskTrendInputs {
  asOf: kit.RiskTrend["asOf"];
  audience: kit.RiskTrend["audience"];
  client: kit.RiskTrend["client"];
  compare: kit.RiskTrend["compare"];
  data: kit.RiskTrend["data"];
  department: kit.RiskTrend["department"];
  forecast: kit.RiskTrend["forecast"];
  jobRole: kit.RiskTrend["jobRole"];
  locale: kit.RiskTrend["locale"];
  model: kit.RiskTrend["model"];
  person: kit.RiskTrend["person"];
  redact: kit.RiskTrend["redact"];
  sound: kit.RiskTrend["sound"];
  src: kit.RiskTrend["src"];
  tenant: kit.RiskTrend["tenant"];
  window: kit.RiskTrend["window"];
  static ngAcceptInputType_sound: boolean | "" | "true" | "false" | null | undefined;
  static ɵfac: i0.ɵɵFactoryDeclaration<RiskTrendInputs, never>;
  static ɵdir: i0.ɵɵDirectiveDeclaration<RiskTrendInputs, "risk-trend", never, { "asOf": { "alias": "asOf"; "required": false }; "audience": { "alias": "audience"; "required": false }; "client": { "alias": "client"; "required": false }; "compare": { "alias": "compare"; "required": false }; "data": { "alias": "data"; "required": false }; "department": { "alias": "department"; "required": false }; "forecast": { "alias": "forecast"; "required": false }; "jobRole": { "alias": "jobRole"; "required": false }; "locale": { "alias": "locale"; "required": false }; "model": { "alias": "model"; "required": false }; "person": { "alias": "person"; "required": false }; "redact": { "alias": "redact"; "required": false }; "sound": { "alias": "sound"; "required": false }; "src": { "alias": "src"; "required": false }; "tenant": { "alias": "tenant"; "required": false }; "window": { "alias": "window"; "required": false } }, {}, never, never, true, never>;
}

/** Inputs of `<risk-what-if>`. */
export declare class RiskWhatIfInputs {
  asOf: kit.RiskWhatIf["asOf"];
  audience: kit.RiskWhatIf["audience"];
  changes: kit.RiskWhatIf["changes"];
  client: kit.RiskWhatIf["client"];
  data: kit.RiskWhatIf["data"];
  department: kit.RiskWhatIf["department"];
  jobRole: kit.RiskWhatIf["jobRole"];
  link: kit.RiskWhatIf["link"];
  locale: kit.RiskWhatIf["locale"];
  model: kit.RiskWhatIf["model"];
  person: kit.RiskWhatIf["person"];
  redact: kit.RiskWhatIf["redact"];
  src: kit.RiskWhatIf["src"];
  targets: kit.RiskWhatIf["targets"];
  tenant: kit.RiskWhatIf["tenant"];
  window: kit.RiskWhatIf["window"];

  static ɵfac: i0.ɵɵFactoryDeclaration<RiskWhatIfInputs, never>;
  static ɵdir: i0.ɵɵDirectiveDeclaration<RiskWhatIfInputs, "risk-what-if", never, { "asOf": { "alias": "asOf"; "required": false }; "audience": { "alias": "audience"; "required": false }; "changes": { "alias": "changes"; "required": false }; "client": { "alias": "client"; "required": false }; "data": { "alias": "data"; "required": false }; "department": { "alias": "department"; "required": false }; "jobRole": { "alias": "jobRole"; "required": false }; "link": { "alias": "link"; "required": false }; "locale": { "alias": "locale"; "required": false }; "model": { "alias": "model"; "required": false }; "person": { "alias": "person"; "required": false }; "redact": { "alias": "redact"; "required": false }; "src": { "alias": "src"; "required": false }; "targets": { "alias": "targets"; "required": false }; "tenant": { "alias": "tenant"; "required": false }; "window": { "alias": "window"; "required": false } }, {}, never, never, true, never>;
}

/** For `imports` of a component, beside `schemas: [CUSTOM_ELEMENTS_SCHEMA]`. */
export declare const RISK_ELEMENTS: readonly [typeof ClientRiskCompareInputs, typeof RiskBreakdownInputs, typeof RiskDistributionInputs, typeof RiskModelCompareInputs, typeof RiskMoversInputs, typeof RiskProviderInputs, typeof RiskRankingInputs, typeof RiskReportInputs, typeof RiskScoreCardInputs, typeof RiskTrendInputs, typeof RiskWhatIfInputs];
