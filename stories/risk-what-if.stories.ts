import "../src/elements/risk-what-if/define.js";
import { matrix, story, SUBJECTS } from "./support/story.js";

const tag = "risk-what-if";

/** Change the evidence and see the score move; nothing is saved. */
export default {
  title: "Elements/What if",
  component: tag,
  tags: ["autodocs"],
};

const all = matrix(tag, SUBJECTS.person);
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

/** A month without anything new, and a training done; what the page's link would open. */
export const Changed = story(tag, SUBJECTS.person, {
  attributes: { changes: JSON.stringify({ days: 30, add: { training_completed: 1 }, measures: { training: 20 } }) },
  async play({ canvasElement }) {
    const el = canvasElement.querySelector(tag)!;
    el.shadowRoot!.querySelector<HTMLElement>("[part=reset]")!.click();
    await el.updateComplete;
    if (el.changes !== "") throw new Error("Starting over leaves changes behind.");
    el.changes = JSON.stringify({ days: 30 });
    await el.updateComplete;
  },
});
