/** Signed bars on one zero line, in percent of the plot's width. */

export interface Bar {
  /** The bar's left edge. */
  x: number;
  width: number;
}

export interface BarsGeometry {
  /** Where the zero line stands. */
  zero: number;
  bars: Bar[];
}

export const round = (n: number): number => Math.round(n * 1000) / 1000;

/** Less than this is what sums of fractions leave, not an amount: it would fill a plot that has nothing else. */
export const NOISE = 1e-9;

/**
 * Positive values lie in reading direction. All share one scale that holds zero, so lengths compare.
 * @param least what the scale holds at least, from its low end to its high one
 */
export function bars(values: readonly number[], rtl = false, least: readonly number[] = []): BarsGeometry {
  const low = Math.min(0, ...least, ...values);
  const high = Math.max(0, ...least, ...values);
  const at = (value: number): number => {
    const share = high - low > NOISE ? (100 * (value - low)) / (high - low) : 0;
    return round(rtl ? 100 - share : share);
  };
  const zero = at(0);
  return {
    zero,
    bars: values.map((value) => ({ x: Math.min(zero, at(value)), width: round(Math.abs(at(value) - zero)) })),
  };
}
