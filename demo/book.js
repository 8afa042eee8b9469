/** The demo's book of business: what the portal shows as supplied data and the reference server is seeded with. */
import { generate } from "./data/generate.js";

/** @type {typeof import("./book.js").makeBook} */
export const makeBook = (options) => generate(options);
