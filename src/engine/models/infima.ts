import { past, type Happening } from "../evidence.js";
import { make } from "../make.js";
import { add, blank, nothing, total } from "../measure.js";
import { fade } from "../time.js";
import type { Build, ModelDefinition } from "../types.js";

export interface InfimaParameters {
  /** Days after which half is left of behaviour … */
  half_life: number;
  /** … and of a breach. */
  breach_half_life: number;
  baseline: number;
  /** How fast the score nears 100. */
  scale: number;
  /** Points by outcome, the worst of an incident counts. */
  failures: Readonly<Record<string, number>>;
  /** Points by event type. */
  credits: Readonly<Record<string, number>>;
  breaches: Readonly<Record<string, number>>;
  /** Factor of a breach that exposed a password. */
  password: number;
  /** Factor by role. */
  roles: Readonly<Record<string, number>>;
  /** Failures weigh more by `step` for each earlier one not yet faded, `most` at most. */
  compounding: { step: number; most: number; half_life: number };
}

/** INFIMA publishes how its score behaves, not its numbers: every number here is ours ("parametric approximation"). */
export const infima: ModelDefinition = {
  kind: "infima",
  id: "infima",
  name: "Infima",
  source: "INFIMA, Human risk management for MSPs (parametric approximation)",
  scale: [0, 100],
  direction: "higher-is-riskier",
  precision: 0,
  min_coverage: 0,
  bands: [
    { id: "low", from: 0 },
    { id: "moderate", from: 30 },
    { id: "high", from: 60 },
    { id: "critical", from: 80 },
  ],
  parameters: {
    half_life: 90,
    breach_half_life: 365,
    baseline: 20,
    scale: 60,
    failures: {
      simulation_clicked: 12,
      simulation_qr_scanned: 12,
      simulation_attachment_opened: 14,
      simulation_submitted: 20,
      threat_clicked: 25,
    },
    credits: { simulation_reported: -6, threat_reported: -10, training_completed: -8 },
    breaches: { low: 5, medium: 10, high: 15, critical: 20 },
    password: 1.5,
    roles: { standard: 1, hr: 1.2, finance: 1.3, executive: 1.4, admin: 1.5 },
    compounding: { step: 0.5, most: 3, half_life: 90 },
  },
};

/** Without any of these, or a breach, nothing is known of a person. */
const TELLING = /^(simulation|training)_|^threat_(clicked|reported)/;

const CREDIT_ROWS = {
  simulation_reported: "simulations_reported",
  threat_reported: "threats_reported",
  training_completed: "training",
} as const;
const ROWS = [
  "baseline",
  "phishing_failures",
  "repeat_pattern",
  "simulations_reported",
  "threats_reported",
  "training",
  "breach_exposure",
  "role",
  "limits",
] as const;

/** One simulation or incident that went wrong. */
interface Failure {
  /** When it happened: its first failing event. */
  at: number;
  /** When its worst outcome happened first. */
  worst: number;
  points: number;
}

export const buildInfima: Build = ({ parameters }) => {
  const p = parameters as unknown as InfimaParameters;
  const { half_life, breach_half_life, compounding } = p;
  return {
    rows: ROWS,
    measure(evidence, asOf) {
      const events = past(evidence.events, asOf);
      const breaches = past(evidence.breaches, asOf);
      if (!breaches.length && !events.some((event) => TELLING.test(event.type))) return nothing();
      const table = blank(ROWS);
      const failures = new Map<Happening["ref"], Failure>();
      for (const { type, at, ref, score } of events) {
        const row = CREDIT_ROWS[type as keyof typeof CREDIT_ROWS];
        if (row) add(table[row], p.credits[type]! * score * fade(asOf, at, half_life), at);
        const points = p.failures[type];
        if (points === undefined) continue;
        const before = failures.get(ref);
        if (!before || points > before.points) failures.set(ref, { at: before?.at ?? at, worst: at, points });
      }
      // Before the first there is none: -1 and itself.
      let earlier = -1;
      let before: number | undefined;
      for (const { at, worst, points } of [...failures.values()].sort((a, b) => a.at - b.at || a.points - b.points)) {
        earlier = (earlier + 1) * fade(at, before ?? at, compounding.half_life);
        before = at;
        const faded = points * fade(asOf, worst, half_life);
        add(table.phishing_failures, faded, worst);
        const more = Math.min(compounding.most - 1, compounding.step * earlier);
        if (more) add(table.repeat_pattern, faded * more, worst);
      }
      for (const { at, severity, password } of breaches) {
        const points = p.breaches[severity]! * (password ? p.password : 1);
        add(table.breach_exposure, points * fade(asOf, at, breach_half_life), at);
      }
      table.baseline.points = p.baseline;
      const rows = Object.values(table);
      const value = Object.hasOwn(p.roles, evidence.role) ? p.roles[evidence.role]! : 1;
      table.role.points = total(rows) * (value - 1);
      table.role.value = value;
      const sum = total(rows);
      const score = sum > 0 ? -100 * Math.expm1(-sum / p.scale) : 0;
      // Shared out along the straight path from nothing to the whole (Aumann–Shapley): every row keeps its proportion.
      const share = sum > 0 ? score / sum : 100 / p.scale;
      for (const row of rows) row.points *= share;
      if (sum <= 0) table.limits.points = 0 - total(rows);
      return { score, coverage: 1, rows };
    },
  };
};

export const model = /* @__PURE__ */ make(infima, buildInfima);
