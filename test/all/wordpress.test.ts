/** demo/hosts/wordpress in a real WordPress: its plugin, posts by authors who may not write HTML, Debian's default theme. */
import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { chromium, project, type Engine, type Tab } from "./hosts/support/engines.js";
import { pack } from "../node/support/pack.js";
import { startWordPress, type WordPress } from "./support/wordpress.js";

const PLUGIN = join(project, "demo/hosts/wordpress/human-risk-widgets");

/** What a site's own code gives to who may have it. */
const GIVES = `
add_filter('human_risk_widgets_data', function ($data, $name) {
  if ('book' !== $name || !current_user_can('read')) return $data;
  $click = fn ($day) => array('type' => 'simulation_clicked', 'at' => "2026-10-{$day}T09:00:00Z");
  $people = array(array('id' => 'usr_1', 'name' => 'Ada </script><img src=x onerror=alert(1)> Park', 'events' => array($click(22), $click(19))));
  return array('as_of' => '2026-10-27T09:00:00Z', 'clients' => array(array('id' => 'northwind', 'name' => 'Northwind & Söhne :)', 'people' => $people)));
}, 10, 2);`;

const php = (text: string): string => `'${text.replace(/[\\']/g, "\\$&")}'`;

describe("WordPress", { concurrency: 1 }, () => {
  let engine: Engine;
  let site: WordPress;
  let plugin: string;
  let login: string;

  before(async () => {
    plugin = mkdtempSync(join(tmpdir(), "hrw-plugin-"));
    cpSync(PLUGIN, plugin, { recursive: true });
    const packed = pack();
    // As its first lines say: the kit's dist beside the plugin; of it only what a script tag loads.
    mkdirSync(join(plugin, "dist"));
    for (const name of readdirSync(join(packed.root, "dist")))
      if (/^human-risk-widgets\..*js$/.test(name)) cpSync(join(packed.root, "dist", name), join(plugin, "dist", name));
    packed.remove();
    site = await startWordPress(plugin, { "gives-data.php": GIVES });
    login = site.php(`wp_insert_user(array('user_login' => 'author', 'user_pass' => 'secret', 'role' => 'author'));
      echo wp_generate_auth_cookie(get_user_by('login', 'author')->ID, time() + 3600, 'logged_in');`);
    engine = await chromium();
  });
  after(async () => {
    await engine?.close();
    site?.stop();
    rmSync(plugin, { recursive: true, force: true });
  });

  /** A post as an author writes it: without the right to write HTML. */
  const post = (content: string): string =>
    site.php(`wp_set_current_user(get_user_by('login', 'author')->ID); kses_init();
      echo get_permalink(wp_insert_post(wp_slash(array('post_title' => 'Review', 'post_status' => 'publish', 'post_content' => ${php(content)}))));`);

  const SETTLED = `new Promise((done) => {
    const wait = () => {
      const all = [...document.querySelectorAll("risk-score-card, client-risk-compare, risk-breakdown")];
      if (all.length && all.every((el) => el.phase && el.phase !== "loading")) return done(JSON.stringify(all.map((el) => el.phase)));
      setTimeout(wait, 50);
    };
    wait();
  })`;

  async function open(url: string, { known = false } = {}): Promise<{ tab: Tab; phases: string[] }> {
    const tab = await engine.open(known ? "about:blank" : url);
    if (known) await tab.as!(url, site.php("echo LOGGED_IN_COOKIE;"), login);
    return { tab, phases: JSON.parse((await tab.run(SETTLED)) as string) as string[] };
  }

  /** Nothing said, and nothing asked for elsewhere. */
  function quiet(tab: Tab): void {
    assert.deepEqual(tab.said, []);
    const foreign = tab.asked!.filter((url) => !url.startsWith(site.origin) && !/^(about|data|blob):/.test(url));
    assert.deepEqual(foreign, []);
  }

  it("knows every attribute of every element, and no other", () => {
    const code = readFileSync(join(PLUGIN, "human-risk-widgets.php"), "utf8");
    const { modules } = JSON.parse(readFileSync(join(project, "custom-elements.json"), "utf8")) as {
      modules: Array<{ declarations?: Array<{ tagName?: string; attributes?: Array<{ name: string }> }> }>;
    };
    const elements = modules.flatMap(({ declarations }) => declarations ?? []).filter(({ tagName }) => tagName);
    const wordsOf = (name: string): string[] => {
      const list = new RegExp(`const ${name} = array\\(([^;]*)\\);`).exec(code)![1]!;
      return [...list.matchAll(/'([^']+)'/g)].map((match) => match[1]!).sort();
    };
    assert.deepEqual(wordsOf("TAGS"), elements.map(({ tagName }) => tagName!).sort());
    const attributes = new Set(elements.flatMap((element) => element.attributes ?? []).map(({ name }) => name));
    assert.deepEqual(wordsOf("ATTRIBUTES"), [...attributes].sort());
  });

  it("a shortcode is a card as wide as the theme's column, in its font, with its script in the head", async () => {
    const { tab, phases } = await open(post('[risk_score_card score="67" model="moxso" label="Ada Park" selectable]'));
    assert.deepEqual(phases, ["ready"]);
    const seen = JSON.parse(
      (await tab.run(`JSON.stringify((() => {
        const card = document.querySelector("risk-score-card");
        const name = card.shadowRoot.querySelector("[part=name]");
        return {
          text: card.shadowRoot.textContent,
          column: card.offsetWidth === document.querySelector("h1").offsetWidth,
          font: getComputedStyle(name).fontFamily === getComputedStyle(card.parentElement).fontFamily,
          button: name.querySelector("button") !== null,
          head: document.head.querySelectorAll("script[src*=human-risk-widgets]").length,
          scripts: document.querySelectorAll("script[src*=human-risk-widgets]").length,
        };
      })())`)) as string,
    ) as Record<string, unknown>;
    assert.match(seen["text"] as string, /Ada Park[\s\S]*67[\s\S]*Elevated/);
    assert.deepEqual({ ...seen, text: "" }, { text: "", column: true, font: true, button: true, head: 1, scripts: 1 });
    quiet(tab);
    await tab.close();
  });

  it("a provider's shortcode holds others, whatever paragraphs are put around them, and data that PHP gives", async () => {
    const content = `Before.

[risk_provider data="book" model="phishr" align="wide"]
[risk_score_card person="usr_1"]
[risk_breakdown person="usr_1"]

Between.

[client_risk_compare]
[/risk_provider]

[risk_score_card score="67" model="moxso" align="wide"]`;
    const { tab, phases } = await open(post(content), { known: true });
    assert.deepEqual(phases, ["ready", "ready", "ready", "ready"]);
    const seen = JSON.parse(
      (await tab.run(`JSON.stringify((() => {
        const provider = document.querySelector("risk-provider");
        return {
          inside: [...provider.children].map((el) => el.localName),
          apart: [...provider.children].slice(1, 4).every((el) => parseFloat(getComputedStyle(el).marginTop) > 0),
          card: document.querySelector("risk-score-card").shadowRoot.querySelector("[part=name]").textContent,
          table: document.querySelector("client-risk-compare").shadowRoot.textContent.includes("Northwind & Söhne :)"),
          images: document.querySelectorAll("img[onerror]").length,
          wide: [...document.querySelectorAll(".entry-content > .alignwide")].map((el) => el.offsetWidth > document.querySelector(".entry-content > p").offsetWidth),
        };
      })())`)) as string,
    ) as unknown;
    assert.deepEqual(seen, {
      inside: ["risk-score-card", "risk-breakdown", "p", "client-risk-compare", "script"],
      apart: true,
      card: "Ada </script><img src=x onerror=alert(1)> Park",
      table: true,
      images: 0,
      wide: [true, true],
    });
    quiet(tab);
    await tab.close();
  });

  it("who may not have the data gets none of it, and the element says that it has none", async () => {
    const url = post('[risk_provider data="book"][risk_score_card person="usr_1"][/risk_provider]');
    const html = await (await fetch(url)).text();
    assert.doesNotMatch(html, /usr_1"?,|simulation_clicked|Northwind/);
    const { tab, phases } = await open(url);
    assert.deepEqual(phases, ["error"]);
    quiet(tab);
    await tab.close();
  });

  it("an author can put nothing into the page that runs", async () => {
    const url = post(
      `[risk_score_card score="67" model="moxso" onclick="alert(1)" style="position:fixed" label='"><img src=x onerror=alert(1)>'] [risk_provider src="javascript:alert(1)" api-base="data:text/html,x"][/risk_provider]`,
    );
    const { tab } = await open(url);
    const seen = JSON.parse(
      (await tab.run(`JSON.stringify({
        card: [...document.querySelector("risk-score-card").attributes].map(({ name }) => name).filter((name) => name !== "variant").sort(),
        provider: ["src", "api-base"].map((name) => document.querySelector("risk-provider").getAttribute(name)),
        images: document.querySelectorAll("img[onerror]").length,
      })`)) as string,
    ) as { card: string[]; provider: string[]; images: number };
    assert.deepEqual(
      seen.card.filter((name) => !["label", "model", "score"].includes(name)),
      [],
    );
    assert.deepEqual(seen.provider, ["", ""]);
    assert.equal(seen.images, 0);
    await tab.close();
  });

  it("a page without any loads nothing", async () => {
    const html = await (await fetch(post("Only words."))).text();
    assert.doesNotMatch(html, /human-risk-widgets/);
  });
});
