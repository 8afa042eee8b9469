// npm run sbom: a CycloneDX bill of materials of what the package brings along at run time, on standard output or in
// --out <file>. Read from the lock file, so that the same lock gives the same bytes: `npm sbom --omit=dev` leaves out
// packages that a development tool needs too, Lit among them.
import "./lib/node-version.mjs";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readPackage } from "./lib/elements.mjs";
import { root } from "./lib/ensure.mjs";

const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
const own = readPackage();

/** The lock's path of `name` as seen from the package at `from`: the nearest node_modules upwards. */
function resolve(from, name) {
  for (let base = from; ; base = base.slice(0, Math.max(0, base.lastIndexOf("/node_modules/")))) {
    const path = `${base ? `${base}/` : ""}node_modules/${name}`;
    if (lock[path]) return path;
    if (base === "") throw new Error(`${name}, which ${from || own.name} needs, is not in package-lock.json.`);
    if (!base.includes("/node_modules/")) base = "";
  }
}

const nameOf = (path) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
const purl = (name, version) => `pkg:npm/${name.replace("@", "%40")}@${version}`;
const refOf = (path) => (path ? purl(nameOf(path), lock[path].version) : purl(own.name, own.version));

const edges = new Map();
const visit = (path) => {
  if (edges.has(path)) return;
  const needed = Object.keys((path ? lock[path] : own).dependencies ?? {}).map((name) => resolve(path, name));
  edges.set(path, needed);
  needed.forEach(visit);
};
visit("");

const paths = [...edges.keys()].filter(Boolean).sort();
const bill = {
  $schema: "http://cyclonedx.org/schema/bom-1.5.schema.json",
  bomFormat: "CycloneDX",
  specVersion: "1.5",
  version: 1,
  metadata: {
    component: {
      "bom-ref": refOf(""),
      type: "library",
      name: own.name,
      version: own.version,
      description: own.description,
      licenses: [{ license: { id: own.license } }],
      purl: refOf(""),
    },
  },
  components: paths.map((path) => ({
    "bom-ref": refOf(path),
    type: "library",
    name: nameOf(path),
    version: lock[path].version,
    scope: "required",
    licenses: [{ license: { id: lock[path].license } }],
    hashes: [
      { alg: "SHA-512", content: Buffer.from(lock[path].integrity.replace(/^sha512-/, ""), "base64").toString("hex") },
    ],
    purl: refOf(path),
  })),
  dependencies: ["", ...paths].map((path) => ({ ref: refOf(path), dependsOn: edges.get(path).map(refOf).sort() })),
};
const digest = createHash("sha256").update(JSON.stringify(bill)).digest("hex");
const uuid = digest.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, "$1-$2-5$3-8$4-$5");
bill.serialNumber = `urn:uuid:${uuid}`;

const text = `${JSON.stringify(bill, null, 2)}\n`;
const at = process.argv.indexOf("--out");
const path = at === -1 ? undefined : process.argv[at + 1];
if (at !== -1 && !path) {
  console.error("--out needs a file name.");
  process.exit(1);
}
if (path) writeFileSync(path, text);
else process.stdout.write(text);
