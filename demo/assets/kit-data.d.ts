export * from "../../src/data/index.js";
