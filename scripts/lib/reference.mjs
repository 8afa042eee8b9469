// docs/reference.md, from the custom elements manifest: what stands there is what the classes say of themselves.

/** A cell must not end its row, nor a type be taken for a tag. */
const cell = (text = "") => String(text).replace(/\s+/g, " ").replace(/\|/g, "\\|").trim();
const code = (text) => (text ? `\`${cell(text)}\`` : "");

function table(heads, rows) {
  if (rows.length === 0) return "";
  const lines = [heads, heads.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  return `\n${lines.join("\n")}\n`;
}

const section = (title, body) => (body ? `\n### ${title}\n${body}` : "");
const own = ({ inheritedFrom }) => !inheritedFrom;

function properties(members, attributes) {
  const fields = members
    .filter(({ kind }) => kind === "field")
    .map(({ name, attribute, type, default: value, description, readonly }) => [
      code(name) + (readonly ? " (read only)" : ""),
      code(attribute),
      code(type?.text),
      code(value),
      cell(description),
    ]);
  // Of the style sheet alone: nothing in the element reads them.
  const styled = attributes
    .filter(({ fieldName }) => !fieldName)
    .map(({ name, type, description }) => ["", code(name), code(type?.text), "", cell(description)]);
  return table(["property", "attribute", "type", "default", ""], [...fields, ...styled]);
}

function methods(members) {
  const rows = members
    .filter(({ kind }) => kind === "method")
    .map(({ name, parameters = [], return: answer, description }) => {
      const takes = parameters.map(
        ({ name, type, optional, default: value }) =>
          `${name}${optional || value ? "?" : ""}: ${type?.text ?? "unknown"}`,
      );
      return [code(`${name}(${takes.join(", ")}): ${answer?.type?.text ?? "void"}`), cell(description)];
    });
  return table(["method", ""], rows);
}

const named = (head, list = [], mark = code) =>
  table(
    [head, ""],
    list.map(({ name, description }) => [mark(name || "(default)"), cell(description)]),
  );

const tokens = (list) =>
  table(
    ["custom property", "default", ""],
    list.map(({ name, default: value, description }) => [code(name), code(value), cell(description)]),
  );

function faces(
  { members = [], attributes = [], events = [], slots = [], cssParts = [], cssStates = [] },
  pick = () => true,
  level = section,
) {
  return [
    level("Properties and attributes", properties(members.filter(pick), attributes.filter(pick))),
    level("Methods", methods(members.filter(pick))),
    level("Events", named("event", events.filter(pick))),
    level("Slots", named("slot", slots.filter(pick))),
    level("Parts", named("part", cssParts.filter(pick))),
    level(
      "States",
      named("state", cssStates.filter(pick), (name) => code(`:state(${name})`)),
    ),
  ].join("");
}

/** @returns {string} Markdown */
export function reference(manifest) {
  const classes = manifest.modules.flatMap(({ declarations = [] }) => declarations);
  const base = classes.find(({ name }) => name === "RiskElement");
  const elements = classes.filter(({ tagName }) => tagName);
  const links = elements.map(({ tagName }) => `- [\`<${tagName}>\`](#${tagName})`).join("\n");
  const each = elements.map(
    (element) => `
## ${element.tagName}

${[element.summary, element.description].filter(Boolean).join("\n\n")}

\`import "human-risk-widgets/${element.tagName}.js"\`
${element.superclass?.name === base.name ? "\nIt has, besides what follows, all that [every element](#every-element) has.\n" : ""}${faces(element, own)}`,
  );
  return `# Reference

Generated from the sources by \`npm run manifest\`; \`npm test\` fails when it is out of date.

${links}

## Every element

What all elements but the provider share.
${faces(base)}
### Tokens

Set these on the element or on any ancestor. None is set by the kit, so the nearest one wins. \`light-dark(…)\` holds the values of the light and of the dark scheme.
${tokens(base.cssProperties)}${each.join("")}`.replace(/\n{3,}/g, "\n\n");
}
