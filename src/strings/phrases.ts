/** What more than numbers and dates is said in a locale's own way: a card says none of it. */
import { isPlain, kept, minus, type Formats } from "./format.js";

/** @param share 0 to 1; @param decimals digits after the point, always shown */
export function percentText(format: Formats, share: number, decimals = 0): string {
  const { locale } = format;
  // Shifted as text: 0.145 is 14.5 %, which the product is not.
  const whole = Number(`${share}e2`);
  if (isPlain(locale) && !isNaN(whole)) return `${format.number(whole, decimals)}%`;
  const formatter = kept(
    `p${locale}${decimals}`,
    () => new Intl.NumberFormat(locale, { style: "percent", minimumFractionDigits: decimals }),
  );
  return minus(formatter.format(share + 0));
}

/** "10 days ago", "yesterday", "today". */
export function agoText(format: Formats, days: number): string {
  const { locale } = format;
  if (isPlain(locale) && days >= 0) return ["today", "yesterday"][days] ?? `${format.number(days)} days ago`;
  const said = kept(`r${locale}`, () => new Intl.RelativeTimeFormat(locale, { numeric: "auto" })).format(
    0 - days,
    "day",
  );
  // "4 日前": no space is written between a number and an ideograph.
  return said.replace(/(\d) (?=\p{sc=Han})/u, "$1");
}

/** Sentences one after the other; a full stop of Japanese brings its own space. */
export const prose = (sentences: readonly string[]): string =>
  sentences.filter(Boolean).join(" ").replace(/。 /g, "。");

export function listText({ locale }: Formats, items: readonly string[]): string {
  if (isPlain(locale)) return items.join(", ");
  return kept(`l${locale}`, () => {
    const bare = new Intl.ListFormat(locale, { type: "unit" });
    // "a, b, c" reads as a list; Chinese and Japanese join units with nothing or a space, and things with "、".
    return bare.format(["a", "b"]).length > 3 ? bare : new Intl.ListFormat(locale);
  }).format(items);
}
