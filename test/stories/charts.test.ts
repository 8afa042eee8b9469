import * as breakdown from "../../stories/risk-breakdown.stories.js";
import * as trend from "../../stories/risk-trend.stories.js";
import * as whatIf from "../../stories/risk-what-if.stories.js";
import * as models from "../../stories/risk-model-compare.stories.js";
import * as report from "../../stories/risk-report.stories.js";
import { expect } from "@open-wc/testing";
import { tokensPage } from "../../stories/manual/tokens.js";
import { around } from "../../stories/support/around.js";
import { checkStories, GLOBALS } from "./check.js";

checkStories([breakdown, trend, whatIf, models, report]);

for (const theme of ["light", "dark"])
  it(`the page of tokens has no accessibility violation, ${theme}`, async () => {
    const page = around(tokensPage(), { ...GLOBALS, theme });
    document.body.append(page);
    await expect(page).to.be.accessible();
    page.remove();
  });
