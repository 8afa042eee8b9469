import { expect } from "@open-wc/testing";
import { textOf } from "../../../src/data/importers/text.js";
import { thrown } from "./support.js";

describe("text out of bytes", () => {
  const whole = async (source: Parameters<typeof textOf>[0], options = {}): Promise<string> => {
    let text = "";
    for await (const piece of textOf(source, options)) text += piece;
    return text;
  };
  const bytes = (...list: number[]): Uint8Array => new Uint8Array(list);
  it("is read whatever holds it", async () => {
    const a = bytes(0x61, 0xc3, 0xa4);
    async function* pieces(): AsyncGenerator<Uint8Array> {
      yield a.slice(0, 2);
      yield a.slice(2);
    }
    const sources = [
      a,
      a.buffer as ArrayBuffer,
      new Blob([a as BlobPart]),
      new Blob([a as BlobPart]).stream(),
      pieces(),
      "aä",
    ];
    for (const source of sources) expect(await whole(source as never)).to.equal("aä");
    expect(await whole(bytes(0x61, 0xc3)), "cut within a letter").to.equal("a\ufffd");
  });
  it("goes by its mark, and by the encoding that is named only without one", async () => {
    expect(await whole(bytes(0xff, 0xfe, 0x61, 0), { encoding: "latin1" })).to.equal("a");
    expect(await whole(bytes(0xfe, 0xff, 0, 0x61), { encoding: "latin1" })).to.equal("a");
    expect(await whole(bytes(0xff, 0x61), { encoding: "latin1" })).to.equal("ÿa");
    expect(await whole(bytes(0xfe, 0x61), { encoding: "latin1" })).to.equal("þa");
    expect(await whole(bytes(0xfe), { encoding: "latin1" })).to.equal("þ");
    expect(await whole("\ufeffa\ufeff")).to.equal("a\ufeff");
  });
  it("comes in pieces, tells how far it is, and stops when told", async () => {
    const told: number[] = [];
    const long = "x".repeat((1 << 18) + 5);
    expect(await whole(long, { progress: (read: number) => void told.push(read) })).to.equal(long);
    expect(told).to.deep.equal([1 << 18, (1 << 18) + 5]);
    const stop = new AbortController();
    const broken = whole(long, { signal: stop.signal, progress: () => stop.abort() });
    expect((await thrown(broken)).name).to.equal("AbortError");
  });

  it("is no file where it is something else, and says of what kind", async () => {
    for (const [source, kind] of [
      [null, "null"],
      [undefined, "undefined"],
      [7, "7"],
      [{ results: [] }, "an object"],
      [[{ id: 1 }], "a list"],
    ] as const) {
      const error = await thrown(whole(source as never));
      expect([error.code, error.message]).to.deep.equal([
        "unknown-format",
        `source: ${kind}; expected a file's text, bytes, a Blob or a stream.`,
      ]);
    }
  });
});
