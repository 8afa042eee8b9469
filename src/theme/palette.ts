import { tokens } from "./tokens.js";

/* The colours of the sheet as values, for whoever shows them or holds them against others: no element does. */

/** Light, then dark. */
export type Pair = readonly [light: string, dark: string];

/** A band's colours as published: the mark, and the words and tint derived from it. */
export interface BandColours {
  readonly mark: Pair;
  readonly text: Pair;
  readonly tint: Pair;
}

const text = tokens.cssText;
const PAIR = /light-dark\(\s*(#\w+),\s*(#\w+)\s*\)/.source;

/** The two colours that a name has by itself, whatever a page may put in their place. */
function pairOf(name: string, sheet = text): Pair {
  const [, light, dark] = RegExp(`--_${name}:\\s*(?:var\\([\\w-]+,\\s*)*${PAIR}`).exec(sheet)!;
  return [light!, dark!];
}

function bandOf(band: string): BandColours {
  const [hue] = RegExp(`\\.hue-${band}\\s*{[^}]*}`).exec(text)!;
  return { mark: pairOf(band), text: pairOf("word", hue), tint: pairOf("tint", hue) };
}

/** By ascending risk. */
export const PALETTE = {
  low: bandOf("low"),
  moderate: bandOf("moderate"),
  elevated: bandOf("elevated"),
  high: bandOf("high"),
  critical: bandOf("critical"),
};

const NAMES = ["surface", "text", "muted", "border", "accent", "rule", "track", "sunken", "raise", "lower"];

/** Surfaces, inks and lines, by public name. */
export const NEUTRALS: Readonly<Record<string, Pair>> = Object.fromEntries(NAMES.map((name) => [name, pairOf(name)]));
