import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { html, renderToString, served } from "human-risk-widgets/ssr.js";
import { book, person } from "./records.js";

/** Files for the browser; there the kit takes over what is already drawn. */
const FILES = {
  "/app.js": "app.js",
  "/records.js": "records.js",
  "/human-risk-widgets.js": "node_modules/human-risk-widgets/dist/human-risk-widgets.js",
};

/** The elements drawn: readable before, and without, any script. */
const widgets = (nonce) =>
  renderToString(
    html`${served("risk-score-card", {
      attributes: { model: "phishr", "as-of": "2026-10-27T09:00:00Z", selectable: true },
      data: person(1),
    })}
    ${served("risk-provider", {
      attributes: { model: "phishr" },
      data: book(1),
      content: html`<client-risk-compare></client-risk-compare>`,
    })}`,
    { nonce },
  );

const page = async (nonce) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>human-risk-widgets drawn on a server</title>
    <script type="module" src="app.js"></script>
  </head>
  <body>
    <button id="update">One more click</button>
    <button id="toggle">Show or hide</button>
    <output id="heard"></output>
    <div id="app">${await widgets(nonce)}</div>
    <template id="widgets">
      <risk-score-card model="phishr" as-of="2026-10-27T09:00:00Z" selectable></risk-score-card>
      <risk-provider model="phishr"><client-risk-compare></client-risk-compare></risk-provider>
    </template>
  </body>
</html>`;

const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url, "http://localhost");
  if (FILES[pathname]) {
    response.setHeader("content-type", "text/javascript; charset=utf-8");
    return response.end(await readFile(new URL(FILES[pathname], import.meta.url)));
  }
  if (pathname !== "/") return response.writeHead(404).end();
  const nonce = randomBytes(16).toString("base64");
  response.writeHead(200, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": `default-src 'none'; script-src 'self'; style-src 'nonce-${nonce}'; require-trusted-types-for 'script'; trusted-types lit-html`,
  });
  response.end(await page(nonce));
});
server.listen(Number(process.env.PORT ?? 8080), "127.0.0.1", () => {
  console.log(`http://127.0.0.1:${server.address().port}/`);
});
