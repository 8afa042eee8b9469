// Ours as a page without a bundler loads it: the kit in files, as they are.
import { contender } from "../lib/card-kit.mjs";

await import(/* @vite-ignore */ "/dist/web/human-risk-widgets.js");
export { contender };
