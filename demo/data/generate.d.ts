import type { ClientRecord, Dataset, Time } from "../../src/engine/types.js";

export interface GenerateOptions {
  /** The same seed gives the same book (default 7). */
  seed?: number;
  /** How many clients (default 40). The first forty are written out, with their stories; more are composed. */
  clients?: number;
  /** How many people in all (default 2500). */
  people?: number;
  /** How far back the evidence goes (default 18). */
  months?: number;
  /** The book's "now" (default `AS_OF`); everything moves with it. */
  asOf?: Time;
  /** How times are written: `iso` text, or `epoch` milliseconds, which is faster to make and to read (default `iso`). */
  times?: "iso" | "epoch";
  /** Campaigns and courses per month, relative to the usual (default 1). */
  density?: number;
}

/** When the demo takes place, `2026-11-23T09:12:00Z`. */
export const AS_OF: string;

/** The whole book, in the wire format. */
export function generate(options?: GenerateOptions): Dataset & { as_of: Time };

/** One client after the other. */
export function generateClients(options?: GenerateOptions): Generator<ClientRecord, void>;

/** The same with a breath every few people, null, so that a page can stop in between. */
export function generateInSlices(options?: GenerateOptions): Generator<ClientRecord | null, void>;

/** One client of a book by its place, from 0, times in epoch milliseconds; null where there are fewer. */
export function generateClient(index: number, options?: GenerateOptions): ClientRecord | null;

/** As `generateClient`, a few people at a time: yields how many people were passed. */
export function generateClientInSlices(index: number, options?: GenerateOptions): Generator<number, ClientRecord | null>;
