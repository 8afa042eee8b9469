// Written by `npm run manifest` from the elements' class docs; a test fails when it is out of date.
import * as i0 from "@angular/core";

/** Hands what a template binds to the element's property of the same name. */
class Inputs {
  constructor() {
    this.element = i0.inject(i0.ElementRef).nativeElement;
  }
}
const hand = (type, names, flags) => {
  for (const name of names) {
    const value = flags.includes(name) ? i0.booleanAttribute : (given) => given;
    Object.defineProperty(type.prototype, name, {
      set(given) {
        this.element[name] = value(given);
      },
    });
  }
};

export class ClientRiskCompareInputs extends Inputs {}
ClientRiskCompareInputs.ɵfac = i0.ɵɵngDeclareFactory({ minVersion: "12.0.0", version: "21.2.26", ngImport: i0, type: ClientRiskCompareInputs, deps: [], target: i0.ɵɵFactoryTarget.Directive });
ClientRiskCompareInputs.ɵdir = i0.ɵɵngDeclareDirective({ minVersion: "14.0.0", version: "21.2.26", ngImport: i0, type: ClientRiskCompareInputs, isStandalone: true, selector: "client-risk-compare", inputs: { asOf: "asOf", audience: "audience", band: "band", chosen: "chosen", client: "client", data: "data", department: "department", expectedRows: "expectedRows", jobRole: "jobRole", layout: "layout", locale: "locale", model: "model", of: "of", order: "order", person: "person", redact: "redact", search: "search", sort: "sort", src: "src", tenant: "tenant", window: "window" } });
hand(ClientRiskCompareInputs, ["asOf", "audience", "band", "chosen", "client", "data", "department", "expectedRows", "jobRole", "layout", "locale", "model", "of", "order", "person", "redact", "search", "sort", "src", "tenant", "window"], []);

export class RiskBreakdownInputs extends Inputs {}
RiskBreakdownInputs.ɵfac = i0.ɵɵngDeclareFactory({ minVersion: "12.0.0", version: "21.2.26", ngImport: i0, type: RiskBreakdownInputs, deps: [], target: i0.ɵɵFactoryTarget.Directive });
RiskBreakdownInputs.ɵdir = i0.ɵɵngDeclareDirective({ minVersion: "14.0.0", version: "21.2.26", ngImport: i0, type: RiskBreakdownInputs, isStandalone: true, selector: "risk-breakdown", inputs: { asOf: "asOf", audience: "audience", by: "by", client: "client", data: "data", department: "department", jobRole: "jobRole", locale: "locale", mode: "mode", model: "model", person: "person", redact: "redact", src: "src", targets: "targets", tenant: "tenant", window: "window" } });
hand(RiskBreakdownInputs, ["asOf", "audience", "by", "client", "data", "department", "jobRole", "locale", "mode", "model", "person", "redact", "src", "targets", "tenant", "window"], []);

export class RiskDistributionInputs extends Inputs {}
RiskDistributionInputs.ɵfac = i0.ɵɵngDeclareFactory({ minVersion: "12.0.0", version: "21.2.26", ngImport: i0, type: RiskDistributionInputs, deps: [], target: i0.ɵɵFactoryTarget.Directive });
RiskDistributionInputs.ɵdir = i0.ɵɵngDeclareDirective({ minVersion: "14.0.0", version: "21.2.26", ngImport: i0, type: RiskDistributionInputs, isStandalone: true, selector: "risk-distribution", inputs: { asOf: "asOf", audience: "audience", client: "client", data: "data", department: "department", jobRole: "jobRole", locale: "locale", model: "model", person: "person", redact: "redact", src: "src", tenant: "tenant", window: "window" } });
hand(RiskDistributionInputs, ["asOf", "audience", "client", "data", "department", "jobRole", "locale", "model", "person", "redact", "src", "tenant", "window"], []);

export class RiskModelCompareInputs extends Inputs {}
RiskModelCompareInputs.ɵfac = i0.ɵɵngDeclareFactory({ minVersion: "12.0.0", version: "21.2.26", ngImport: i0, type: RiskModelCompareInputs, deps: [], target: i0.ɵɵFactoryTarget.Directive });
RiskModelCompareInputs.ɵdir = i0.ɵɵngDeclareDirective({ minVersion: "14.0.0", version: "21.2.26", ngImport: i0, type: RiskModelCompareInputs, isStandalone: true, selector: "risk-model-compare", inputs: { asOf: "asOf", audience: "audience", client: "client", data: "data", department: "department", jobRole: "jobRole", locale: "locale", model: "model", models: "models", person: "person", redact: "redact", src: "src", tenant: "tenant", window: "window" } });
hand(RiskModelCompareInputs, ["asOf", "audience", "client", "data", "department", "jobRole", "locale", "model", "models", "person", "redact", "src", "tenant", "window"], []);

export class RiskMoversInputs extends Inputs {}
RiskMoversInputs.ɵfac = i0.ɵɵngDeclareFactory({ minVersion: "12.0.0", version: "21.2.26", ngImport: i0, type: RiskMoversInputs, deps: [], target: i0.ɵɵFactoryTarget.Directive });
RiskMoversInputs.ɵdir = i0.ɵɵngDeclareDirective({ minVersion: "14.0.0", version: "21.2.26", ngImport: i0, type: RiskMoversInputs, isStandalone: true, selector: "risk-movers", inputs: { asOf: "asOf", audience: "audience", client: "client", data: "data", department: "department", jobRole: "jobRole", limit: "limit", locale: "locale", model: "model", of: "of", person: "person", redact: "redact", src: "src", tenant: "tenant", window: "window" } });
hand(RiskMoversInputs, ["asOf", "audience", "client", "data", "department", "jobRole", "limit", "locale", "model", "of", "person", "redact", "src", "tenant", "window"], []);

export class RiskProviderInputs extends Inputs {}
RiskProviderInputs.ɵfac = i0.ɵɵngDeclareFactory({ minVersion: "12.0.0", version: "21.2.26", ngImport: i0, type: RiskProviderInputs, deps: [], target: i0.ɵɵFactoryTarget.Directive });
RiskProviderInputs.ɵdir = i0.ɵɵngDeclareDirective({ minVersion: "14.0.0", version: "21.2.26", ngImport: i0, type: RiskProviderInputs, isStandalone: true, selector: "risk-provider", inputs: { apiBase: "apiBase", asOf: "asOf", audience: "audience", data: "data", getToken: "getToken", history: "history", live: "live", locale: "locale", model: "model", redact: "redact", refreshSeconds: "refreshSeconds", source: "source", src: "src", strings: "strings", tenant: "tenant", theme: "theme", window: "window" } });
hand(RiskProviderInputs, ["apiBase", "asOf", "audience", "data", "getToken", "history", "live", "locale", "model", "redact", "refreshSeconds", "source", "src", "strings", "tenant", "theme", "window"], ["live"]);

export class RiskRankingInputs extends Inputs {}
RiskRankingInputs.ɵfac = i0.ɵɵngDeclareFactory({ minVersion: "12.0.0", version: "21.2.26", ngImport: i0, type: RiskRankingInputs, deps: [], target: i0.ɵɵFactoryTarget.Directive });
RiskRankingInputs.ɵdir = i0.ɵɵngDeclareDirective({ minVersion: "14.0.0", version: "21.2.26", ngImport: i0, type: RiskRankingInputs, isStandalone: true, selector: "risk-ranking", inputs: { asOf: "asOf", audience: "audience", band: "band", client: "client", columns: "columns", data: "data", department: "department", jobRole: "jobRole", locale: "locale", model: "model", order: "order", person: "person", redact: "redact", rows: "rows", search: "search", sort: "sort", src: "src", tenant: "tenant", trend: "trend", window: "window", worker: "worker" } });
hand(RiskRankingInputs, ["asOf", "audience", "band", "client", "columns", "data", "department", "jobRole", "locale", "model", "order", "person", "redact", "rows", "search", "sort", "src", "tenant", "trend", "window", "worker"], []);

export class RiskReportInputs extends Inputs {}
RiskReportInputs.ɵfac = i0.ɵɵngDeclareFactory({ minVersion: "12.0.0", version: "21.2.26", ngImport: i0, type: RiskReportInputs, deps: [], target: i0.ɵɵFactoryTarget.Directive });
RiskReportInputs.ɵdir = i0.ɵɵngDeclareDirective({ minVersion: "14.0.0", version: "21.2.26", ngImport: i0, type: RiskReportInputs, isStandalone: true, selector: "risk-report", inputs: { asOf: "asOf", audience: "audience", client: "client", data: "data", department: "department", jobRole: "jobRole", locale: "locale", model: "model", period: "period", person: "person", preparedBy: "preparedBy", redact: "redact", src: "src", tenant: "tenant", window: "window" } });
hand(RiskReportInputs, ["asOf", "audience", "client", "data", "department", "jobRole", "locale", "model", "period", "person", "preparedBy", "redact", "src", "tenant", "window"], []);

export class RiskScoreCardInputs extends Inputs {}
RiskScoreCardInputs.ɵfac = i0.ɵɵngDeclareFactory({ minVersion: "12.0.0", version: "21.2.26", ngImport: i0, type: RiskScoreCardInputs, deps: [], target: i0.ɵɵFactoryTarget.Directive });
RiskScoreCardInputs.ɵdir = i0.ɵɵngDeclareDirective({ minVersion: "14.0.0", version: "21.2.26", ngImport: i0, type: RiskScoreCardInputs, isStandalone: true, selector: "risk-score-card", inputs: { asOf: "asOf", audience: "audience", change: "change", client: "client", data: "data", department: "department", jobRole: "jobRole", label: "label", locale: "locale", model: "model", person: "person", redact: "redact", score: "score", selectable: "selectable", short: "short", src: "src", tenant: "tenant", variant: "variant", window: "window" } });
hand(RiskScoreCardInputs, ["asOf", "audience", "change", "client", "data", "department", "jobRole", "label", "locale", "model", "person", "redact", "score", "selectable", "short", "src", "tenant", "variant", "window"], ["selectable", "short"]);

export class RiskTrendInputs extends Inputs {}
RiskTrendInputs.ɵfac = i0.ɵɵngDeclareFactory({ minVersion: "12.0.0", version: "21.2.26", ngImport: i0, type: RiskTrendInputs, deps: [], target: i0.ɵɵFactoryTarget.Directive });
RiskTrendInputs.ɵdir = i0.ɵɵngDeclareDirective({ minVersion: "14.0.0", version: "21.2.26", ngImport: i0, type: RiskTrendInputs, isStandalone: true, selector: "risk-trend", inputs: { asOf: "asOf", audience: "audience", client: "client", compare: "compare", data: "data", department: "department", forecast: "forecast", jobRole: "jobRole", locale: "locale", model: "model", person: "person", redact: "redact", sound: "sound", src: "src", tenant: "tenant", window: "window" } });
hand(RiskTrendInputs, ["asOf", "audience", "client", "compare", "data", "department", "forecast", "jobRole", "locale", "model", "person", "redact", "sound", "src", "tenant", "window"], ["sound"]);

export class RiskWhatIfInputs extends Inputs {}
RiskWhatIfInputs.ɵfac = i0.ɵɵngDeclareFactory({ minVersion: "12.0.0", version: "21.2.26", ngImport: i0, type: RiskWhatIfInputs, deps: [], target: i0.ɵɵFactoryTarget.Directive });
RiskWhatIfInputs.ɵdir = i0.ɵɵngDeclareDirective({ minVersion: "14.0.0", version: "21.2.26", ngImport: i0, type: RiskWhatIfInputs, isStandalone: true, selector: "risk-what-if", inputs: { asOf: "asOf", audience: "audience", changes: "changes", client: "client", data: "data", department: "department", jobRole: "jobRole", link: "link", locale: "locale", model: "model", person: "person", redact: "redact", src: "src", targets: "targets", tenant: "tenant", window: "window" } });
hand(RiskWhatIfInputs, ["asOf", "audience", "changes", "client", "data", "department", "jobRole", "link", "locale", "model", "person", "redact", "src", "targets", "tenant", "window"], []);

export const RISK_ELEMENTS = [ClientRiskCompareInputs, RiskBreakdownInputs, RiskDistributionInputs, RiskModelCompareInputs, RiskMoversInputs, RiskProviderInputs, RiskRankingInputs, RiskReportInputs, RiskScoreCardInputs, RiskTrendInputs, RiskWhatIfInputs];
