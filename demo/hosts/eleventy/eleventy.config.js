import { renderToString, served } from "human-risk-widgets/ssr.js";
import { book, person } from "./records.js";

export default function (eleventy) {
  eleventy.addGlobalData("book", book(1));
  eleventy.addGlobalData("person", person(1));
  // {% risk "risk-score-card", { model: "phishr" }, person %}; a last argument names what stands inside.
  eleventy.addAsyncShortcode("risk", (tag, attributes, data, inside) =>
    renderToString(served(tag, { attributes, data, content: inside && served(inside) })),
  );
  eleventy.addPassthroughCopy({
    "app.js": "app.js",
    "records.js": "records.js",
    "node_modules/human-risk-widgets/dist/human-risk-widgets.js": "human-risk-widgets.js",
  });
  return { dir: { input: "pages", output: "dist" } };
}
