/** The docs page of an element: its manual. What the manifest knows is read from it; the rest is stories/manual/prose.ts. */
import { createElement as h, Fragment, useId, useState, type ReactElement, type ReactNode } from "react";
import { Controls, Primary, Source, Stories, Subtitle, Title, Unstyled, useOf } from "@storybook/addon-docs/blocks";
import { declared, type Item } from "../stories/manual/manifest.js";
import { MANUALS } from "../stories/manual/prose.js";
import { snippets } from "../stories/manual/snippets.js";
import type { Manual } from "../stories/manual/types.js";

const LANGUAGES: Readonly<Record<string, string>> = {
  HTML: "html",
  React: "tsx",
  Vue: "html",
  Angular: "typescript",
  Svelte: "html",
};

const list = (items: readonly string[]): ReactElement =>
  h("ul", null, ...items.map((item) => h("li", { key: item }, item)));

const section = (title: string, ...children: ReactNode[]): ReactElement =>
  h("section", { key: title }, h("h2", null, title), ...children);

function table(heads: readonly string[], rows: readonly (readonly ReactNode[])[]): ReactElement {
  return h(
    "table",
    { className: "manual-table" },
    h("thead", null, h("tr", null, ...heads.map((head) => h("th", { key: head, scope: "col" }, head)))),
    h(
      "tbody",
      null,
      ...rows.map((cells, i) => h("tr", { key: i }, ...cells.map((cell, k) => h("td", { key: k }, cell)))),
    ),
  );
}

const code = (text: string): ReactElement => h("code", { key: text }, text);

/** Descriptions write code as Markdown does. */
const words = (text = ""): ReactNode[] =>
  text.split("`").map((piece, i) => (i % 2 === 1 ? h("code", { key: i }, piece) : h(Fragment, { key: i }, piece)));

/** The element’s parts; the one that is pointed at is outlined in the example above it. */
function Anatomy({ tag, parts }: { tag: string; parts: readonly Item[] }): ReactElement {
  const [shown, show] = useState<string | null>(null);
  const button = ({ name }: Item): ReactElement =>
    h(
      "button",
      {
        type: "button",
        className: "manual-part",
        "aria-pressed": shown === name,
        onClick: () => show(shown === name ? null : name),
      },
      name,
    );
  return h(
    "div",
    null,
    h("style", null, shown ? `${tag}::part(${shown}) { outline: 3px solid #c2185b; outline-offset: 2px; }` : ""),
    h(
      "p",
      null,
      "Press a part to outline it in the examples on this page. Style it with ",
      code(`${tag}::part(name)`),
      ".",
    ),
    table(
      ["Part", "What it is"],
      parts.map((part) => [button(part), words(part.description)]),
    ),
  );
}

function Snippets({ tag, manual }: { tag: string; manual: Manual }): ReactElement {
  const all = snippets(manual.example, (name) => declared(name).attributes ?? []);
  const [chosen, choose] = useState(0);
  const id = useId();
  const one = all[chosen]!;
  return h(
    "div",
    null,
    h(
      "div",
      { role: "group", "aria-label": "Snippets", className: "manual-tabs" },
      ...all.map(({ language }, i) =>
        h(
          "button",
          {
            key: language,
            type: "button",
            "aria-pressed": i === chosen,
            "aria-controls": id,
            onClick: () => choose(i),
          },
          language,
        ),
      ),
    ),
    h(
      "div",
      { id },
      h(Source, { key: `${tag}-${one.language}`, code: one.code, language: LANGUAGES[one.language] as "html" }),
    ),
  );
}

const STYLE = `
.manual h2 { margin-top: 40px; }
.manual-table { width: 100%; border-collapse: collapse; }
.manual-table :is(th, td) { padding: 6px 12px 6px 0; border-bottom: 1px solid #e1e3e7; text-align: start; vertical-align: top; }
.manual-part, .manual-tabs button { min-height: 28px; padding: 2px 10px; border: 1px solid #8f929a; border-radius: 6px; background: #fff; color: #1b1e25; font: inherit; font-size: 13px; cursor: pointer; }
:is(.manual-part, .manual-tabs button)[aria-pressed="true"] { background: #3752ae; border-color: #3752ae; color: #fff; }
.manual-tabs { display: flex; flex-wrap: wrap; gap: 6px; margin-block: 12px; }
`;

function element(tag: string, manual: Manual): ReactElement {
  const {
    summary,
    description,
    attributes = [],
    events = [],
    cssParts = [],
    cssProperties = [],
    slots = [],
    members = [],
  } = declared(tag);
  const methods = members.filter(({ kind }) => kind === "method");
  const names = new Set(attributes.map(({ fieldName, name }) => fieldName ?? name));
  const properties = members.filter(({ kind, name }) => kind === "field" && !names.has(name));
  return h(
    "div",
    { className: "manual" },
    h("style", null, STYLE),
    h(Title),
    h(Subtitle, null, `<${tag}>`),
    h("p", null, words(summary)),
    ...(description ?? "")
      .split("\n\n")
      .filter(Boolean)
      .map((text) => h("p", { key: text }, words(text))),
    section("When to use it", h("p", null, "Take it to"), list(manual.use)),
    section("When not", h("p", null, "Take something else to"), list(manual.not)),
    section("Example", h(Primary), h(Controls, { include: attributes.map(({ name }) => name) })),
    section("Copy and paste", h(Snippets, { tag, manual })),
    cssParts.length > 0
      ? section("Anatomy", h(Anatomy, { tag, parts: cssParts }))
      : section("Anatomy", h("p", null, "It has no parts: it shows nothing of its own.")),
    section(
      "Slots",
      table(
        ["Slot", "What it takes"],
        slots.map(({ name, description: d }) => [code(name || "(default)"), words(d)]),
      ),
    ),
    cssProperties.length > 0
      ? section(
          "Tokens",
          h("p", null, "Set them on the element or on any ancestor. Values and pairs: Theme / Tokens."),
          table(
            ["Token", "Default", "Use"],
            cssProperties.map((one) => [code(one.name), code(one.default ?? ""), words(one.description)]),
          ),
        )
      : null,
    section(
      "Events",
      h("p", null, "All bubble and cross shadow boundaries."),
      table(
        ["Event", "When"],
        events.map(({ name, description: d }) => [code(name), words(d)]),
      ),
    ),
    section(
      "Properties and methods",
      table(
        ["Name", "What it is"],
        [
          ...properties.map(({ name, description: d }) => [code(name), words(d)]),
          ...methods.map(({ name, description: d }) => [code(`${name}()`), words(d)]),
        ],
      ),
    ),
    section("Keyboard", table(["Keys", "What they do"], manual.keys)),
    section("Accessibility", list(manual.access)),
    h(Stories, { title: "States and variants" }),
  );
}

/** Storybook's page for everything: a manual for an element, the stories one below the other for other pages. */
export function ManualPage(): ReactElement {
  const { preparedMeta } = useOf("meta", ["meta"]);
  const tag = typeof preparedMeta.component === "string" ? preparedMeta.component : "";
  const manual = MANUALS[tag];
  return manual ? element(tag, manual) : h(Fragment, null, h(Title), h(Unstyled, null, h(Stories, { title: "" })));
}
