import "../src/elements/risk-distribution/define.js";
import { DEPARTMENT } from "./support/book.js";
import { matrix, story, SUBJECTS } from "./support/story.js";

const tag = "risk-distribution";

/** People per band, and who moved between bands. */
export default {
  title: "Elements/Distribution",
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
export const Initials = all.Initials;
export const Pseudonyms = all.Pseudonyms;
export const French = all.French;
export const Japanese = all.Japanese;

export const WholeBook = story(tag, {});
export const Department = story(tag, { ...SUBJECTS.client, department: DEPARTMENT });
export const TableTwin = story(tag, SUBJECTS.client, {
  async play({ canvasElement }) {
    const el = canvasElement.querySelector(tag)!;
    el.shadowRoot!.querySelector<HTMLElement>("[part=table-toggle]")!.click();
    await el.updateComplete;
    if (!el.shadowRoot!.querySelector("[part=data-table]")) throw new Error("There is no table.");
  },
});
