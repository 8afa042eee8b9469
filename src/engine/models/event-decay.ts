import { past } from "../evidence.js";
import { add, blank, clamp, nothing, total } from "../measure.js";
import { age } from "../time.js";
import type { Build } from "../types.js";

export interface EventDecayParameters {
  /** Points by event type, in score units; negative ones are credits. */
  weights: Readonly<Record<string, number>>;
  /** What is left of an event's points after one day, above 0, at most 1. */
  decay: number;
  /** How the sum is brought into the scale: cut at its ends, or for a scale from 0 to 1 by `1 − e^(−max(0, raw))`. */
  normalize?: "clamp" | "saturate";
}

/** Adds weighted events, each fading by a constant factor a day. */
export const eventDecay: Build = ({ parameters, scale: [low, high] }) => {
  const { weights, decay, normalize } = parameters as unknown as EventDecayParameters;
  const ids = Object.keys(weights);
  const width = high - low;
  const score = (raw: number): number =>
    normalize === "saturate" ? low - width * Math.expm1(-Math.max(0, raw - low) / width) : clamp(raw, low, high);
  return {
    rows: [...ids, "limits"],
    fading: { weights, decay, score },
    measure(evidence, asOf) {
      const sums = blank(ids);
      for (const { type, at } of past(evidence.events, asOf)) {
        const row = sums[type];
        if (row) add(row, weights[type]! * decay ** age(asOf, at), at);
      }
      const rows = Object.values(sums).filter((row) => row.count);
      if (!rows.length) return nothing();
      const raw = total(rows);
      return { score: score(raw), coverage: 1, rows: [...rows, { id: "limits", points: score(raw) - raw }] };
    },
  };
};
