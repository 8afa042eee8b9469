import { kept } from "./format.js";
import { loadLanguage } from "./languages.js";

/**
 * The one place for words. English is the type: every other language carries the same keys.
 * A message is a template with `{named}` placeholders, or one template per plural category chosen by `n`.
 */
export type Plural = { readonly other: string } & { readonly [K in Intl.LDMLPluralRule]?: string };
export type Message = string | Plural;

/** A section of English: `_` is its name, so that an element bundles the sections it uses and no other. */
export interface Section {
  readonly _: string;
  readonly [key: string]: Message;
}

export type Params = Readonly<Record<string, string | number>>;
export type LocaleStrings = Readonly<Record<string, Readonly<Record<string, Message>>>>;

const registered = new Map<string, LocaleStrings>();
const listeners = new Set<() => void>();

/** `pt-BR` → `pt-br`, `pt`: what to look under, nearest first. */
function candidates(locale: string): string[] {
  const parts = locale.toLowerCase().split("-");
  return parts.map((_, i) => parts.slice(0, parts.length - i).join("-"));
}

/**
 * Adds or overrides words of a locale, as a vendor's own name for a band. May be partial; called again, it merges.
 * Elements on the page update at once.
 * @param locale a BCP 47 tag; `de` also serves `de-AT`
 * @param strings messages by section and key, as in `src/strings/en`
 */
export function registerStrings(locale: string, strings: LocaleStrings): void {
  const key = locale.toLowerCase();
  registered.set(key, overlay(registered.get(key), strings));
  for (const listener of listeners) listener();
}

/** @returns a function that ends the subscription */
export function onStrings(listener: () => void): void {
  listeners.add(listener);
}

const loading = new Set<string>();

/** Asks for a locale's words. English is always there; an unknown language stays English. */
export function requestStrings(locale: string): void {
  for (const tag of candidates(locale)) {
    if (tag === "en" || loading.has(tag)) return;
    loading.add(tag);
    loadLanguage(tag).then(
      // What the page registered itself wins over what arrives later.
      (strings) => strings && registerStrings(tag, overlay(strings, registered.get(tag))),
      () => loading.delete(tag),
    );
  }
}

const isText = (value: unknown): value is string => typeof value === "string";

/** What is no message, as null in a file of which not all is translated yet, takes none away. */
function overlay(base: LocaleStrings | undefined, top: LocaleStrings | null | undefined): LocaleStrings {
  const merged: Record<string, Readonly<Record<string, Message>>> = { ...base };
  for (const [name, section] of Object.entries(top ?? {})) {
    const own = Object.entries(section ?? {}).filter(([, one]) => isText(one) || isText((one as Plural | null)?.other));
    merged[name] = { ...merged[name], ...Object.fromEntries(own) };
  }
  return merged;
}

function find(locale: string, section: Section, key: string): Message | undefined {
  for (const tag of registered.size ? candidates(locale) : []) {
    const message = registered.get(tag)?.[section._]?.[key];
    if (message !== undefined) return message;
  }
  return Object.hasOwn(section, key) ? section[key] : undefined;
}

/** The language that is read: English where words of it are missing. A vendor's own names of bands are no language yet. */
export function languageOf(locale: string): string {
  const known = candidates(locale).some((tag) => tag === "en" || registered.get(tag)?.["common"]?.["loading"]);
  return known ? locale : "en";
}

function pluralOf(locale: string, n: number): Intl.LDMLPluralRule {
  // Without Intl, as numbers in `format.ts`.
  if (/^en\b/.test(locale)) return Math.abs(n) === 1 ? "one" : "other";
  return kept(`c${locale}`, () => new Intl.PluralRules(locale)).select(n);
}

/** Whether a section has the key: a custom model's rows have none. */
export function hasMessage(locale: string, section: Section, key: string): boolean {
  return find(locale, section, key) !== undefined;
}

/** The message in words. A key nobody knows comes back as itself in plain words, never as code. */
export function translate(
  locale: string,
  section: Section,
  key: string,
  params: Params = {},
  number: (n: number) => string = String,
): string {
  const message = find(locale, section, key) ?? humanise(key.slice(key.lastIndexOf(".") + 1));
  const form = isText(message) ? message : message[pluralOf(locale, Number(params["n"] ?? 0))];
  const text = isText(form) ? form : (message as Plural).other;
  const rtl = RTL.test(text);
  return text.replace(/\{(\w+)\}(\.?)/g, (_, name: string, stop: string) => {
    const value = (Object.hasOwn(params, name) ? params[name] : null) ?? "";
    const said = typeof value === "number" ? number(value) : value;
    // Names and signed numbers of the other direction keep to themselves, or they would take the words beside them along.
    const apart = said !== "" && RTL.test(said) !== rtl ? `\u2068${said}\u2069` : said;
    // "on 23 Nov." ends a sentence without a second stop.
    return apart + (said.endsWith(".") ? "" : stop);
  });
}

/** Hebrew, Arabic and their kin, and the mark by which a message without words says that it is theirs. */
export const RTL = /[\u0590-\u08ff\u200f\ufb1d-\ufefc]/;

/** `repeat_pattern` → `Repeat pattern`. */
export function humanise(id: string): string {
  const words = id.replace(/[_-]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
