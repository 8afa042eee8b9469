/**
 * Case and accents do not matter to somebody who types a name. Upper case: there a dotless i and a sharp s are letters as
 * others.
 */
export const fold = (text: string): string =>
  (/^[\0-\x7f]*$/.test(text) ? text : text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()).toUpperCase();
