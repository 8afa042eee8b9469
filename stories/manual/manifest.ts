/** The elements' manifest, as far as the manuals read it. */
import json from "../../custom-elements.json";

export interface Item {
  name: string;
  description?: string;
  fieldName?: string;
  default?: string;
  type?: { text: string };
}

export interface Declaration {
  tagName?: string;
  summary?: string;
  description?: string;
  attributes?: Item[];
  members?: (Item & { kind: string; attribute?: string; parameters?: unknown[] })[];
  events?: Item[];
  cssParts?: Item[];
  cssProperties?: Item[];
  slots?: Item[];
}

const declarations = (json as unknown as { modules: { declarations: Declaration[] }[] }).modules.flatMap(
  (one) => one.declarations,
);

export function declared(tag: string): Declaration {
  const found = declarations.find(({ tagName }) => tagName === tag);
  if (!found) throw new Error(`The manifest has no <${tag}>.`);
  return found;
}

/** Words of a union type in the manifest; null where it is none. */
export function wordsOf(type: string): string[] | null {
  const words = type.split("|").map((word) => word.trim());
  const quoted = words.filter((word) => /^".*"$/.test(word)).map((word) => word.slice(1, -1));
  return quoted.length > 0 && words.every((word) => /^(".*"|null)$/.test(word)) ? quoted : null;
}
