export * from "../../src/standalone.js";
