/** Set by `ssr.js`, which is a server's also where that is tested in a document. */
export const drawn = { onServer: false };
