import { html, nothing, type TemplateResult } from "lit";
import type { LocaleController } from "../../controllers/locale.js";
import { advice } from "../../strings/en/advice.js";
import { ranking } from "../../strings/en/ranking.js";
import { listText } from "../../strings/phrases.js";
import type { RiskElement } from "../risk-element.js";

/** Requests under way at once. */
const AT_ONCE = 4;
/** Names said of those that failed. */
const NAMED = 5;

type Stage =
  | { step: "idle" }
  | { step: "confirm" }
  | { step: "busy"; done: number; total: number }
  | { step: "done"; n: number; failed: readonly string[]; asked: boolean };

/** For how many it was done, and for how many not. */
function outcome({ words }: LocaleController, n: number, failed: number, asked: boolean): string[] {
  const t = words(advice);
  return [...(n ? [t(asked ? "asked" : "done", { n })] : []), ...(failed ? [t("failed", { n: failed })] : [])];
}

/** Assigning training to those chosen: asks first, says how far it is, and names whom it could not reach. */
export class Assigner {
  /** Whether the source can assign at all. */
  available = true;
  #stage: Stage = { step: "idle" };

  constructor(private readonly host: RiskElement) {}

  /** Hands the assignment to the page, then to the source. @returns what does it for one person; null: the page took it */
  #ask(ids: readonly string[]): ((id: string) => Promise<void>) | null {
    const { host } = this;
    const taken = !host["emit"]("risk-assign-training", { id: ids[0]!, row: null, ids: [...ids] }, true);
    const supply = host.provided?.supply;
    if (taken || !supply?.assignTraining) return null;
    return (id) => supply.assignTraining!(id, { row: null });
  }

  /** Back to the start, unless requests are under way. */
  reset(): void {
    if (this.#stage.step !== "busy") this.#stage = { step: "idle" };
  }

  #to(stage: Stage): void {
    this.#stage = stage;
    this.host.requestUpdate();
  }

  async run(ids: readonly string[]): Promise<void> {
    const { step } = this.#stage;
    // A button is there until the next drawing: pressed twice before it, it is pressed once.
    if (step !== "confirm" && !(step === "done" && this.#stage.failed.length)) return;
    const assign = this.#ask(ids);
    if (!assign) return this.#end(ids.length, [], true);
    const total = ids.length;
    const failed: string[] = [];
    let next = 0;
    let done = 0;
    this.#to({ step: "busy", done, total });
    const worker = async (): Promise<void> => {
      while (next < total) {
        const id = ids[next++]!;
        try {
          await assign(id);
        } catch {
          // Whatever the reason, the reader learns for whom, and may try those again.
          failed.push(id);
        }
        this.#to({ step: "busy", done: ++done, total });
      }
    };
    await Promise.all([...Array<undefined>(Math.min(AT_ONCE, total))].map(worker));
    this.#end(total - failed.length, failed, false);
  }

  #end(n: number, failed: readonly string[], asked: boolean): void {
    this.#to({ step: "done", n, failed, asked });
    this.host["announce"](outcome(this.host["language"], n, failed.length, asked).join(" "));
  }

  /** @param n how many are chosen; @param chosen who, which is asked only when it matters */
  render(
    language: LocaleController,
    n: number,
    chosen: () => readonly string[],
    nameOf: (id: string) => string,
  ): TemplateResult | typeof nothing {
    if (!this.available) return nothing;
    const a = language.words(advice);
    const r = language.words(ranking);
    // Newer data may leave nobody to ask for.
    if (!n && this.#stage.step === "confirm") this.reset();
    const stage = this.#stage;
    const button = (words: string, run: () => void, primary = false, off = false): TemplateResult =>
      html`<button class="button ${primary ? "primary" : ""}" ?disabled=${off} @click=${run}>${words}</button>`;
    switch (stage.step) {
      case "idle":
        return button(r("assign"), () => this.#to({ step: "confirm" }), n > 0, n === 0);
      case "confirm":
        return html`<span class="tools"
          >${button(a("confirm", { n }), () => void this.run(chosen()), true)}
          ${button(a("cancel"), () => this.#to({ step: "idle" }))}</span
        >`;
      case "busy":
        return html`<span class="tools"
          ><progress max=${stage.total} .value=${stage.done} aria-label=${r("assign")}></progress
          ><span class="caption num">${a("busy", { done: stage.done, total: stage.total })}</span></span
        >`;
      case "done": {
        const { n, failed, asked } = stage;
        const said = [
          ...outcome(language, n, failed.length, asked),
          ...(failed.length ? [listText(language.format, failed.slice(0, NAMED).map(nameOf))] : []),
        ];
        return html`<span class="tools"
          ><span class="caption said">${said.join(" ")}${failed.length > NAMED ? "…" : ""}</span>
          ${failed.length ? button(a("again"), () => void this.run(failed), true) : nothing}
          ${button(a("close"), () => this.#to({ step: "idle" }))}</span
        >`;
      }
    }
  }
}
