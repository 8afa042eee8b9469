import "../src/elements/client-risk-compare/define.js";
import "../src/elements/risk-breakdown/define.js";
import "../src/elements/risk-distribution/define.js";
import "../src/elements/risk-provider/define.js";
import "../src/elements/risk-report/define.js";
import "../src/elements/risk-score-card/define.js";
import "../demo/theme/brands.css";
import "../demo/theme/designer.css";
import { brands } from "../demo/theme/brands-view.js";
import { designer } from "../demo/theme/designer.js";
import { tokensPage } from "./manual/tokens.js";
import type { Story } from "./support/story.js";

/** Where the look comes from, and how a brand changes it. */
export default { title: "Theme", parameters: { layout: "fullscreen" } };

/** Every token with its values and its contrasts, read from src/theme. */
export const Tokens: Story = { render: () => tokensPage() };

/** A brand colour in, a whole accessible theme out. */
export const Designer: Story = {
  render() {
    const host = document.createElement("div");
    designer(host);
    return host;
  },
};

/** Three invented clients inside one managing company: each provider sets its brand and inherits what it leaves out. */
export const Brands: Story = { render: () => brands() };
