import "../src/elements/risk-score-card/define.js";
import { SAFETY, SAFETY_MODEL } from "./support/safety.js";
import { matrix, several, story, SUBJECTS, type Story, type Setting } from "./support/story.js";

const tag = "risk-score-card";

/** One number with its reason in reach: band, ruler, change, sparkline, coverage. */
export default {
  title: "Elements/Score card",
  component: tag,
  tags: ["autodocs"],
};

/** What a card takes in a row of cards. */
const WIDTH = 360;
const all = matrix(tag, SUBJECTS.client, SUBJECTS.client, WIDTH);
export const Ready = all.Ready;
export const Loading = all.Loading;
export const Empty = all.Empty;
export const NotEnoughData = all.NotEnoughData;
export const Stale = all.Stale;
export const Failed = all.Failed;
export const NoAccess = all.NoAccess;
export const Sparse = all.Sparse;
export const LongNames = all.LongNames;
export const Dark = all.Dark;
export const HighContrast = all.HighContrast;
export const HighContrastDark = all.HighContrastDark;
export const Compact = all.Compact;
export const RightToLeft = all.RightToLeft;
export const German = all.German;
export const Pseudo = all.Pseudo;
export const Width200 = all.Width200;
export const Width320 = all.Width320;
export const Width768 = all.Width768;
export const Width1280 = all.Width1280;
export const ClientAudience = all.ClientAudience;
export const Phishr = all.Phishr;
export const CanIPhish = { ...all.CanIPhish, name: "CanIPhish" };
export const MetaCompliance = { ...all.MetaCompliance, name: "MetaCompliance" };
export const Infima = all.Infima;
export const Print = all.Print;
export const Initials = all.Initials;
export const Pseudonyms = all.Pseudonyms;
export const French = all.French;
export const Japanese = all.Japanese;

const of = (attributes: Record<string, string>, more: Setting = {}): Story =>
  story(tag, {}, { width: WIDTH, ...more, attributes });

export const Person = of(SUBJECTS.person);
export const CompactVariant = of({ ...SUBJECTS.person, variant: "compact" });
export const Badge = of({ ...SUBJECTS.person, variant: "badge" });
export const Plain = of({ score: "67", model: "moxso", label: "Ada Park" });
/** Each band of a model of four: as cards, as compact lines, as badges. */
const people = [
  { score: "12", change: "-3", label: "Jonas Lindqvist" },
  { score: "38", change: "1", label: "Marta Ilves" },
  { score: "64", change: "6", label: "Ada Park" },
  { score: "83", change: "11", label: "Tomasz Wieczorek" },
];
const every = (more: Record<string, string>, width?: number): Story =>
  several(
    tag,
    people.map((one) => ({ ...one, model: "moxso", ...more })),
    width,
  );
export const EveryBand = every({}, 290);
export const EveryBandCompact = every({ variant: "compact" }, 290);
export const EveryBandBadge = every({ variant: "badge" });
export const EveryBandShortBadge = every({ variant: "badge", short: "short" });
/** A model in which a low score is a high risk: the ruler says which end is riskier. */
const lowIsRisky = of({ person: "marta" }, { data: SAFETY });
export const LowIsRisky: Story = {
  ...lowIsRisky,
  parameters: { docs: { source: { code: '<risk-score-card person="marta"></risk-score-card>' } } },
  render(args) {
    const box = lowIsRisky.render(args);
    const el = box.querySelector(tag)!;
    // The toolbar's model is for stories that name none.
    el.setAttribute("model", SAFETY_MODEL.id);
    el.model = SAFETY_MODEL;
    return box;
  },
};
export const Selectable = of(
  { ...SUBJECTS.person, selectable: "selectable" },
  {
    async play({ canvasElement }) {
      const el = canvasElement.querySelector(tag)!;
      const heard: unknown[] = [];
      el.addEventListener("risk-select", (event) => heard.push(event.detail));
      el.shadowRoot!.querySelector<HTMLElement>("button.link")!.click();
      if (heard.length !== 1) throw new Error(`risk-select was fired ${heard.length} times.`);
    },
  },
);
