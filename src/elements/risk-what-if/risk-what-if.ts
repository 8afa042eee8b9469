import type { PropertyValues, TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import type { Book } from "../../data/book.js";
import { peopleOf } from "../../data/lists.js";
import type { Need, SubjectView } from "../../data/types.js";
import { riskSign } from "../../engine/rules.js";
import type { ExportTable } from "../export.js";
import { RiskElement, type Phase } from "../risk-element.js";
import { DRAWN, DrawingPart } from "../shared/drawing-part.js";
import { rowsOf, shell, undrawn } from "../shared/shell.js";
import type { View } from "./view.js";

const part = new DrawingPart(() => import("./view.js"));

/** More names than this are a list to search, not to choose from. */
const MOST_NAMES = 300;

/**
 * @summary Change the evidence (training done, no clicks for 30 days, a breach notified, another role) and see score, band, rows and the client's roll-up move; the fewest actions that reach the next band down.
 *
 * Nothing is saved into the data: the changes live in `changes`, as JSON that restores them.
 *
 * @fires {RiskEvent<"risk-what-if">} risk-what-if - Something was changed. Detail: `{ id, changes, score, band }`; `changes` is the JSON.
 * @fires {RiskEvent<"risk-select">} risk-select - The person's or the client's name was pressed. Detail: `{ kind, id }`.
 * @csspart base - The surface.
 * @csspart title - The heading.
 * @csspart controls - What can be changed.
 * @csspart control - One of them.
 * @csspart result - What comes of it.
 * @csspart row - A row of the score.
 * @csspart roll-up - The client's score, now and then.
 * @csspart detail - The line under the heading.
 * @csspart tools - The buttons beside the heading.
 * @csspart export - The menu of exports.
 * @csspart table-toggle - The button that shows a chart as a table.
 * @csspart data-table - The table in its place.
 * @csspart person - Where a person is chosen.
 * @csspart score - The score, now and then.
 * @csspart total - The sum of the rows.
 * @csspart apply - The button that makes the fewest changes.
 * @csspart reset - The button that takes the changes back.
 */
export class RiskWhatIf extends RiskElement {
  static override styles = [
    // Side by side, what a model offers to change makes the height, and not its rows alone.
    shell([1610, [300, 1420], [400, 1270], [480, 1215], [640, 735], [800, 715], [1000, 685]], {
      ".phishr": [1350, [300, 1160], [400, 1020], [480, 965], [640, 725], [800, 645]],
      ".metacompliance": [1690, [300, 1500], [400, 1320], [480, 1270], [640, 960], [800, 890], [1000, 860]],
    }),
    rowsOf({ caniphish: 0.96, infima: 1.11 }),
  ];

  /** Loads what draws it ahead of the first one on the page. */
  static preload(): Promise<void> {
    return part.preload();
  }

  /** What is changed, as JSON; "" is nothing. Set it to restore what was read from it before. */
  @property({ reflect: true, converter: { toAttribute: (changes) => changes || null } }) changes = "";
  /** Keeps `changes` in the page's address after `#`, under this name, and offers to copy the link. */
  @property() link: string | null = null;
  /** What measures the advice brings to, by name: `{ security_iq: 80 }`; default: a good value of each. */
  @property({ attribute: false }) targets: Readonly<Record<string, number>> | null = null;

  protected override readonly needs: readonly Need[] = ["record", "people"];
  /** Whom to choose from, riskiest first; none where the page names a person. @internal */
  people: readonly SubjectView[] = [];
  /** Whom the reader chose, by `whose`. @internal */
  chosen: string | null = null;
  #drawing: View | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    // Nobody but the view reads what a link holds: it checks it.
    if (this.link && !this.changes) this.changes = new URLSearchParams(location.hash.slice(1)).get(this.link) ?? "";
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#drawing?.stop();
  }

  override willUpdate(changed: PropertyValues): void {
    // A page that patches itself takes attributes away that it never wrote.
    this.changes ||= "";
    super.willUpdate(changed);
  }

  /** The changes are taken back. */
  reset(): void {
    this.changes = "";
  }

  /** Who that is: of another client or another source it is somebody else who has the id. @internal */
  whose({ id, client }: SubjectView): string {
    return JSON.stringify([this.source.origin, this.client, client?.id, id]);
  }

  protected override assess(book: Book, stale: boolean): Phase {
    this.people = [];
    if (book.audience === "client") {
      this.fault = { code: "audience", message: "A page shown to clients shows groups, not people.", retryable: false };
      return "no-access";
    }
    let phase = super.assess(book, stale);
    const { view } = this;
    if (view && view.kind !== "person" && phase !== "empty") {
      const risk = riskSign(view.model);
      const place = ({ score }: SubjectView): number => (score === null ? -Infinity : score * risk);
      this.people = peopleOf(book, view, view.kind === "client" ? null : this.client)
        .sort((a, b) => place(b) - place(a))
        .slice(0, MOST_NAMES);
      const one = this.people.find((view) => this.whose(view) === this.chosen) ?? this.people[0];
      if (one) this.view = one;
      phase = one?.score === null ? "insufficient" : stale ? "stale" : "ready";
    }
    return part.ready(this, phase);
  }

  override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (changed.has("changes") && changed.get("changes") !== undefined) this.#drawing?.tell();
  }

  protected override render(): TemplateResult {
    const module = this.view && DRAWN.test(this.phase) ? part.get(this) : undefined;
    if (module) return (this.#drawing ??= new module.View(this)).render(module.lend(this));
    return undrawn(this);
  }

  protected override exportTable(): ExportTable | null {
    return (this.view && this.book && this.#drawing?.exportTable(part.get(this)!.lend(this))) ?? null;
  }
}
