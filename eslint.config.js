import { defineConfig, globalIgnores } from "eslint/config";
import { configs as litA11y } from "eslint-plugin-lit-a11y";
import { configs as lit } from "eslint-plugin-lit";
import { configs as wc } from "eslint-plugin-wc";
import ts from "typescript-eslint";

const refused = [
  { selector: "MemberExpression[property.name='innerHTML']", message: "Refused under Trusted Types; render with Lit." },
  { selector: "MemberExpression[property.name='outerHTML']", message: "Refused under Trusted Types; render with Lit." },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: "Nothing here is random; take a seed.",
  },
  { selector: "NewExpression[callee.name='Function']", message: "Refused under a strict policy." },
];

/** What pages have replaced, who load old libraries: a page is not only ours. */
const replaced = [
  {
    selector: "MemberExpression[object.name='Array'][property.name='from']",
    message: "Prototype.js puts another in its place; spread and map.",
  },
  {
    selector: "ForOfStatement > CallExpression[callee.property.name='entries'][arguments.length=0]",
    message: "Prototype.js puts another in its place, without the numbers; count.",
  },
];

const purity = [
  { name: "document", message: "No DOM here." },
  { name: "window", message: "No DOM here." },
  { name: "Intl", message: "No locale here; formats belong to src/strings." },
];

export default defineConfig(
  globalIgnores([
    "dist/",
    "coverage/",
    "storybook-static/",
    ".cache/",
    ".tmp/",
    "**/node_modules/",
    "demo/hosts/*/",
    "test/fixtures/",
    "test/node/fixtures/",
    "test/bench/node_modules/",
  ]),
  ts.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-var": "error",
      "prefer-const": "error",
      "no-console": ["error", { allow: ["warn", "error"] }],
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-restricted-syntax": ["error", ...refused],
      "no-warning-comments": ["error", { terms: ["todo", "fixme", "xxx"], location: "start" }],
    },
  },
  {
    files: ["**/*.ts"],
    ignores: ["**/*.d.ts", "demo/hosts/**"],
    rules: {
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", caughtErrors: "none" },
      ],
      "@typescript-eslint/no-empty-object-type": ["error", { allowInterfaces: "with-single-extends" }],
    },
  },
  {
    files: ["src/**/*.ts"],
    extends: [ts.configs.recommendedTypeCheckedOnly],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "no-restricted-syntax": ["error", ...refused, ...replaced],
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/unbound-method": "off",
    },
  },
  {
    files: ["src/**/*.ts", "stories/**/*.ts", "test/elements/**/*.ts"],
    extends: [lit["flat/recommended"], wc["flat/recommended"]],
    plugins: litA11y.recommended.plugins,
    rules: {
      ...litA11y.recommended.rules,
      // Styles that change a table's display take its meaning away, and a list without markers is none to WebKit: roles hold.
      "lit-a11y/no-redundant-role": "off",
      "lit/no-useless-template-literals": "error",
      "lit/no-native-attributes": "off",
      "lit/no-template-bind": "error",
      "lit/no-this-assign-in-render": "error",
      "lit/prefer-static-styles": "error",
      "lit/ban-attributes": ["error", "style"],
      "wc/no-closed-shadow-root": "error",
      "wc/no-customized-built-in-elements": "error",
      "wc/require-listener-teardown": "error",
    },
  },
  // Names of a framework's own interfaces, filled by extending.
  { files: ["types/**"], rules: { "@typescript-eslint/no-empty-object-type": "off" } },
  // It has to be read by a Node that is too old.
  { files: ["scripts/lib/node-version.mjs"], rules: { "no-var": "off" } },
  {
    files: ["src/engine/**/*.ts", "src/charts/**/*.ts"],
    rules: { "no-restricted-globals": ["error", ...purity] },
  },
  {
    files: ["scripts/**", "demo/**", "*.config.*", "test/**", ".storybook/**"],
    rules: { "no-console": "off" },
  },
);
