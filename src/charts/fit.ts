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

/**
 * Parts of one whole in percents that add up to 100: whole ones, or with a digit more where those would tell equals apart
 * (3, 2 and 3 are 37.5, 25 and 37.5). Where that does, too, as with thirds, each is rounded by itself.
 */
export function percents(parts: readonly number[]): number[] {
  const whole = parts.reduce((sum, n) => sum + n, 0);
  // Of equal remainders the largest part's comes first, where it weighs least.
  const exact = parts.map((n) => ((100 * n) / whole) * (1 + 1e-12));
  const alike = (a: number, b: number): boolean => Math.abs(exact[a]! - exact[b]!) < 1e-9;
  const torn = (fitted: readonly number[]): boolean =>
    fitted.some((n, i) => fitted.some((m, j) => n !== m && alike(i, j)));
  return [0, 1].map((decimals) => fit(exact, 100, decimals)).find((fitted) => !torn(fitted)) ?? exact.map(Math.round);
}

/** How many decimals such percents have. */
export const decimalsOf = (percents: readonly number[]): number => (percents.every(Number.isInteger) ? 0 : 1);
