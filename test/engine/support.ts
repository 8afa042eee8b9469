import { expect } from "@open-wc/testing";
import {
  DAY,
  scorePerson,
  type BreachRecord,
  type EventRecord,
  type PersonRecord,
  type PersonScore,
  type ScoreOptions,
} from "../../src/engine/index.js";

/** 2026-11-23T09:00:00Z: the date that tests score at. */
export const NOW = Date.UTC(2026, 10, 23, 9);

/** So many days before it. */
export const ago = (days: number): number => NOW - days * DAY;

export const event = (type: string, days: number, more: Partial<EventRecord> = {}): EventRecord => ({
  type,
  at: ago(days),
  ...more,
});

export const breach = (days: number, more: Partial<BreachRecord> = {}): BreachRecord => ({ at: ago(days), ...more });

export const person = (fields: Partial<PersonRecord> = {}): PersonRecord => ({ id: "usr_1", ...fields });

export const score = (
  fields: Partial<PersonRecord>,
  options: Partial<ScoreOptions> & { model: ScoreOptions["model"] },
) => scorePerson(person(fields), { asOf: NOW, ...options });

/** Points of one row; 0 where it is absent. */
export const points = ({ contributions }: PersonScore, id: string): number =>
  contributions.find((row) => row.id === id)?.points ?? 0;

export const rowOf = ({ contributions }: PersonScore, id: string) => contributions.find((row) => row.id === id)!;

export const sumOf = ({ contributions }: PersonScore): number =>
  contributions.reduce((total, row) => total + row.points, 0);

export const close = (value: number | null, expected: number, what = ""): void => {
  expect(value, what).to.be.a("number");
  expect(value!, what).to.be.closeTo(expected, 1e-9);
};

/** The error that a call throws; fails where it throws none. */
export function thrown(call: () => unknown): Error {
  try {
    call();
  } catch (error) {
    return error as Error;
  }
  throw new Error("Nothing was thrown.");
}

/** Refused as an option is: with a RangeError that says all of these. */
export function refused(call: () => unknown, ...words: string[]): void {
  const error = thrown(call);
  expect(error).to.be.instanceOf(RangeError);
  for (const word of words) expect(error.message).to.include(word);
}

/** Freezes all the way down, so that whatever writes to it throws. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
