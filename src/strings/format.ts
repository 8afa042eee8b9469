/* Numbers and dates in a locale's own way, through Intl. */

const cache = new Map<string, unknown>();

/** What writes in a locale's own way is costly to make, so it is kept. @param key says all that it is made of */
export function kept<T>(key: string, make: () => T): T {
  if (!cache.has(key)) cache.set(key, make());
  return cache.get(key) as T;
}

/** A hyphen is not a minus: it is shorter, and a line may break after it. */
export const minus = (text: string): string => text.replace(/-/g, "\u2212");

const MEDIUM: Intl.DateTimeFormatOptions = { dateStyle: "medium" };

/** `Intl`'s first formatter makes a browser read its tables: longer than it takes to draw the page's first card. */
export const isPlain = (locale: string): boolean => /^en(-US)?$/.test(locale);

/**
 * A number of American English as `Intl` writes it, half away from zero in decimal digits; undefined for what needs more.
 * @param plus what stands before a number above zero, where zero has no sign
 */
function english(value: number, decimals: number, plus?: string): string | undefined {
  // Shifted as text: 1.005 is written as what it reads, not as the double below it.
  const units = Math.round(Number(`${Math.abs(value)}e${decimals}`));
  const size = units / 10 ** decimals;
  if (!(size < (decimals ? 1e3 : 1e9))) return undefined;
  const sign = plus !== undefined && !units ? "" : value < 0 ? "\u2212" : (plus ?? "");
  return sign + (decimals ? size.toFixed(decimals) : `${size}`.replace(/\B(?=(\d{3})+$)/g, ","));
}

export class Formats {
  readonly #plain: boolean;
  #at = NaN;
  #day = "";

  constructor(readonly locale: string) {
    this.#plain = isPlain(locale);
  }

  /** @param decimals digits after the point, always shown */
  number(value: number, decimals = 0): string {
    return (this.#plain && english(value, decimals)) || this.#number(value, decimals);
  }

  /** A place on a scale: whole where it is. */
  place(value: number, decimals: number): string {
    return this.number(value, Number.isInteger(value) ? 0 : decimals);
  }

  #number(value: number, decimals: number, signDisplay?: "exceptZero"): string {
    const formatter = kept(`n${this.locale}${decimals}${signDisplay}`, () => {
      return new Intl.NumberFormat(this.locale, {
        minimumFractionDigits: decimals,
        maximumFractionDigits: decimals,
        ...(signDisplay && { signDisplay }),
      });
    });
    // Added to 0: minus zero is no number to show.
    return minus(formatter.format(value + 0));
  }

  /** With its sign; zero has none. */
  signed(value: number, decimals = 0): string {
    return (this.#plain && english(value, decimals, "+")) || this.#number(value, decimals, "exceptZero");
  }

  /** 23 Nov 2026; dates are the reader's own days. */
  date(at: number, options?: Intl.DateTimeFormatOptions): string {
    if (options) return this.#date(at, options);
    // All cards of a page say the same one.
    if (at !== this.#at) this.#day = this.#date((this.#at = at), MEDIUM);
    return this.#day;
  }

  #date(at: number, options: Intl.DateTimeFormatOptions): string {
    const [, month, day, year] = this.#plain && options === MEDIUM ? new Date(at).toDateString().split(" ") : [];
    // "Mon Nov 23 2026"; a year of three digits or none is left to whoever knows about eras.
    if (year && year > "1" && year.length === 4) return `${month} ${Number(day)}, ${year}`;
    return kept(`d${this.locale}${JSON.stringify(options)}`, () => {
      return new Intl.DateTimeFormat(this.locale, options);
    }).format(at);
  }

  time(at: number): string {
    if (!this.#plain) return this.#date(at, { timeStyle: "short" });
    const [hour, minute] = new Date(at).toTimeString().split(":");
    return `${Number(hour) % 12 || 12}:${minute} ${hour! < "12" ? "AM" : "PM"}`;
  }
}

/** @param locale a BCP 47 tag, in whatever letters */
export const formatsOf = (locale: string): Formats =>
  kept(`f${locale}`, () => new Formats(Intl.getCanonicalLocales(locale)[0]!));
