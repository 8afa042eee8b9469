import * as card from "../../stories/risk-score-card.stories.js";
import * as compare from "../../stories/client-risk-compare.stories.js";
import * as ranking from "../../stories/risk-ranking.stories.js";
import * as distribution from "../../stories/risk-distribution.stories.js";
import * as movers from "../../stories/risk-movers.stories.js";
import * as provider from "../../stories/risk-provider.stories.js";
import { checkStories } from "./check.js";

checkStories([card, compare, ranking, distribution, movers, provider]);
