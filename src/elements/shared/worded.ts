/** A property's text: frameworks hand over nothing as undefined, and pages a number, or a record in place of its name. */
export const worded = (value: unknown): string | null =>
  typeof value === "string" ? value : typeof value === "number" ? String(value) : null;
