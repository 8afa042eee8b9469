// Written by `npm run manifest` from the folders of src/elements; a test fails when it is out of date.
/** Typed React components; `react` is an optional peer. */
import { createComponent, type EventName } from "@lit/react";
import * as React from "react";
import * as kit from "./index.js";
import type { Properties } from "./props.js";

const events = {
  onRiskLoad: "risk-load" as EventName<kit.RiskEvent<"risk-load">>,
  onRiskError: "risk-error" as EventName<kit.RiskEvent<"risk-error">>,
  onRiskSelect: "risk-select" as EventName<kit.RiskEvent<"risk-select">>,
  onRiskBandChange: "risk-band-change" as EventName<kit.RiskEvent<"risk-band-change">>,
  onRiskTrainingDue: "risk-training-due" as EventName<kit.RiskEvent<"risk-training-due">>,
  onRiskAssignTraining: "risk-assign-training" as EventName<kit.RiskEvent<"risk-assign-training">>,
  onRiskExport: "risk-export" as EventName<kit.RiskEvent<"risk-export">>,
  onRiskWhatIf: "risk-what-if" as EventName<kit.RiskEvent<"risk-what-if">>,
};

type Heard = { [K in keyof typeof events]?: ((event: (typeof events)[K]["__eventType"]) => void) | undefined };
/** What may be set, and no more: `createComponent` would take methods and what can only be read. */
type Component<T extends HTMLElement> = React.ForwardRefExoticComponent<
  Properties<T> & Heard & Omit<React.HTMLAttributes<T>, keyof Properties<T>> & React.RefAttributes<T>
>;

export const ClientRiskCompare: Component<kit.ClientRiskCompare> = /* @__PURE__ */ createComponent({ react: React, tagName: "client-risk-compare", elementClass: kit.ClientRiskCompare, events });
export const RiskBreakdown: Component<kit.RiskBreakdown> = /* @__PURE__ */ createComponent({ react: React, tagName: "risk-breakdown", elementClass: kit.RiskBreakdown, events });
export const RiskDistribution: Component<kit.RiskDistribution> = /* @__PURE__ */ createComponent({ react: React, tagName: "risk-distribution", elementClass: kit.RiskDistribution, events });
export const RiskModelCompare: Component<kit.RiskModelCompare> = /* @__PURE__ */ createComponent({ react: React, tagName: "risk-model-compare", elementClass: kit.RiskModelCompare, events });
export const RiskMovers: Component<kit.RiskMovers> = /* @__PURE__ */ createComponent({ react: React, tagName: "risk-movers", elementClass: kit.RiskMovers, events });
export const RiskProvider: Component<kit.RiskProvider> = /* @__PURE__ */ createComponent({ react: React, tagName: "risk-provider", elementClass: kit.RiskProvider, events });
export const RiskRanking: Component<kit.RiskRanking> = /* @__PURE__ */ createComponent({ react: React, tagName: "risk-ranking", elementClass: kit.RiskRanking, events });
export const RiskReport: Component<kit.RiskReport> = /* @__PURE__ */ createComponent({ react: React, tagName: "risk-report", elementClass: kit.RiskReport, events });
export const RiskScoreCard: Component<kit.RiskScoreCard> = /* @__PURE__ */ createComponent({ react: React, tagName: "risk-score-card", elementClass: kit.RiskScoreCard, events });
export const RiskTrend: Component<kit.RiskTrend> = /* @__PURE__ */ createComponent({ react: React, tagName: "risk-trend", elementClass: kit.RiskTrend, events });
export const RiskWhatIf: Component<kit.RiskWhatIf> = /* @__PURE__ */ createComponent({ react: React, tagName: "risk-what-if", elementClass: kit.RiskWhatIf, events });
