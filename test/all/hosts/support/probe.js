// Runs first in every page of a host: notes what the page says and may not do, and works the app as a reader would. Plain
// JavaScript without tools, because it has to stand beside extended prototypes; answers are JSON for the same reason.
(() => {
  const said = [];
  const violations = [];
  const note = (level) => {
    const own = console[level];
    console[level] = (...words) => {
      said.push(`${level}: ${words.map(String).join(" ")}`);
      own.apply(console, words);
    };
  };
  ["log", "info", "warn", "error", "debug"].forEach(note);
  addEventListener("error", (event) => said.push(`uncaught: ${event.message ?? "a resource"}`));
  addEventListener("unhandledrejection", (event) => said.push(`rejected: ${event.reason}`));
  addEventListener("securitypolicyviolation", (event) => {
    violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
  });
  performance.setResourceTimingBufferSize?.(10_000);

  const wait = (time) => new Promise((done) => setTimeout(done, time));
  const card = () => document.querySelector("risk-score-card");
  const table = () => document.querySelector("client-risk-compare");
  const part = (element, name) => element?.shadowRoot?.querySelector(`[part~=${name}]`);
  const button = (element, text) =>
    Array.from(element?.shadowRoot?.querySelectorAll("button") ?? []).find((one) => one.textContent.trim() === text);
  const press = (id) => document.getElementById(id).click();

  /** Nodes in the document, in shadows too. */
  const nodes = (root) => {
    let count = 0;
    for (const element of Array.from(root.querySelectorAll("*"))) {
      count += 1 + (element.shadowRoot ? nodes(element.shadowRoot) : 0);
    }
    return count;
  };

  /** Where everything inside an element is and what it looks like, one line each. */
  const look = (element) => {
    const origin = element.getBoundingClientRect();
    const lines = [];
    const walk = (root) => {
      for (const one of Array.from(root.querySelectorAll("*"))) {
        const { x, y, width, height } = one.getBoundingClientRect();
        const { color, backgroundColor, fontSize, fontWeight, letterSpacing, textTransform } = getComputedStyle(one);
        // A slot or a hidden word has no place of its own.
        if (width === 0 && height === 0) continue;
        const place = [x - origin.x, y - origin.y, width, height].map((n) => Math.round(n * 2) / 2);
        lines.push(
          `${one.localName} ${one.getAttribute("part") ?? ""} ${place.join(",")} ${color} ${backgroundColor} ${fontSize} ${fontWeight} ${letterSpacing} ${textTransform}`,
        );
        if (one.shadowRoot) walk(one.shadowRoot);
      }
    };
    walk(element.shadowRoot);
    return lines;
  };

  // What the card looks like from when its content is parsed: its height and how often its content is there.
  const frames = [];
  const watch = () => {
    const element = card();
    if (element && (frames.length > 0 || copies() > 0)) frames.push(`${element.offsetHeight} px, ${copies()} copies`);
    if (frames.length < 300) requestAnimationFrame(watch);
  };
  const copies = () => card()?.shadowRoot?.querySelectorAll("[part~=base]").length ?? 0;
  requestAnimationFrame(watch);

  const answers = {
    frames: () => frames,
    state: () => ({
      phases: [card()?.phase ?? null, table()?.phase ?? null],
      score: part(card(), "score")?.textContent?.trim() ?? null,
      name: part(card(), "name")?.textContent?.trim() ?? null,
      table: table()?.shadowRoot?.textContent ?? "",
      heard: document.getElementById("heard")?.textContent ?? null,
      data: card() ? [typeof card().data, card().getAttribute("data"), card().asOf, card().selectable] : null,
      size: card() ? [card().offsetWidth, card().offsetHeight] : null,
      copies: copies(),
      said,
      violations,
      nodes: nodes(document),
      asked: performance.getEntriesByType("resource").map((entry) => entry.name),
    }),
    press: (id) => press(id),
    select: (what) => button(what === "card" ? card() : table(), what === "card" ? "Ada Park" : "Northwind").click(),
    look: () => ({ card: look(card()), table: look(table()) }),
    churn: async (times) => {
      for (let i = 0; i < 2 * times; i++) {
        press("toggle");
        await wait(25);
      }
      await wait(300);
    },
  };
  const ask = async (name, input) => JSON.stringify((await answers[name](input)) ?? null);
  Object.defineProperty(globalThis, "hostProbe", { value: ask });
})();
