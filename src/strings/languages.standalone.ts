import type { LocaleStrings } from "./index.js";

/** Where the one-file build was loaded from: its wrapper says so, because only it knows. Empty where nobody can tell. */
declare const HRW_BASE: string;

const SPOKEN = new Set(["ar", "de", "es", "fr", "ja", "nl", "pt-br"]);

/** Takes the place of `languages.ts` in the one-file build: each language is a file beside it, `human-risk-widgets.de.js`. */
export async function loadLanguage(tag: string): Promise<LocaleStrings | undefined> {
  const name = tag === "pt" ? "pt-br" : tag;
  if (!SPOKEN.has(name) || !HRW_BASE) return undefined;
  const { href } = new URL(`human-risk-widgets.${name}.js`, HRW_BASE);
  const module = (await import(/* @vite-ignore */ href)) as { default: LocaleStrings };
  return module.default;
}
