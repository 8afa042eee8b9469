import "../src/elements/risk-ranking/define.js";
import { matrix, story, SUBJECTS } from "./support/story.js";

const tag = "risk-ranking";

/** Everyone across every client, riskiest first. */
export default {
  title: "Elements/Ranking",
  component: tag,
  tags: ["autodocs"],
};

const all = matrix(tag, SUBJECTS.book);
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

export const Elevated = story(tag, {}, { attributes: { band: "elevated" } });
export const Client = story(tag, SUBJECTS.client, { attributes: { rows: "6" } });
/** Two people chosen with the keyboard, as for an assignment. */
export const Selected = story(
  tag,
  {},
  {
    async play({ canvasElement }) {
      const el = canvasElement.querySelector(tag)!;
      const grid = el.shadowRoot!.querySelector<HTMLElement>("[role=grid]")!;
      grid.focus();
      for (const key of ["ArrowDown", " ", "ArrowDown", " "]) {
        grid.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
        await el.updateComplete;
      }
      const n = el.shadowRoot!.querySelectorAll("[role=row][aria-selected=true]").length;
      if (n !== 2) throw new Error(`${n} rows are selected.`);
    },
  },
);
export const NobodyMatches = story(tag, {}, { attributes: { search: "zzz" } });
