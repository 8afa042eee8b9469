import { models } from "../../src/engine/index.js";
import { declared, wordsOf, type Item } from "./manifest.js";

/** Own attributes come first, the subject next, then what all elements share. */
const SUBJECT = new Set(["person", "client", "department", "job-role", "src"]);
const SHARED = new Set(["model", "as-of", "locale", "window", "redact", "audience"]);

export interface Control {
  name: string;
  description?: string;
  /** Storybook turns a name alone into this before its enhancers run, and shows none for one that comes after. */
  control: { type: "text" | "number" | "boolean" | "select" | "inline-radio" };
  options?: string[];
  table: { category: string; type: { summary?: string }; defaultValue?: { summary: string } };
}

function control({ name, type }: Item): Pick<Control, "control" | "options"> {
  if (name === "model") return { control: { type: "select" }, options: models.map(({ id }) => id) };
  const text = type?.text ?? "string";
  const words = wordsOf(text);
  if (words)
    return words.length > 3
      ? { control: { type: "select" }, options: words }
      : { control: { type: "inline-radio" }, options: words };
  if (text === "boolean") return { control: { type: "boolean" } };
  return /\bnumber\b/.test(text) && !/\bstring\b/.test(text)
    ? { control: { type: "number" } }
    : { control: { type: "text" } };
}

/** Storybook's controls for an element: one for each attribute of the manifest. */
export function controls(tag: string): Record<string, Control> {
  const { attributes = [] } = declared(tag);
  const category = (name: string): string =>
    SUBJECT.has(name) ? "Subject and data" : SHARED.has(name) ? "Shared by all" : "Its own";
  return Object.fromEntries(
    attributes.map((item) => [
      item.name,
      {
        name: item.name,
        ...(item.description === undefined ? {} : { description: item.description }),
        ...control(item),
        table: {
          category: category(item.name),
          type: item.type ? { summary: item.type.text } : {},
          ...(item.default === undefined ? {} : { defaultValue: { summary: item.default } }),
        },
      },
    ]),
  );
}
