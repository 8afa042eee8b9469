// The elements there are: folders of src/elements that hold <tag>.ts and define.ts.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "./ensure.mjs";

const classOf = (tag) => tag.replace(/(^|-)([a-z])/g, (_, __, letter) => letter.toUpperCase());

/** `[{ tag, className }]` in alphabetical order. */
export function elements() {
  return readdirSync(join(root, "src", "elements"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(root, "src", "elements", entry.name, "define.ts")))
    .map(({ name }) => ({ tag: name, className: classOf(name) }))
    .sort((a, b) => (a.tag < b.tag ? -1 : 1));
}

const NOTE =
  "// Written by `npm run manifest` from the folders of src/elements; a test fails when it is out of date.\n";
const SHARED = [
  'export { RiskEvent, type RiskErrorDetail, type RiskEventDetails } from "./events/index.js";',
  'export { registerStrings, type LocaleStrings } from "./strings/index.js";',
];

/** Every event as a typed prop: an element that never fires one never calls it. */
function react(all) {
  const events = [
    ...readFileSync(join(root, "src", "events", "index.ts"), "utf8").matchAll(/^ {2}"(risk-[a-z-]+)":/gm),
  ].map(([, name]) => name);
  const prop = (name) => `on${name.replace(/(^|-)([a-z])/g, (_, __, letter) => letter.toUpperCase())}`;
  return `${NOTE}/** Typed React components; \`react\` is an optional peer. */
import { createComponent, type EventName } from "@lit/react";
import * as React from "react";
import * as kit from "./index.js";
import type { Properties } from "./props.js";

const events = {
${events.map((name) => `  ${prop(name)}: "${name}" as EventName<kit.RiskEvent<"${name}">>,`).join("\n")}
};

type Heard = { [K in keyof typeof events]?: ((event: (typeof events)[K]["__eventType"]) => void) | undefined };
/** What may be set, and no more: \`createComponent\` would take methods and what can only be read. */
type Component<T extends HTMLElement> = React.ForwardRefExoticComponent<
  Properties<T> & Heard & Omit<React.HTMLAttributes<T>, keyof Properties<T>> & React.RefAttributes<T>
>;

${all.map(({ tag, className }) => `export const ${className}: Component<kit.${className}> = /* @__PURE__ */ createComponent({ react: React, tagName: "${tag}", elementClass: kit.${className}, events });`).join("\n")}
`;
}

/** The barrels as text, by path. */
export function barrels() {
  const all = elements();
  const lines = (file) =>
    all.map(({ tag, className }) => `export { ${className} } from "./elements/${tag}/${file(tag)}.js";`);
  return {
    "src/index.ts": `${NOTE}/** Registers every element. */\n${[...lines(() => "define"), ...SHARED].join("\n")}\n`,
    "src/react.ts": react(all),
    "src/elements.ts": `${NOTE}/** The classes, nothing registered: for scoped registries and tags of your own. */\n${[...lines((tag) => tag), ...SHARED].join("\n")}\n`,
  };
}

export const readPackage = () => JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
