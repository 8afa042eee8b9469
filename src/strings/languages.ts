import type { LocaleStrings } from "./index.js";

/** Languages the kit speaks besides English, each fetched when a page first speaks it. */
const LANGUAGES: Readonly<Record<string, () => Promise<Readonly<Record<string, LocaleStrings>>>>> = {
  ar: () => import("./locales/ar.js"),
  de: () => import("./locales/de.js"),
  es: () => import("./locales/es.js"),
  fr: () => import("./locales/fr.js"),
  ja: () => import("./locales/ja.js"),
  nl: () => import("./locales/nl.js"),
  "pt-br": () => import("./locales/pt-br.js"),
};
export const SPOKEN: readonly string[] = Object.keys(LANGUAGES);
/** Portuguese of elsewhere reads Brazil's rather than English. */
const NEAREST: Readonly<Record<string, string>> = { pt: "pt-br" };

/** @returns undefined for a language the kit does not speak */
export async function loadLanguage(tag: string): Promise<LocaleStrings | undefined> {
  const load = LANGUAGES[NEAREST[tag] ?? tag];
  return load && (await load())["default"];
}
