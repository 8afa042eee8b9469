import { make } from "../assets/site.js";
import { BRANDS, HOUSE, themeOf } from "./brands.js";
import { ratio } from "./colour.js";
import { wear } from "./formats.js";
import { sample } from "./sample.js";

/** @param {string} tag @param {Record<string, string>} [attributes] @param {...Node} children */
const kit = (tag, attributes, ...children) =>
  /** @type {HTMLElement & { data?: unknown }} */ (make(tag, attributes, ...children));

/** So many that departments are groups a client may see. */
const PEOPLE = 420;
/** Three clients on the same elements, each in a brand of its own; what it leaves out is the managing company's. */
export function brands() {
  const data = sample(BRANDS.length, PEOPLE);
  const clients = BRANDS.map(({ name }, i) => ({ ...data.clients[i], name }));

  /** Outermost the managing company: its data, its model, its font and spacing. */
  const house = kit("risk-provider");
  house.data = { ...data, clients };
  wear(house, themeOf(HOUSE));
  house.addEventListener("risk-load", ({ target }) => /** @type {Element} */ (target).classList.add("there"));

  for (const [i, brand] of BRANDS.entries()) {
    const client = clients[i]?.id ?? "";
    const id = `brand-${i}`;
    const head = make("header", { class: "brand-head" }, make("h2", { id }, brand.name), make("p", {}, brand.about));
    head.style.background = brand.brand;
    head.style.color = ratio(brand.brand, "#ffffff") >= 4.5 ? "#ffffff" : "#000000";
    // Within it each client's own, by a provider that sets nothing but who reads and how it looks.
    const own = kit(
      "risk-provider",
      { audience: "client", ...(brand.scheme ? { theme: brand.scheme } : {}) },
      make(
        "section",
        { class: "brand-page", "aria-labelledby": id },
        head,
        make(
          "div",
          { class: "brand-grid" },
          kit("risk-score-card", { client }),
          kit("risk-distribution", { client }),
          kit("client-risk-compare", { client, of: "departments" }),
          kit("risk-report", { client }),
        ),
      ),
    );
    wear(own, themeOf(brand));
    house.append(own);
  }
  return house;
}
