/** The example of a manual as it is written in plain HTML and in each framework. A test compiles every one of them. */
import type { Example } from "./types.js";

export interface Attribute {
  name: string;
  fieldName?: string;
  type?: { text: string };
}

/** What the manifest knows about the attributes of a tag. */
export type Known = (tag: string) => readonly Attribute[];

export interface Snippet {
  language: "HTML" | "React" | "Vue" | "Angular" | "Svelte";
  /** The file it would be. */
  file: string;
  code: string;
}

const WIDE = 90;

const tagsOf = (example: Example): string[] => [...new Set([example.tag, ...(example.children ?? []).flatMap(tagsOf)])];

const pascal = (name: string): string => name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
const indent = (text: string, by: number): string => text.replace(/^(?=.)/gm, " ".repeat(by));

/** An element in markup whose attributes are written already: on one line, or one attribute a line. */
function element(tag: string, attributes: readonly string[], children: string, selfClosing = false): string {
  const short = `<${tag}${attributes.map((one) => ` ${one}`).join("")}`;
  const open = short.length <= WIDE ? short : `<${tag}\n${attributes.map((one) => `  ${one}`).join("\n")}\n`;
  if (selfClosing && !children) return short.length <= WIDE ? `${open} />` : `${open}/>`;
  return children ? `${open}>\n${indent(children, 2)}\n</${tag}>` : `${open}></${tag}>`;
}

type Written = (example: Example, top: boolean) => string[];

function markup(
  example: Example,
  write: Written,
  name: (tag: string) => string,
  selfClosing = false,
  top = true,
): string {
  const children = (example.children ?? []).map((one) => markup(one, write, name, selfClosing, false)).join("\n");
  return element(name(example.tag), write(example, top), children, selfClosing);
}

const plain = (example: Example): string[] =>
  Object.entries(example.attributes).map(([name, value]) => (value === true ? name : `${name}="${value}"`));

const same = (tag: string): string => tag;
const imports = (example: Example): string =>
  tagsOf(example)
    .map((tag) => `import "human-risk-widgets/${tag}.js";`)
    .join("\n");

/** The five of one example. */
export function snippets(example: Example, known: Known): Snippet[] {
  const [event, detail] = example.event ?? ["risk-load", "id"];
  const use = `console.log(event.detail.${detail});`;
  // Not the tag's own name: in RiskScoreCard.vue, <risk-score-card> is the file itself.
  const file = `${pascal(example.tag)}Example`;
  const type = `RiskEvent<"${event}">`;
  const typed = 'import type { RiskEvent } from "human-risk-widgets";';

  const html = `<script type="module" src="human-risk-widgets.js"></script>

${markup(example, plain, same)}

<script type="module">
  document.querySelector("${example.tag}").addEventListener("${event}", (event) => {
    ${use}
  });
</script>
`;

  /** Frameworks that set properties are given what the property takes; null where that is text. */
  const literal = (tag: string, name: string, value: string | true): string | null => {
    const text = known(tag).find((one) => one.name === name)?.type?.text ?? "string";
    if (value === true) return null;
    if (/\bnumber\b/.test(text) && !/\bstring\b/.test(text)) return value;
    if (!text.startsWith("ReadonlyArray")) return null;
    return `[${value
      .split(" ")
      .map((word) => `'${word}'`)
      .join(", ")}]`;
  };
  const braced = (tag: string, name: string, shown: string, value: string | true): string => {
    const found = literal(tag, name, value);
    return value === true ? shown : found === null ? `${shown}="${value}"` : `${shown}={${found.replaceAll("'", '"')}}`;
  };
  const bound = (tag: string, name: string, value: string | true): string => {
    const found = literal(tag, name, value);
    return value === true ? name : found === null ? `${name}="${value}"` : `:${name}="${found}"`;
  };
  const field = (tag: string, name: string): string => known(tag).find((one) => one.name === name)?.fieldName ?? name;
  const vueOf = ({ tag, attributes }: Example): string[] =>
    Object.entries(attributes).map(([name, value]) => bound(tag, name, value));
  const svelteOf = ({ tag, attributes }: Example): string[] =>
    Object.entries(attributes).map(([name, value]) => braced(tag, name, name, value));
  const props: Written = ({ tag, attributes }, top) => [
    ...Object.entries(attributes).map(([name, value]) => braced(tag, name, field(tag, name), value)),
    ...(top ? [`on${pascal(event)}={(event) => ${use.slice(0, -1)}}`] : []),
  ];
  const react = `import { ${tagsOf(example).map(pascal).join(", ")} } from "human-risk-widgets/react.js";

export function Example() {
  return (
${indent(markup(example, props, pascal, true), 4)}
  );
}
`;

  const vue = `<script setup lang="ts">
${imports(example)}
${typed}

function heard(event: ${type}) {
  ${use}
}
</script>

<template>
${indent(
  markup(example, (one, top) => [...vueOf(one), ...(top ? [`@${event}="heard"`] : [])], same, true),
  2,
)}
</template>
`;

  const angular = `import { Component, CUSTOM_ELEMENTS_SCHEMA } from "@angular/core";
${imports(example)}
${typed}

@Component({
  selector: "app-example",
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: \`
${indent(
  markup(example, (one, top) => [...plain(one), ...(top ? [`(${event})="heard($event)"`] : [])], same),
  4,
)}
  \`,
})
export class Example {
  heard(event: ${type}): void {
    ${use}
  }
}
`;

  const svelte = `<script lang="ts">
${indent(imports(example), 2)}
  ${typed}

  function heard(event: ${type}) {
    ${use}
  }
</script>

${markup(example, (one, top) => [...svelteOf(one), ...(top ? [`on${event}={heard}`] : [])], same)}
`;
  return [
    { language: "HTML", file: `${example.tag}.html`, code: html },
    { language: "React", file: `${file}.tsx`, code: react },
    { language: "Vue", file: `${file}.vue`, code: vue },
    { language: "Angular", file: `${example.tag}.component.ts`, code: angular },
    { language: "Svelte", file: `${file}.svelte`, code: svelte },
  ];
}
