/** The built kit, as any page would load it. Its types, beside this file, are the sources', so that they need no build. */
export * from "../../dist/human-risk-widgets.js";
