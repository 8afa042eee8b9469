/** The kit's importers, which only a page that reads other tools' files loads. */
export * from "../../dist/data/index.js";
