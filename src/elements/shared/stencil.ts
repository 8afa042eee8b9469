import type { html, svg, TemplateResult } from "lit";

/** More than a page has, unless it makes models without end. */
const MOST = 500;
const cut = new Map<string, TemplateStringsArray>();

/**
 * A template whose markup is put together: what is the same for all that look alike is parsed once and copied, instead of
 * being a binding in each of them. A page of cards has thousands of those.
 *
 * @param markup of numbers, of names that are written in the code, and of texts that went through `escaped`; in pieces
 *   where there are values between them
 */
export function stencil(
  tag: typeof html | typeof svg,
  markup: readonly string[],
  ...values: readonly unknown[]
): TemplateResult {
  const key = markup.join("\0");
  let strings = cut.get(key);
  if (!strings) {
    if (cut.size > MOST) cut.clear();
    cut.set(key, (strings = Object.assign(markup, { raw: markup })));
  }
  return tag(strings, ...values);
}

/** A text as an element's content, or between an attribute's quotes. */
export const escaped = (text: string): string => text.replace(/[&"<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
