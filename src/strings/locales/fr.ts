import type { LocaleStrings } from "../index.js";

const strings: LocaleStrings = {};
export default strings;
