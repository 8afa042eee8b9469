import { onceAhead, scoredAhead } from "../../data/ahead.js";
import type { Book } from "../../data/book.js";
import { finish } from "../../engine/finish.js";
import type { Model } from "../../engine/types.js";
import { booksOf, compare, viewsInSlices, type Comparison } from "./comparison.js";
import type { RiskModelCompare } from "./risk-model-compare.js";

type Models = ReadonlyArray<string | Model>;

export const idOf = (model: string | Model): string => (typeof model === "string" ? model : model.id);

/** Comparisons by the book that is shown: while a date is dragged there is one of the old date and one of the new. */
export class Comparisons {
  readonly #made = new WeakMap<Book, { what: string; comparison: Comparison }>();

  /** Held as long as their book: only the newest of all books are kept elsewhere, and a drag asks for many. */
  readonly #books = new WeakMap<Book, { models: Models; books: Book[] }>();

  constructor(private readonly el: RiskModelCompare) {}

  #what(models: Models): string {
    return JSON.stringify([this.el["subjectRef"], this.el.client, models.map(idOf)]);
  }

  #booksOf(book: Book, models: Models): Book[] {
    const known = this.#books.get(book);
    if (known?.models.length === models.length && known.models.every((model, i) => model === models[i]))
      return known.books;
    const books = booksOf(book.input, book.options, models);
    this.#books.set(book, { models, books });
    return books;
  }

  /** Very many people are scored under each model, and compared, between frames. */
  ahead(book: Book, models: Models): ReadonlyArray<Promise<unknown> | null> {
    const ref = this.el["subjectRef"];
    const within = this.el.client;
    const books = this.#booksOf(book, models);
    const coming = books.map((one) => {
      const about = ref ?? one.whole;
      return (
        scoredAhead(one, about, within) ??
        onceAhead(one, JSON.stringify([about, within]), () => viewsInSlices(one, about, within))
      );
    });
    if (coming.some((one) => one !== null)) return coming;
    return [onceAhead(books[0]!, this.#what(models), () => this.#comparing(book, books, models))];
  }

  *#comparing(book: Book, books: Book[], models: Models): Generator<undefined, void> {
    const what = this.#what(models);
    const comparison = yield* compare(books, book, models, this.el["subjectRef"], this.el.client);
    this.#made.set(book, { what, comparison });
  }

  /** What a book's subject is under each of the models; @throws {BookError} `unknown-model` */
  of(book: Book, models: Models): Comparison {
    const books = this.#booksOf(book, models);
    const known = this.#made.get(book);
    // Looking along the lines is no reason to compare everybody again.
    if (known?.what !== this.#what(models) || books.some((one, i) => one !== known.comparison.books[i]))
      finish(this.#comparing(book, books, models));
    return this.#made.get(book)!.comparison;
  }
}
