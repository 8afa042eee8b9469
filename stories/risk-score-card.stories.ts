import "../src/elements/risk-score-card/define.js";
import { matrix, story, SUBJECTS, type Story, type Setting } from "./support/story.js";

const tag = "risk-score-card";

/** One number with its reason in reach: band, ruler, change, sparkline, coverage. */
export default {
  title: "Elements/Score card",
  component: tag,
  tags: ["autodocs"],
};

const all = matrix(tag, SUBJECTS.client);
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

const of = (attributes: Record<string, string>, more: Setting = {}): Story => story(tag, {}, { ...more, attributes });

export const Person = of(SUBJECTS.person);
export const CompactVariant = of({ ...SUBJECTS.person, variant: "compact" });
export const Badge = of({ ...SUBJECTS.person, variant: "badge" });
export const Plain = of({ score: "67", model: "moxso", label: "Ada Park" });
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
