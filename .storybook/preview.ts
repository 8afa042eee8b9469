import { setCustomElementsManifest, type Preview } from "@storybook/web-components-vite";
import manifest from "../custom-elements.json";
import "../src/index.js";
import { enablePseudo } from "../stories/support/pseudo.js";
import { around, type Globals } from "../stories/support/around.js";
import { controls } from "../stories/manual/controls.js";
import { MANUALS } from "../stories/manual/prose.js";
import { ManualPage } from "./manual.js";

setCustomElementsManifest(manifest);
enablePseudo();

const isElement = (component: unknown): component is string => typeof component === "string" && component in MANUALS;

const choice = (
  title: string,
  icon: "mirror" | "globe" | "transfer" | "graphbar" | "user" | "eye",
  items: ReadonlyArray<readonly [value: string, title: string]>,
) => ({
  description: title,
  toolbar: { title, icon, dynamicTitle: true, items: items.map(([value, text]) => ({ value, title: text })) },
});

const preview: Preview = {
  globalTypes: {
    theme: choice("Theme", "mirror", [
      ["light", "Light"],
      ["dark", "Dark"],
      ["high-contrast", "High contrast"],
      ["high-contrast-dark", "High contrast, dark"],
      ["compact", "Compact"],
    ]),
    language: choice("Language", "globe", [
      ["en", "English"],
      ["de", "Deutsch"],
      ["fr", "Français"],
      ["es", "Español"],
      ["nl", "Nederlands"],
      ["pt-BR", "Português (Brasil)"],
      ["ja", "日本語"],
      ["ar", "العربية"],
      ["en-XA", "Pseudo"],
    ]),
    direction: choice("Direction", "transfer", [
      ["auto", "As the language"],
      ["ltr", "Left to right"],
      ["rtl", "Right to left"],
    ]),
    model: choice("Model", "graphbar", [
      ["moxso", "Moxso"],
      ["phishr", "Phishr"],
      ["caniphish", "CanIPhish"],
      ["metacompliance", "MetaCompliance"],
      ["infima", "Infima"],
    ]),
    audience: choice("Audience", "user", [
      ["internal", "Internal"],
      ["client", "Client"],
    ]),
    vision: choice("Colour vision", "eye", [
      ["typical", "Typical"],
      ["deuteranopia", "Deuteranopia"],
      ["protanopia", "Protanopia"],
      ["tritanopia", "Tritanopia"],
      ["grey", "Greyscale"],
    ]),
  },
  initialGlobals: {
    theme: "light",
    language: "en",
    direction: "auto",
    model: "moxso",
    audience: "internal",
    vision: "typical",
  },
  parameters: {
    layout: "fullscreen",
    controls: { expanded: true },
    a11y: { test: "error" },
    docs: { page: ManualPage, source: { excludeDecorators: true } },
    options: { storySort: { order: ["Elements", ["Provider", "Score card", "*"], "Theme"] } },
  },
  // Storybook's own reading of the manifest knows no unions and lists parts and events as if they could be set.
  argTypesEnhancers: [({ component }) => (isElement(component) ? controls(component) : {})],
  decorators: [(story, context) => around(story() as Node, context.globals as Globals)],
  tags: ["autodocs"],
};
export default preview;
