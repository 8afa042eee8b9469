/** Other tools' files as people's records. Nothing here is needed by an element: a page that imports files loads it. */
export { importCsv } from "./csv.js";
export { importFile, readHeader, readTable, type FileOptions } from "./detect.js";
export { guessColumns, guessEvent } from "./guess.js";
export { importGophish } from "./gophish.js";
export { importHibp } from "./hibp.js";
export { ImportedPeople } from "./people.js";
export { disputeSuspects } from "./scanners.js";
export {
  ImportError,
  type ColumnMapping,
  type CsvOptions,
  type GophishOptions,
  type HibpOptions,
  type ImportedEvent,
  type ImportedPerson,
  type ImportFormat,
  type ImportOptions,
  type ImportResult,
  type ImportSource,
  type Refusal,
  type Suspicion,
  type TableStart,
  type XapiOptions,
} from "./types.js";
export { importXapi } from "./xapi.js";
