// The directives that let Angular's strict templates check the elements' inputs: written in the form that libraries are published
// in ("partial declarations"), which every Angular from 16 on links with its own compiler.
const ANGULAR = "21.2.26";

/** The properties of an element that a template may set, from the manifest. */
const inputsOf = ({ members = [] }) =>
  members
    .filter((member) => member.kind === "field" && !member.readonly)
    .map(({ name, type }) => ({ name, isFlag: type?.text === "boolean" }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));

/** `types/angular.js` and `types/angular.d.ts` as text, by path. */
export function angular(manifest) {
  const all = manifest.modules
    .flatMap((module) => module.declarations)
    .filter(({ tagName }) => tagName)
    .map((declaration) => ({
      tag: declaration.tagName,
      element: declaration.name,
      name: `${declaration.name}Inputs`,
      inputs: inputsOf(declaration),
    }))
    .sort((a, b) => (a.tag < b.tag ? -1 : 1));
  const note = "// Written by `npm run manifest` from the elements' class docs; a test fails when it is out of date.\n";
  const list = (inputs, line) => inputs.map(line).join("\n");
  const code = `${note}import * as i0 from "@angular/core";

/** Hands what a template binds to the element's property of the same name. */
class Inputs {
  constructor() {
    this.element = i0.inject(i0.ElementRef).nativeElement;
  }
}
const hand = (type, names, flags) => {
  for (const name of names) {
    const value = flags.includes(name) ? i0.booleanAttribute : (given) => given;
    Object.defineProperty(type.prototype, name, {
      set(given) {
        this.element[name] = value(given);
      },
    });
  }
};

${all
  .map(
    ({ tag, name, inputs }) => `export class ${name} extends Inputs {}
${name}.ɵfac = i0.ɵɵngDeclareFactory({ minVersion: "12.0.0", version: "${ANGULAR}", ngImport: i0, type: ${name}, deps: [], target: i0.ɵɵFactoryTarget.Directive });
${name}.ɵdir = i0.ɵɵngDeclareDirective({ minVersion: "14.0.0", version: "${ANGULAR}", ngImport: i0, type: ${name}, isStandalone: true, selector: "${tag}", inputs: { ${inputs.map((input) => `${input.name}: "${input.name}"`).join(", ")} } });
hand(${name}, [${inputs.map((input) => `"${input.name}"`).join(", ")}], [${inputs
      .filter((input) => input.isFlag)
      .map((input) => `"${input.name}"`)
      .join(", ")}]);`,
  )
  .join("\n\n")}

export const RISK_ELEMENTS = [${all.map(({ name }) => name).join(", ")}];
`;
  const types = `${note}import * as i0 from "@angular/core";
import type * as kit from "../dist/elements.js";

${all
  .map(
    ({ tag, element, name, inputs }) => `/** Inputs of \`<${tag}>\`. */
export declare class ${name} {
${list(inputs, (input) => `  ${input.name}: kit.${element}["${input.name}"];`)}
${list(
  inputs.filter((input) => input.isFlag),
  (input) => `  static ngAcceptInputType_${input.name}: boolean | "" | "true" | "false" | null | undefined;`,
)}
  static ɵfac: i0.ɵɵFactoryDeclaration<${name}, never>;
  static ɵdir: i0.ɵɵDirectiveDeclaration<${name}, "${tag}", never, { ${inputs.map((input) => `"${input.name}": { "alias": "${input.name}"; "required": false }`).join("; ")} }, {}, never, never, true, never>;
}`,
  )
  .join("\n\n")}

/** For \`imports\` of a component, beside \`schemas: [CUSTOM_ELEMENTS_SCHEMA]\`. */
export declare const RISK_ELEMENTS: readonly [${all.map(({ name }) => `typeof ${name}`).join(", ")}];
`;
  return { "types/angular.js": code, "types/angular.d.ts": types };
}
