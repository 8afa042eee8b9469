/**
 * The theme page: a brand colour in, a whole theme out, seen on real elements in light and dark, with every contrast
 * beside it. One module for the demo's page and for Storybook's; whoever loads it loads the kit and designer.css.
 */
import { isColour, ratio } from "./colour.js";
import { fromCss, fromTokens, slug, toCss, toTokens, wear } from "./formats.js";
import { colourOf, makeTheme, measured, mistakable, SCHEMES } from "./make.js";
import { DEFAULTS } from "./defaults.js";
import { bySize, sample } from "./sample.js";

/**
 * @typedef {import("./make.js").Theme} Theme
 * @typedef {import("./make.js").Correction} Correction
 */

const FONTS = [
  ["", "The page’s"],
  ["system-ui, sans-serif", "System"],
  ["Georgia, serif", "Georgia"],
  ["Verdana, sans-serif", "Verdana"],
  ["ui-monospace, monospace", "Monospaced"],
];

/** @type {readonly (readonly [tag: string, attributes: Record<string, string>])[]} */
const SHOWN = [
  ["risk-score-card", {}],
  ["risk-score-card", { variant: "compact" }],
  ["risk-distribution", {}],
  ["risk-breakdown", {}],
  ["client-risk-compare", { of: "departments" }],
];

/** Which client, by size, each scheme is seen on: two regions of one name could not be told apart. Names of a line both. */
const SUBJECTS = /** @type {const} */ ([0, 3]);

const NUMBER = { class: "designer-number" };

let made = 0;

/**
 * An element with properties that are set, and children.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag @param {Record<string, string>} [attributes] @param {...(Node | string)} children
 */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** A labelled control. @param {string} label @param {HTMLElement} control @param {...Node} more */
function field(label, control, ...more) {
  control.id ||= `designer-${++made}`;
  return make("p", { class: "designer-field" }, make("label", { for: control.id }, label), control, ...more);
}

/** @param {string} type @param {string} value @param {Record<string, string>} [more] */
const input = (type, value, more = {}) => make("input", { type, value, ...more });

/** @param {string} name @param {string} text @param {string} type */
function save(name, text, type) {
  const link = make("a", { download: name, href: URL.createObjectURL(new Blob([text], { type })) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href));
}

/** Cuts, not rounds: 4.49 is not 4.5. @param {number} n */
const one = (n) => (Math.floor(n * 10) / 10).toFixed(1);

/** A colour as a small square. @param {string} colour @param {string} [ground] */
function swatch(colour, ground) {
  const square = make("span", { class: "designer-swatch", "aria-hidden": "true" }, ground ? "Aa" : "");
  square.style.background = ground ?? colour;
  if (ground) square.style.color = colour;
  return square;
}

/** @param {Theme} theme */
function contrasts(theme) {
  const both = [measured(theme, 0), measured(theme, 1)];
  const body = make("tbody");
  both[0]?.forEach((light, i) => {
    const row = make("tr", {}, make("th", { scope: "row" }, `${light.front} on ${light.back}`));
    row.append(make("td", { class: "designer-number" }, one(light.needs)));
    for (const pair of [light, both[1]?.[i]]) {
      if (!pair) continue;
      const good = pair.ratio >= pair.needs;
      row.append(
        make("td", {}, swatch(pair.colour, pair.kind === "text" ? pair.ground : undefined)),
        make("td", { class: "designer-number" }, good ? one(pair.ratio) : `${one(pair.ratio)} too little`),
        make("td", { class: "designer-number" }, String(Math.round(Math.abs(pair.lc)))),
      );
      if (!good) row.className = "designer-bad";
    }
    body.append(row);
  });
  /** @param {string} text @param {Record<string, string>} [more] */
  const head = (text, more = {}) => make("th", { scope: "col", ...more }, text);
  return make(
    "table",
    { class: "designer-table" },
    make("caption", {}, "Contrast of every pair of colours that meet"),
    make(
      "thead",
      {},
      make(
        "tr",
        {},
        head("Pair"),
        head("Needs", NUMBER),
        head("Light", { ...NUMBER, colspan: "2" }),
        head("Lc", NUMBER),
        head("Dark", { ...NUMBER, colspan: "2" }),
        head("Lc", NUMBER),
      ),
    ),
    body,
  );
}

/** What was moved and what is left to decide, in sentences. @param {Theme} theme @param {Correction[]} corrections */
function notes(theme, corrections) {
  const list = make("ul", { class: "designer-notes" });
  for (const { token, scheme, from, to } of corrections) {
    const ground = colourOf(theme, "surface")[scheme];
    list.append(
      make(
        "li",
        {},
        swatch(from),
        swatch(to),
        `${token}, ${SCHEMES[scheme]}: ${from} has ${one(ratio(from, ground))} on the surface; ${to} has ${one(ratio(to, ground))}.`,
      ),
    );
  }
  for (const scheme of /** @type {const} */ ([0, 1])) {
    for (const band of mistakable(theme, scheme)) {
      list.append(
        make(
          "li",
          {},
          `In ${SCHEMES[scheme]} what can be pressed looks like the band “${band}”. Words tell them apart; a colour further away would too.`,
        ),
      );
    }
  }
  if (!list.hasChildNodes()) list.append(make("li", {}, "Nothing had to be moved."));
  return list;
}

/** @param {0 | 1} scheme @param {ReturnType<typeof sample>} data */
function preview(scheme, data) {
  const client = bySize(data)[SUBJECTS[scheme]]?.id ?? "";
  const provider = /** @type {HTMLElement & { data?: unknown }} */ (make(/** @type {"div"} */ ("risk-provider")));
  provider.data = data;
  provider.append(...SHOWN.map(([tag, attributes]) => make(/** @type {"div"} */ (tag), { client, ...attributes })));
  return make(
    "section",
    { class: `designer-page designer-${SCHEMES[scheme]}`, "aria-label": scheme === 0 ? "Light" : "Dark" },
    provider,
  );
}

/**
 * Builds the page into `host`.
 * @param {HTMLElement} host @param {{ brand?: string, name?: string }} [start]
 */
export function designer(host, { brand = "#0b6e4f", name = "Brand" } = {}) {
  const data = sample();
  const named = input("text", name, { autocomplete: "off" });
  const picked = input("color", brand);
  const typed = input("text", brand, { spellcheck: "false", autocomplete: "off", "aria-label": "Brand colour as hex" });
  const tint = input("range", "20", { min: "0", max: "100", step: "5" });
  const radius = input("range", "8", { min: "0", max: "16" });
  const space = input("range", "4", { min: "3", max: "6", step: "0.5" });
  const font = make("select", {}, ...FONTS.map(([value = "", text = ""]) => make("option", { value }, text)));
  const ground = input("color", colourOf(DEFAULTS, "surface")[0]);
  const darkGround = input("color", colourOf(DEFAULTS, "surface")[1]);
  const own = input("checkbox", "on");
  const said = make("output", { class: "designer-said" });
  const file = input("file", "", { accept: ".json,.css" });
  const form = make(
    "form",
    { class: "designer-form", "aria-label": "Brand" },
    field("Name", named),
    field("Brand colour", picked, typed),
    field("Brand’s hue in the greys", tint),
    field("Corners", radius),
    field("Space", space),
    field("Font", font),
    field("Own grounds", own),
    field("Light ground", ground),
    field("Dark ground", darkGround),
    field("Open tokens or CSS", file),
    said,
  );
  const pages = SCHEMES.map((_, i) => preview(/** @type {0 | 1} */ (i), data));
  const results = make("div", { class: "designer-results", role: "region", "aria-label": "Results", tabindex: "0" });
  const exported = SCHEMES.map(() => make("textarea", { readonly: "", rows: "12", spellcheck: "false", wrap: "off" }));
  const [css, json] = /** @type {[HTMLTextAreaElement, HTMLTextAreaElement]} */ (exported);
  /** @param {string} title @param {HTMLTextAreaElement} area @param {() => void} down */
  const exporter = (title, area, down) => {
    const copy = make("button", { type: "button" }, "Copy");
    copy.addEventListener("click", () => {
      area.select();
      void navigator.clipboard.writeText(area.value).then(
        () => (said.value = `${title} copied.`),
        () => (said.value = "The browser does not let this page copy: the text is selected."),
      );
    });
    const load = make("button", { type: "button" }, "Download");
    load.addEventListener("click", down);
    return make("section", { class: "designer-export", "aria-label": title }, field(title, area), copy, load);
  };

  /** @type {Theme} */
  let theme = DEFAULTS;
  /** @param {Theme} next @param {Correction[]} corrections */
  const show = (next, corrections) => {
    theme = next;
    for (const page of pages) wear(page, theme);
    css.value = `${toCss(theme)}`;
    json.value = toTokens(theme);
    results.replaceChildren(notes(theme, corrections), contrasts(theme));
    const failing = [0, 1]
      .flatMap((scheme) => measured(theme, /** @type {0 | 1} */ (scheme)))
      .filter((pair) => pair.ratio < pair.needs);
    said.value =
      failing.length === 0
        ? "Every pair has its contrast, in light and in dark."
        : `${failing.length} pairs have too little: on such a ground no colour has enough. Take a lighter or a darker one.`;
    host.dispatchEvent(new CustomEvent("theme-change", { detail: theme }));
  };
  const build = () => {
    const { theme: next, corrections } = makeTheme({
      name: named.value.trim() || "Brand",
      brand: picked.value,
      tint: Number(tint.value) / 100,
      radius: Number(radius.value),
      space: Number(space.value),
      ...(font.value ? { font: font.value } : {}),
      ...(own.checked ? { surface: [ground.value, darkGround.value] } : {}),
    });
    show(next, corrections);
  };
  typed.addEventListener("input", () => {
    const text = typed.value.trim().replace(/^#?/, "#").toLowerCase();
    const good = isColour(text);
    typed.setAttribute("aria-invalid", String(!good));
    if (good) picked.value = text;
  });
  picked.addEventListener("input", () => {
    typed.value = picked.value;
    typed.setAttribute("aria-invalid", "false");
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => {
    if (event.target !== file) build();
  });
  file.addEventListener("change", () => {
    const chosen = file.files?.[0];
    if (!chosen) return;
    void chosen.text().then((text) => {
      try {
        show(
          text.trimStart().startsWith("{") ? fromTokens(text) : fromCss(text, chosen.name.replace(/\.css$/, "")),
          [],
        );
      } catch (error) {
        said.value = error instanceof Error ? error.message : String(error);
      }
    });
  });

  host.classList.add("designer");
  host.append(
    form,
    make("div", { class: "designer-pages" }, ...pages),
    results,
    make(
      "div",
      { class: "designer-exports" },
      exporter("CSS", css, () => save(`${slug(theme.name)}.css`, css.value, "text/css")),
      exporter("Design tokens (JSON)", json, () =>
        save(`${slug(theme.name)}.tokens.json`, json.value, "application/json"),
      ),
    ),
  );
  build();
}
