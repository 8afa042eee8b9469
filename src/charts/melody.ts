/** A score over time as pitch: when each tone sounds and how high. Data and length in, seconds and hertz out. */

export interface Heard {
  /** Epoch ms. */
  at: number;
  /** Null is silence. */
  score: number | null;
}

export interface MelodyInput {
  points: readonly Heard[];
  /** Epoch ms at the first and the last second. */
  from: number;
  until: number;
  /** How long it lasts, s. */
  seconds: number;
  scale: readonly [number, number];
  /** Whether a low score is the risky one: high is always riskier to the ear. */
  lowIsRiskier: boolean;
}

/** A run of points without a gap: one tone that glides from note to note. */
export interface Phrase {
  /** Seconds from the start, and hertz; at least two. */
  notes: Array<{ at: number; hertz: number }>;
}

/** No risk and all of it, Hz: two octaves, where small speakers and most ears are at their best. */
export const LOWEST = 220;
export const OCTAVES = 2;
/** A point that stands alone is a short tone, s. */
const BLIP = 0.15;

export function melody({ points, from, until, seconds, scale, lowIsRiskier }: MelodyInput): Phrase[] {
  const [bottom, top] = scale;
  const phrases: Phrase[] = [];
  let open: Phrase | null = null;
  for (const { at, score } of points) {
    if (score === null) {
      open = null;
      continue;
    }
    if (!open) phrases.push((open = { notes: [] }));
    const share = Math.min(1, Math.max(0, (score - bottom) / (top - bottom)));
    const hertz = LOWEST * 2 ** (OCTAVES * (lowIsRiskier ? 1 - share : share));
    open.notes.push({ at: (Math.max(0, at - from) / Math.max(1, until - from)) * seconds, hertz });
  }
  for (const { notes } of phrases) {
    const [only] = notes;
    if (notes.length === 1) notes.push({ ...only!, at: only!.at + BLIP });
  }
  return phrases;
}
