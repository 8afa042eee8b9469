/** Runs inside a frame with a strict policy: draws a card, exports it, and tells its page how that went. */
import "../../src/elements/risk-score-card/define.js";

const violations: string[] = [];
document.addEventListener("securitypolicyviolation", (e) => violations.push(`${e.violatedDirective} ${e.blockedURI}`));
const card = document.createElement("risk-score-card");
card.setAttribute("score", "64");
card.setAttribute("model", "moxso");
document.querySelector("#at")!.append(card);
await card.updateComplete;
const svg = (await card.exportImage("svg", { download: false }))?.size ?? 0;
const png = (await card.exportImage("png", { download: false }))?.size ?? 0;
await new Promise((resolve) => setTimeout(resolve, 20));
parent.postMessage({ svg, png, violations }, "*");
