import * as breakdown from "../../stories/risk-breakdown.stories.js";
import * as trend from "../../stories/risk-trend.stories.js";
import * as whatIf from "../../stories/risk-what-if.stories.js";
import * as models from "../../stories/risk-model-compare.stories.js";
import * as report from "../../stories/risk-report.stories.js";
import { expect } from "@open-wc/testing";
import { tokensPage } from "../../stories/manual/tokens.js";
import { checkStories } from "./check.js";

checkStories([breakdown, trend, whatIf, models, report]);

it("the page of tokens has no accessibility violation", async () => {
  const page = tokensPage();
  document.body.append(page);
  await expect(page).to.be.accessible();
  page.remove();
});
