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
      ["a", a.slice(1)],
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
    expect(await whole(bytes(0x61, 0xff), { encoding: "latin1" })).to.equal("aÿ");
    expect(await whole(bytes(0x61, 0xfe), { encoding: "latin1" })).to.equal("aþ");
    expect(await whole("\ufeffa\ufeff")).to.equal("a\ufeff");
    expect(await whole(["a\ufeff", "\ufeffb"] as never), "only what begins the text is a mark").to.equal(
      "a\ufeff\ufeffb",
    );
  });
  it("is of two bytes a letter where its first letter is, without a mark too", async () => {
    expect(await whole(bytes(0x61, 0, 0xe4, 0))).to.equal("aä");
    expect(await whole(bytes(0, 0x61, 0, 0xe4))).to.equal("aä");
    expect(await whole(bytes(0x61, 0), { encoding: "utf-8" }), "unless another is named").to.equal("a\0");
    expect(await whole(bytes(0, 0))).to.equal("\0\0");
    expect(await whole(bytes(0))).to.equal("\0");
  });
  it("is what Windows writes, where its first letter beyond ASCII is none of UTF-8", async () => {
    const windows = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));
    expect(await whole(windows("name;Jörg Müller\n"))).to.equal("name;Jörg Müller\n");
    expect(await whole(bytes(0x61, 0x80, 0x92)), "the euro and the apostrophe of Windows").to.equal("a€’");
    expect(await whole(bytes(0xef, 0x61)), "half a mark").to.equal("ïa");
    expect(await whole(bytes(0xab, 0xbb))).to.equal("«»");
    async function* cut(): AsyncGenerator<Uint8Array> {
      yield windows("name\nKä");
      yield windows("the,Zoë");
    }
    expect(await whole(cut()), "a letter that UTF-8 would go on with in the next piece").to.equal("name\nKäthe,Zoë");
    async function* apart(...pieces: string[]): AsyncGenerator<Uint8Array> {
      for (const piece of pieces) yield windows(piece);
    }
    const euro = "\x80";
    for (const pieces of [
      [`ä${euro}`, "x"],
      ["ä", euro, "x"],
      ["1 ä", `${euro}x`],
    ])
      expect(await whole(apart(...pieces)), "letters of which UTF-8 makes one that is not whole").to.equal(
        pieces.join("").replace(euro, "€"),
      );
    // One broken letter among good ones is no other encoding.
    expect(await whole(bytes(0xc3, 0xa4, 0xff, 0x61, 0xc3, 0xbc))).to.equal("ä\ufffdaü");
    expect(await whole(bytes(0xef, 0xbb, 0xbf, 0x61, 0xff)), "marked as UTF-8").to.equal("a\ufffd");
    expect(await whole(bytes(0x61, 0xfc), { encoding: "utf-8" }), "as it is told").to.equal("a\ufffd");
  });
  it("comes in pieces, tells how far it is, and stops when told", async () => {
    const told: number[] = [];
    const long = "x".repeat((1 << 18) + 5);
    expect(await whole(long, { progress: (read: number) => void told.push(read) })).to.equal(long);
    expect(told).to.deep.equal([1 << 18, (1 << 18) + 5]);
    await whole(long.slice(5), { progress: (read: number) => void told.push(read) });
    expect(told.slice(2)).to.deep.equal([1 << 18]);
    const stop = new AbortController();
    const broken = whole(long, { signal: stop.signal, progress: () => stop.abort() });
    expect((await thrown(broken)).name).to.equal("AbortError");
  });

  it("lets go of a stream that it stops reading, whatever that says", async () => {
    let left = 0;
    const stream = new ReadableStream({
      pull: (controller) => controller.enqueue(bytes(0x61)),
      cancel() {
        left++;
        throw new Error("no");
      },
    });
    const stop = new AbortController();
    const broken = whole(stream, { signal: stop.signal, progress: () => stop.abort() });
    expect([(await thrown(broken)).name, left]).to.deep.equal(["AbortError", 1]);
  });

  it("is no file where it is something else, and says of what kind", async () => {
    for (const [source, kind] of [
      [null, "null"],
      [undefined, "undefined"],
      [7, "7"],
      [{ results: [] }, "an object"],
      [[{ id: 1 }], "a list"],
      [["a", { id: 1 }], "a list"],
    ] as const) {
      const error = await thrown(whole(source as never));
      expect([error.code, error.message]).to.deep.equal([
        "unknown-format",
        `source: ${kind}; expected a file's text, bytes, a Blob or a stream.`,
      ]);
    }
  });
});
