import type { SubjectView } from "../../data/types.js";

/** What was shown, and under which settings of whose data. */
export interface Shown {
  view: SubjectView;
  under: string;
}
/** Whether it is the same subject, of the same data and settings. */
export const alike = ({ view: a, under }: Shown, { view: b, under: other }: Shown): boolean =>
  under === other && a.kind === b.kind && a.id === b.id && a.client?.id === b.client?.id;

/** A text as it was the last time, where it is the same: a page's cards would keep one each. */
export const shared = (): ((text: string) => string) => {
  let last = "";
  return (text) => (text === last ? last : (last = text));
};
