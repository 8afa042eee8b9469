/** Numbers and dates in a locale's own way, through Intl. Formatters are costly to make, so they are kept. */
const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.ListFormat | Intl.RelativeTimeFormat>();

function kept<T extends Intl.NumberFormat | Intl.DateTimeFormat | Intl.ListFormat | Intl.RelativeTimeFormat>(
  key: string,
  make: () => T,
): T {
  const known = cache.get(key) as T | undefined;
  if (known) return known;
  const made = make();
  cache.set(key, made);
  return made;
}

/** A hyphen is not a minus: it is shorter, and a line may break after it. */
const minus = (text: string): string => text.replace(/-/g, "\u2212");

export class Formats {
  readonly #numbers = new Map<string, string>();

  constructor(readonly locale: string) {}

  /** @param decimals digits after the point, always shown */
  number(value: number, decimals = 0): string {
    // Added to 0: minus zero is no number to show, and has no key of its own.
    const key = `${decimals} ${value}`;
    let said = this.#numbers.get(key);
    if (said === undefined) {
      said = minus(
        kept(`n${this.locale}${decimals}`, () => {
          return new Intl.NumberFormat(this.locale, {
            minimumFractionDigits: decimals,
            maximumFractionDigits: decimals,
          });
        }).format(value + 0),
      );
      // A scale's own numbers come again on every card; of the rest not all are worth keeping.
      if (this.#numbers.size > 500) this.#numbers.clear();
      this.#numbers.set(key, said);
    }
    return said;
  }

  /** With its sign; zero has none. */
  signed(value: number, decimals = 0): string {
    return minus(
      kept(`s${this.locale}${decimals}`, () => {
        return new Intl.NumberFormat(this.locale, {
          minimumFractionDigits: decimals,
          maximumFractionDigits: decimals,
          signDisplay: "exceptZero",
        });
      }).format(value),
    );
  }

  /** @param share 0 to 1 */
  percent(share: number): string {
    return minus(kept(`p${this.locale}`, () => new Intl.NumberFormat(this.locale, { style: "percent" })).format(share));
  }

  /** 23 Nov 2026; dates are the reader's own days. */
  date(at: number, options: Intl.DateTimeFormatOptions = { dateStyle: "medium" }): string {
    return kept(`d${this.locale}${JSON.stringify(options)}`, () => {
      return new Intl.DateTimeFormat(this.locale, options);
    }).format(at);
  }

  time(at: number): string {
    return this.date(at, { hour: "2-digit", minute: "2-digit" });
  }

  /** "10 days ago", "yesterday", "today". */
  ago(days: number): string {
    const said = kept(`r${this.locale}`, () => new Intl.RelativeTimeFormat(this.locale, { numeric: "auto" })).format(
      0 - days,
      "day",
    );
    // "4 日前": no space is written between a number and an ideograph.
    return said.replace(/(\d) (?=\p{sc=Han})/u, "$1");
  }

  /** Sentences one after the other; a full stop of Japanese brings its own space. */
  prose(sentences: readonly string[]): string {
    return sentences.filter(Boolean).join(" ").replace(/。 /g, "。");
  }

  list(items: readonly string[]): string {
    const { locale } = this;
    return kept(`l${locale}`, () => {
      const bare = new Intl.ListFormat(locale, { type: "unit" });
      // "a, b, c" reads as a list; Chinese and Japanese join units with nothing or a space, and things with "、".
      return bare.format(["a", "b"]).length > 3 ? bare : new Intl.ListFormat(locale);
    }).format(items);
  }
}

const formats = new Map<string, Formats>();

/** @param locale a BCP 47 tag; one that Intl refuses falls back to English */
export function formatsOf(locale: string): Formats {
  let known = formats.get(locale);
  if (!known) {
    let tag = "en";
    try {
      tag = Intl.getCanonicalLocales(locale)[0] ?? tag;
    } catch {
      // A page's `lang` may be anything; words and numbers still have to appear.
    }
    formats.set(locale, (known = new Formats(tag)));
  }
  return known;
}
