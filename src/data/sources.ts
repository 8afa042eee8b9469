/** What a provider asks with and keeps: loaded by the first that has something to ask or to keep. */
export { createHistory, withHistory } from "./history.js";
export { createHttpSource } from "./http/http-source.js";
export { hash } from "./http/subject.js";
export { createJsonSource } from "./json-source.js";
export { RiskStore } from "./store.js";
