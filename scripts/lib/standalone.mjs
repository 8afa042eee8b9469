// Wraps the bundled kit so that a second copy on the page stops before Lit is evaluated: Lit creates its Trusted Types
// policy on import, and under a strict policy the second creation throws.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { elements, readPackage } from "./elements.mjs";
import { root } from "./ensure.mjs";

const NAME = "HumanRiskWidgets";

/** Finds the copy that is on the page already, as `o`, and says so. */
const find = (version) => {
  const known = elements().map(({ tag, className }) => `${className}:"${tag}"`);
  return (
    `var K=Symbol.for("human-risk-widgets"),g=globalThis,e=g.customElements,T={${known}},o=g[K];` +
    // The npm entries leave no mark of their own; their elements do.
    `if(!o&&e){var all=true;for(var n in T){var c=e.get(T[n]);if(c)(o=o||{version:"of the page's own bundle"})[n]=c;else all=false}` +
    // A bundle with some of the elements leaves the others to this copy, unless the page's policy allows no second Lit.
    `if(o&&!all)try{g.trustedTypes&&g.trustedTypes.createPolicy("lit-html",{});o=0}catch(_){}}` +
    `if(o){console.warn("human-risk-widgets ${version}: the kit is already on this page ("+o.version+"); this copy does nothing.");return o}` +
    // No DOM (a server that imports the page's scripts): nothing to register, nothing to throw about.
    `if(!e||!g.HTMLElement)return{};`
  );
};

const guard = (version) =>
  find(version) +
  // What Lit would leave on the page beside the kit's own name; the first it looks up again, for classes made later.
  `var litPropertyMetadata=new WeakMap,L=["litPropertyMetadata","reactiveElementVersions","litHtmlVersions","litElementVersions"].filter(function(n){return!(n in g)});`;

// In a shadow of the global object rather than on it by name: loops over window do not meet it.
const remember = (name) => `Object.defineProperty(g,K,{value:${name},configurable:true});return ${name}`;

const mark = (version) =>
  `L.forEach(function(n){delete g[n]});kit=Object.assign({version:"${version}"},kit);${remember("kit")}`;

/** Its script's address; where the page runs its text instead, as jQuery does, what the page was last given by that name. */
const CLASSIC_BASE =
  "(globalThis.document&&document.currentScript||{}).src||" +
  '(globalThis.performance?.getEntriesByType?.("resource").filter(function(e){return/\\/human-risk-widgets\\.iife\\.js(\\?|$)/.test(e.name)}).pop()||{}).name||""';

const integrity = (text) => `sha384-${createHash("sha384").update(text).digest("base64")}`;

/** Shifts a source map down by the lines put before the code. */
function shifted(map, file, lines, sources) {
  return JSON.stringify({ ...map, file, sources, mappings: ";".repeat(lines) + map.mappings });
}

/**
 * The bundler's helper that makes a module's namespace walks its exports with for…in, and would take what a page has put on
 * Object.prototype for exports: only own ones are meant. The source map is off by those few columns on that one line.
 */
function own(body) {
  const walk = /for\(var (\w) in (\w)\)(\w)\((\w),\1,\{get:\2\[\1\],enumerable:!0\}\)/g;
  let found = 0;
  const text = body.replace(walk, (_, key, from, define, to) => {
    found++;
    return `for(var ${key} of Object.keys(${from}))${define}(${to},${key},{get:${from}[${key}],enumerable:!0})`;
  });
  if (body.includes(" in ") && /enumerable:!0\}\);return/.test(body) && found === 0)
    throw new Error("The bundler's namespace helper looks different now: see own() in scripts/lib/standalone.mjs.");
  return text;
}

/**
 * The entry of the kit in files: it looks for another copy before it asks for the rest, and while that is on its way others
 * find this one.
 */
const entry = (version, file, names) =>
  `const kit=(function(){"use strict";${find(version)}o={version:"${version}"};` +
  `o.ready=import("./${file}").then(function(all){${JSON.stringify(names)}.forEach(function(n){o[n]=all[n]})},function(error){delete g[K];throw error});` +
  `${remember("o")}})();\nawait kit.ready;\nexport const{${names.join(",")}}=kit;\n`;

/**
 * @param {string[]} exported the bundle's export names
 * @param {{ fileName: string, exports: string[] }} kit the first file of the kit in files
 */
export function writeStandalone(exported, kit) {
  const { version, dependencies } = readPackage();
  const from = join(root, ".cache", "standalone");
  const dist = join(root, "dist");
  const map = JSON.parse(readFileSync(join(from, "kit.js.map"), "utf8"));
  const body = own(readFileSync(join(from, "kit.js"), "utf8").replace(/\n?\/\/# sourceMappingURL=.*\s*$/, ""));
  if (!/^var kit\s*=/.test(body))
    throw new Error("The bundle does not start with `var kit=`; the wrapper cannot hold it.");
  const names = exported.filter((name) => name !== "default").sort();
  const d3 = Object.keys(dependencies).some((name) => name.startsWith("d3"));
  const banner = `/*! human-risk-widgets ${version} | MIT | with Lit, (c) Google LLC, BSD-3-Clause${d3 ? ", and d3, (c) Mike Bostock, ISC" : ""} */\n`;
  // The kit's own address, for the languages beside it; read at once, because a classic script knows it only while it runs.
  const load = (base) =>
    `(function(){"use strict";var HRW_BASE=${base};${guard(version)}\n${body}\n${mark(version)}})()`;

  mkdirSync(dist, { recursive: true });
  const files = {
    "human-risk-widgets.iife.js": `${banner}globalThis.${NAME}=${load(CLASSIC_BASE)};\n`,
    "human-risk-widgets.js": `${banner}const kit=${load("import.meta.url")};\nexport const{${names.join(",")}}=kit;\n`,
  };
  const sri = {};
  const sources = map.sources.map((path) => path.replace(/^(\.\.\/)+/, "../"));
  for (const [name, text] of Object.entries(files)) {
    const whole = `${text}//# sourceMappingURL=${name}.map\n`;
    writeFileSync(join(dist, name), whole);
    writeFileSync(join(dist, `${name}.map`), shifted(map, name, 2, sources));
    sri[name] = integrity(whole);
  }
  const locales = join(dist, "strings", "locales");
  for (const name of readdirSync(locales).filter((file) => file.endsWith(".js"))) {
    const text = readFileSync(join(locales, name), "utf8").replace(/\n?\/\/# sourceMappingURL=.*\s*$/, "\n");
    writeFileSync(join(dist, `human-risk-widgets.${name}`), text);
    sri[`human-risk-widgets.${name}`] = integrity(text);
  }
  // Its other exports are what it lends to its parts, under names that mean nothing.
  const offered = names.filter((name) => kit.exports.includes(name));
  writeFileSync(join(dist, "web", "human-risk-widgets.js"), banner + entry(version, kit.fileName, offered));
  // Already in their places: the worker, which a page starts by its address, and what the kit in files loads.
  const placed = readdirSync(join(dist, "web")).sort();
  for (const name of ["human-risk-widgets.worker.js", ...placed.map((file) => `web/${file}`)])
    sri[name] = integrity(readFileSync(join(dist, name), "utf8"));
  writeFileSync(join(dist, "human-risk-widgets.sri.json"), `${JSON.stringify(sri, null, 2)}\n`);
}
