import { isFinite, isList, isObject, problem } from "./evidence.js";
import type { SettingRange } from "./types.js";

/** @throws {RangeError} always */
export const refuse = (path: string, value: unknown, expected: string): never => {
  throw new RangeError(problem(path, value, expected).message);
};

/** @throws {RangeError} for what is no list, nor a typed array */
export const listed = <T>(path: string, value: readonly T[]): readonly T[] =>
  isList(value) || ArrayBuffer.isView(value) ? value : refuse(path, value, "a list");

/** @throws {RangeError} naming the path, what is there and the range */
export function checkSetting(path: string, value: unknown, range: SettingRange): void {
  const [low, high = 0, step = 0] = range ?? [];
  if (!range) {
    if (value !== null && !(typeof value === "string" && /^https?:/.test(value))) refuse(path, value, "a URL or null");
  } else if (low === undefined) {
    if (typeof value !== "boolean") refuse(path, value, "true or false");
  } else if (!isFinite(value) || value < low || value > high || (step && value % step))
    refuse(path, value, `a${step ? " whole" : ""} number from ${low} to ${high}`);
}

/**
 * What a definition may hold: a setting's range, `""` any text but none, `"a|b"` one of these, `[pattern]` a list, an
 * object with these keys (`x?` may be absent, `*` is any other), or what a function makes of the value itself.
 */
export type Pattern =
  SettingRange | string | readonly [Pattern] | { readonly [key: string]: Pattern } | ((value: unknown) => Pattern);

/** Any number that sums and products cannot push out of what a double holds. */
export const NUMBER = [-1e9, 1e9];
export const POSITIVE = [1e-9, 1e9];
export const SHARE = [0, 1];

const isRange = (pattern: Pattern): pattern is SettingRange => !pattern || (isList(pattern) && pattern.every(isFinite));

/** @throws {RangeError} naming the path, what is there and what the pattern expects */
export function check(path: string, value: unknown, pattern: Pattern): void {
  if (typeof pattern === "function") check(path, value, pattern(value));
  else if (typeof pattern === "string") {
    const good = typeof value === "string" && (pattern ? pattern.split("|").includes(value) : value);
    if (!good) refuse(path, value, pattern.replaceAll("|", ", ") || "a text");
  } else if (isRange(pattern)) checkSetting(path, value, pattern);
  else if (isList(pattern)) {
    if (!isList(value)) return refuse(path, value, "a list");
    value.forEach((item, i) => check(`${path}[${i}]`, item, pattern[0]));
  } else {
    if (!isObject(value)) return refuse(path, value, "an object");
    const at = (key: string): string => (path ? `${path}.${key}` : key);
    const { "*": other, ...named } = pattern as Readonly<Record<string, Pattern>>;
    const rest = new Set(Object.keys(value));
    for (const [name, own] of Object.entries(named)) {
      const key = name.replace("?", "");
      rest.delete(key);
      if (key === name || value[key] !== undefined) check(at(key), value[key], own);
    }
    for (const key of rest) {
      if (other === undefined)
        refuse(at(key), value[key], `only ${Object.keys(named).join(", ").replaceAll("?", "")} here`);
      else check(at(key), value[key], other);
    }
  }
}
