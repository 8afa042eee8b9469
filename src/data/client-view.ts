import type { Book } from "./book.js";
import type { SubjectView } from "./types.js";

type Mask = (book: Book, view: SubjectView, within: string | null) => SubjectView;

let mask: Mask | undefined;
let coming: Promise<void> | undefined;

/** Whether books for the client audience can be opened. */
export const canMask = (): boolean => mask !== undefined;

/**
 * Fetches what hides numbers from the client audience. Most pages are not for it and do without; a book for it opens only
 * once this is there.
 */
export const loadMask = (): Promise<void> =>
  (coming ??= import("./guard.js").then(
    ({ maskView }) => void (mask = maskView),
    (error: unknown) => {
      coming = undefined;
      throw error;
    },
  ));

/** @throws {Error} before `loadMask` is done: better nothing than too much */
export const masked: Mask = (book, view, within) => {
  if (!mask) throw new Error("The client audience needs loadMask() first.");
  return mask(book, view, within);
};
