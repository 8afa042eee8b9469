// One event each: next to nothing to score, as the others have next to nothing to score.
import { rank } from "../lib/ranking-ours.mjs";

await rank(1);
