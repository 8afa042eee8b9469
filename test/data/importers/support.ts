import { expect } from "@open-wc/testing";
import type { ImportError, ImportResult } from "../../../src/data/importers/index.js";

/** A text as a file arrives: in pieces that end anywhere, also within a letter. */
export function trickled(text: string | Uint8Array, size = 7): ReadableStream<Uint8Array> {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) controller.close();
      else controller.enqueue(bytes.slice(at, (at += size)));
    },
  });
}

/** Events as `type@time`, a suspect one with its reason. */
export const eventsOf = ({ people }: ImportResult, id: string): string[] =>
  (people.find((p) => p.id === id)?.events ?? []).map(
    (e) =>
      `${e.type.replace("simulation_", "")}@${new Date(e.at).toISOString().slice(5, 19)}${e.suspect ? ` (${e.suspect})` : ""}`,
  );

export const counts = ({ read, used, skipped, refused }: ImportResult): object => ({ read, used, skipped, refused });

export async function thrown(task: Promise<unknown>): Promise<ImportError> {
  try {
    await task;
  } catch (error) {
    return error as ImportError;
  }
  return expect.fail("nothing was thrown");
}
