// Bundles an entry the way a reader's bundler would, with its default settings.
import { gzipSync } from "node:zlib";
import { root } from "./ensure.mjs";

export const gzipped = (text) => gzipSync(text, { level: 9 }).length;

/**
 * @param entry absolute path of a module
 * @param names what of it is used, as `{ a, b }`; else all its exports are: an entry costs what it holds, not what an empty
 *   import leaves of it
 * @returns `{ entry, chunks }`: the file name of the entry's chunk, and each chunk's code and static imports by file name
 */
export async function bundle(entry, names = "*") {
  const { build } = await import("vite");
  const id = "\0entry";
  const result = await build({
    root,
    configFile: false,
    logLevel: "silent",
    publicDir: false,
    define: { "process.env.NODE_ENV": '"production"' },
    plugins: [
      {
        name: "entry",
        resolveId: (name) => (name === "virtual:entry" ? id : null),
        load: (name) => (name === id ? `export ${names} from ${JSON.stringify(entry)};` : null),
      },
    ],
    build: {
      write: false,
      target: "es2022",
      modulePreload: false,
      reportCompressedSize: false,
      // As a library, or Vite puts 900 bytes of its own in for preloading what an application imports on demand.
      lib: { entry: "virtual:entry", formats: ["es"] },
      rolldownOptions: {
        input: "virtual:entry",
        // As in an application: what the entry shares with a part that is loaded on demand is not split off into files of
        // its own.
        preserveEntrySignatures: "allow-extension",
        // Notes to bundlers have done their work: a library keeps them, an application has none.
        output: { format: "es", minify: true, comments: { annotation: false } },
      },
    },
  });
  const { output } = [result].flat()[0];
  const chunks = new Map(output.filter((file) => file.type === "chunk").map((file) => [file.fileName, file]));
  return { entry: [...chunks.values()].find((file) => file.isEntry).fileName, chunks };
}

/** Bytes of the entry and what it imports: what is loaded on demand, as a language is, does not count for it. */
export function bytesOf({ entry, chunks }) {
  const needed = new Set();
  const visit = (name) => {
    const chunk = chunks.get(name);
    if (!chunk || needed.has(chunk)) return;
    needed.add(chunk);
    chunk.imports.forEach(visit);
  };
  visit(entry);
  return [...needed].reduce((sum, chunk) => sum + gzipped(chunk.code), 0);
}
