/** Every section of English by its name: the type that all other languages are checked against. */
import { advice } from "./advice.js";
import { breakdown } from "./breakdown.js";
import { card } from "./card.js";
import { compare } from "./compare.js";
import { distribution } from "./distribution.js";
import { events } from "./events.js";
import { meanings } from "./meanings.js";
import { modelCompare } from "./model-compare.js";
import { models } from "./models.js";
import { movers } from "./movers.js";
import { ranking } from "./ranking.js";
import { report } from "./report.js";
import { roles } from "./roles.js";
import { rows } from "./rows.js";
import { sentences } from "./sentences.js";
import { sound } from "./sound.js";
import { states } from "./states.js";
import { tools } from "./tools.js";
import { trend } from "./trend.js";
import { waiting } from "./waiting.js";
import { whatIf } from "./what-if.js";

export const english = {
  advice,
  breakdown,
  card,
  common: { ...states, ...tools, ...waiting },
  compare,
  distribution,
  events,
  meanings,
  modelCompare,
  models,
  movers,
  ranking,
  report,
  roles,
  rows,
  sentences,
  sound,
  trend,
  whatIf,
} as const;

type Words<M> = M extends string
  ? string
  : { readonly other: string } & { readonly [K in Intl.LDMLPluralRule]?: string };

/** A whole language: every section and key of English, each with the plural forms that language needs. */
export type Language = {
  readonly [S in keyof typeof english]: {
    readonly [K in Exclude<keyof (typeof english)[S], "_">]: Words<(typeof english)[S][K]>;
  };
};
