/** Vendors' unit tests draw in Node, in a document that their runner brings along: there the kit is on a page, not on a server. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { describe, it } from "node:test";

const onServer = (prelude: string): string =>
  execFileSync(
    process.execPath,
    [
      "--import",
      "tsx",
      "--input-type=module",
      "--eval",
      `${prelude}; console.log((await import("./src/controllers/server.ts")).isServer)`,
    ],
    { encoding: "utf8", cwd: `${import.meta.dirname}/../..` },
  ).trim();

describe("Node", () => {
  it("is a server", () => assert.equal(onServer(""), "true"));
  it("is one with what Lit needs of a document", () =>
    assert.equal(onServer("globalThis.document = { createTreeWalker: () => ({}) }"), "true"));
  it("is one with a document for some other library", () =>
    assert.equal(
      onServer(
        "globalThis.document = { documentElement: {}, createTreeWalker: () => ({}), createComment: () => ({}) }",
      ),
      "true",
    ));
  it("is one where the kit draws for servers", () =>
    assert.equal(
      onServer(
        'globalThis.HTMLElement = class {}; globalThis.document = { documentElement: {}, createTreeWalker: () => ({}), createComment: () => ({}) }; await import("./src/controllers/serving.ts")',
      ),
      "true",
    ));
  it("is a page where there is a document with its elements", () =>
    assert.equal(
      onServer(
        "globalThis.HTMLElement = class {}; globalThis.document = { documentElement: {}, createTreeWalker: () => ({}), createComment: () => ({}) }",
      ),
      "false",
    ));
});
