/** Three invented clients and how they look: what a designer would type into the theme page. */
import { makeTheme } from "./make.js";

/** @typedef {import("./make.js").Wish} Wish */

/**
 * @type {readonly (Wish & { about: string, scheme?: "dark" })[]}
 * What a brand leaves out (the font of two of them, the spacing of all) comes from the provider around it.
 */
export const BRANDS = [
  {
    name: "Halden Voss Advisory",
    about: "Dark blue, square, serious: a corporate adviser.",
    brand: "#0b2a5b",
    tint: 0.35,
    radius: 2,
    font: 'Georgia, "Times New Roman", serif',
  },
  {
    name: "Sunny Molar Dental",
    about: "Warm and round: a chain of dental practices. Its coral is too pale for words and is taken darker in light.",
    brand: "#e2725b",
    tint: 0.6,
    surface: ["#fffaf5", "#231a17"],
    radius: 16,
  },
  {
    name: "Ironjack Plant Hire",
    about: "Black and yellow, always dark: a hirer of machines.",
    brand: "#ffd400",
    tint: 0,
    surface: ["#ffffff", "#111111"],
    radius: 0,
    scheme: "dark",
  },
];

/** What the provider around all three sets: the managing company's own. @type {Wish} */
export const HOUSE = { name: "Northbeam IT", brand: "#3752ae", font: "Verdana, sans-serif", space: 4, radius: 8 };

/** @param {Wish} wish A theme with only what the brand says: the rest is inherited. */
export const themeOf = (wish) => makeTheme(wish).theme;
