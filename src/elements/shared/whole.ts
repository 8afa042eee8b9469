import type { TemplateResult } from "lit";

/** What each template became with what stood in it. */
const sewn = new WeakMap<TemplateStringsArray, Array<[inner: unknown[], strings: TemplateStringsArray]>>();

interface Within extends TemplateResult {
  apart?: boolean;
}
const within = (value: unknown): value is Within => {
  const { _$litType$: type, values, apart } = (value ?? {}) as Partial<Within>;
  return !!type && !!values!.length && !apart;
};

/** What may be another template at the next update, while everything around it stays, its focus and its transitions too. */
export const apart = <T>(result: T): T => (within(result) ? ({ ...whole(result), apart: true } as T) : result);

/**
 * A template with those that stand in it as one. Lit keeps an object, a comment and a walk of its own for each nested
 * template; a page of hundreds of cards has thousands. What has nothing bound is a picture, and another one next time: it
 * stays by itself as well. The markup is parsed as one: what stands in a `<p>` is no block.
 */
export function whole(result: TemplateResult): TemplateResult {
  const { strings, values } = result;
  const inner = values.map((value) => (within(value) ? whole(value) : null));
  if (!inner.some(Boolean)) return result;
  const key = inner.map((one) => one?.strings);
  let variants = sewn.get(strings);
  if (!variants) sewn.set(strings, (variants = []));
  let made = variants.find(([other]) => other.every((one, i) => one === key[i]))?.[1];
  if (!made) {
    const pieces = [strings[0]!];
    const add = (text: string): void => void pieces.push(pieces.pop()! + text);
    key.forEach((own, i) => {
      if (own) {
        add(own[0]!);
        pieces.push(...own.slice(1));
      } else pieces.push("");
      add(strings[i + 1]!);
    });
    variants.push([key, (made = Object.assign(pieces, { raw: pieces }))]);
  }
  return {
    ...result,
    strings: made,
    values: values.flatMap((value, i) => inner[i]?.values ?? [value]),
  };
}
