import "../src/elements/client-risk-compare/define.js";
import { BOOK } from "./support/book.js";
import { matrix, story, SUBJECTS } from "./support/story.js";

const tag = "client-risk-compare";

/** Clients side by side, for whoever watches many of them. */
export default {
  title: "Elements/Client compare",
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

export const Filtered = story(
  tag,
  {},
  {
    async play({ canvasElement }) {
      const el = canvasElement.querySelector(tag)!;
      el.search = "zzz";
      await el.updateComplete;
      if (!/No match/.test(el.shadowRoot!.textContent ?? "")) throw new Error("An empty result says nothing.");
    },
  },
);

export const Departments = story(tag, SUBJECTS.client, { attributes: { of: "departments" } });
export const Roles = story(tag, SUBJECTS.client, { attributes: { of: "roles" } });
export const ByChange = story(tag, {}, { attributes: { sort: "change" } });
/** Three clients over time in one chart, and each in its own. */
const chosen = BOOK.clients
  .slice(0, 3)
  .map(({ id }) => id)
  .join(" ");
export const Overlay = story(tag, {}, { attributes: { chosen } });
export const Multiples = story(tag, {}, { attributes: { chosen, layout: "multiples" } });
