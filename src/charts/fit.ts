/** Numbers cut to so many decimals that still add up to their shown sum: what is lost goes to the largest remainders. */

/**
 * @param total the sum as it is shown, already rounded to `decimals`
 * @returns each value within one unit of the last place of what it was, together exactly `total`
 */
export function fit(values: readonly number[], total: number, decimals: number): number[] {
  const unit = 10 ** decimals;
  const floors = values.map((value) => Math.floor(value * unit));
  const left = Math.round(total * unit) - floors.reduce((sum, n) => sum + n, 0);
  const order = values.map((value, i) => ({ i, rest: value * unit - floors[i]! })).sort((a, b) => b.rest - a.rest);
  // Rows that sum to their score leave between none and one a row; a service's own rows may not.
  for (const { i } of order.slice(0, Math.max(0, left))) floors[i]!++;
  return floors.map((n) => n / unit || 0);
}

/** Parts of one whole in whole percents that add up to 100, unless that would tell equals apart. */
export function percents(parts: readonly number[]): number[] {
  const whole = parts.reduce((sum, n) => sum + n, 0);
  // Of equal remainders the largest part's comes first, where it weighs least.
  const exact = parts.map((n) => ((100 * n) / whole) * (1 + 1e-12));
  const fitted = fit(exact, 100, 0);
  const alike = (a: number, b: number): boolean => Math.abs(exact[a]! - exact[b]!) < 1e-9;
  const torn = fitted.some((n, i) => fitted.some((m, j) => n !== m && alike(i, j)));
  return torn ? exact : fitted;
}
