import { rank } from "../lib/ranking-ours.mjs";

await rank(20);
