import { checkSetting, refuse } from "../engine/check.js";
import { MINIMUM } from "../engine/evidence.js";
import { under } from "../engine/make.js";
import { minuteOf, parseTime } from "../engine/time.js";
import type { Model, Tenant, Time } from "../engine/types.js";
import { kept } from "./kept.js";
import { MODEL_IDS, published } from "./models.js";

/** What can go wrong with an element's own settings; `code` is stable. */
export class BookError extends Error {
  constructor(
    readonly code: "unknown-model" | "invalid-date" | "invalid-setting",
    message: string,
    readonly path: string,
  ) {
    super(message);
  }
}

/** What the engine refuses is the page's fault, and named as that. */
export function checked<T>(code: BookError["code"], work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    // Such a message begins with its path.
    throw new BookError(code, error.message, error.message.split(": ", 1)[0]!);
  }
}

/**
 * @param given a published model's id is one that is loaded (`missingModels`)
 * @throws {BookError} `unknown-model`, or `invalid-setting` where settings are no object, or one is outside what the model allows
 */
export function modelFor(
  given: string | Model | null | undefined,
  ...tenants: ReadonlyArray<Tenant | null | undefined>
): Model {
  const model = given ?? MODEL_IDS[0]!;
  const found = typeof model === "string" ? published(model) : model;
  const known = checked("unknown-model", () =>
    found?.definition ? found : refuse("model", model, `${MODEL_IDS.join(", ")} or a model from defineModel`),
  );
  return checked("invalid-setting", () => under(known, ...tenants));
}

/** @throws {BookError} `invalid-setting`: a minimum that is none would show what it was to hide, or hide all */
export function minimum(name: string, value: number): number {
  checked("invalid-setting", () => checkSetting(`tenant.${name}`, value, MINIMUM));
  return value;
}

/** @throws {BookError} `invalid-date` */
export function instant(value: Time, path: string): number {
  // An attribute is text: digits alone are epoch milliseconds.
  const at = parseTime(typeof value === "string" && /^-?\d{5,}$/.test(value) ? Number(value) : value);
  if (at !== null) return at;
  const expected = "epoch milliseconds or a time with an offset, as 2026-11-23T09:12:00Z";
  throw new BookError(
    "invalid-date",
    `${path}: ${typeof value === "string" ? JSON.stringify(value) : String(value)} is not a time; expected ${expected}.`,
    path,
  );
}

/** The clock is read here and nowhere further in; by the minute, so that elements on a page agree. */
export const now = (): number => minuteOf(Date.now());

const modelKeys = new WeakMap<object, number>();
let modelCount = 0;

/** What tells one model from another: models of a page's own are themselves. */
export function modelKey(model: string | Model | null): string {
  if (model === null || typeof model !== "object") return String(model);
  return `#${kept(modelKeys, model, () => ++modelCount)}`;
}
