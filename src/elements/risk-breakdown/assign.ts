import { html, nothing, type TemplateResult } from "lit";
import type { Supply } from "../../data/types.js";
import { advice } from "../../strings/en/advice.js";
import type { Todo } from "./actions.js";
import type { Kit } from "./kit.js";

export interface Request {
  row: string | null;
  ref?: string;
}

/** What the flow needs of its element. */
export interface Assigner {
  /** Fires `risk-assign-training` for one of `ids`; false where the page takes it on itself. */
  ask(id: string, request: Request, ids: string[]): boolean;
  /** Null where there is no source. */
  supply(): Supply | null;
  announce(text: string): void;
  update(): void;
}

/** Requests under way at once. */
const AT_ONCE = 4;
/** Names before the reader asks for all. */
const FIRST = 12;

/** Assigning one action to one person or several: choose, confirm, see it happen, take it back. */
export class AssignFlow {
  todo: Todo | null = null;
  #chosen = new Set<string>();
  #all = false;
  #step: "choose" | "busy" | "done" = "choose";
  #total = 0;
  #done: string[] = [];
  #failed: string[] = [];
  /** Those whom a source assigned, not the page: only these it can take back. */
  #ours: string[] = [];
  #undone = 0;

  constructor(private readonly host: Assigner) {}

  /** Whether this is what is being assigned: new data brings new objects, and takes no open panel away. */
  shows(todo: Todo): boolean {
    const { id, ref, target } = this.todo ?? {};
    const same = todo.id === id && todo.ref === ref && todo.target === target;
    if (same) this.todo = todo;
    return same;
  }

  toggle(todo: Todo): void {
    if (this.#step === "busy") return;
    this.todo = this.shows(todo) ? null : todo;
    this.#step = "choose";
    this.#chosen = new Set(todo.people);
    this.#all = false;
    this.#undone = 0;
    this.#done = [];
    this.#failed = [];
    this.#ours = [];
    this.host.update();
  }

  #request(kit: Kit, todo: Todo): Request {
    const row = kit.view.model.rows.find((id) => /training|engagement/.test(id)) ?? null;
    const course = kit.view.kind === "person" && todo.target === undefined && todo.ref;
    return { row, ...(course ? { ref: course } : {}) };
  }

  /** Runs over people a few at a time, so that a hundred are not a hundred requests at once. */
  async #each(people: readonly string[], run: (id: string) => Promise<void>): Promise<void> {
    this.#step = "busy";
    this.#total = this.#done.length + people.length;
    this.#failed = [];
    const queue = [...people];
    const worker = async (): Promise<void> => {
      for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
        const done = id;
        await run(done).then(
          () => this.#done.push(done),
          () => this.#failed.push(done),
        );
        this.host.update();
      }
    };
    this.host.update();
    await Promise.all([...Array<undefined>(AT_ONCE)].map(worker));
    this.#step = "done";
    this.host.update();
  }

  async #assign(kit: Kit, people: readonly string[]): Promise<void> {
    // A button is there until the next drawing: pressed twice before it, it is pressed once.
    if (this.#step === "busy") return;
    const request = this.#request(kit, this.todo!);
    const supply = this.host.supply();
    await this.#each(people, async (id) => {
      if (!this.host.ask(id, request, [...people])) return;
      // Nobody took it on, and there is nobody to send it to.
      if (!supply?.assignTraining) throw new Error("no source assigns training");
      await supply.assignTraining(id, request);
      this.#ours.push(id);
    });
    this.host.announce(this.#outcome(kit));
  }

  /** For how many it was taken back and done, for how many the page took it on, and for how many it failed. */
  #outcome(kit: Kit): string {
    const t = kit.language.words(advice);
    const done = this.#ours.length;
    const counts = { undone: this.#undone, done, asked: this.#done.length - done, failed: this.#failed.length };
    return (["undone", "done", "asked", "failed"] as const)
      .flatMap((key) => (counts[key] ? t(key, { n: counts[key] }) : []))
      .join(" ");
  }

  async #undo(kit: Kit): Promise<void> {
    if (this.#step === "busy") return;
    const request = this.#request(kit, this.todo!);
    const ours = this.#ours.splice(0);
    const asked = this.#done.filter((id) => !ours.includes(id));
    this.#done = [];
    await this.#each(ours, (id) => this.host.supply()!.cancelTraining!(id, request));
    this.#undone += this.#done.length;
    // Whom it could not be taken back from still has it.
    this.#ours = this.#failed.splice(0);
    this.#done = [...asked, ...this.#ours];
    this.host.update();
    this.host.announce(this.#outcome(kit));
  }

  render(kit: Kit, name: string): TemplateResult {
    const t = kit.language.words(advice);
    const body = { choose: () => this.#choose(kit), busy: () => this.#busy(kit), done: () => this.#result(kit) };
    return html`<div
      class="assign no-print"
      part="assign-panel"
      role="group"
      aria-label=${t("assignWhat", { what: name })}
    >
      ${body[this.#step]()}
    </div>`;
  }

  #choose(kit: Kit): TemplateResult {
    const t = kit.language.words(advice);
    const todo = this.todo!;
    // New data may leave out somebody who was chosen.
    const chosen = todo.people.filter((id) => this.#chosen.has(id));
    const list = this.#all ? todo.people : todo.people.slice(0, FIRST);
    const nameOf = (id: string): string => kit.book.subject({ kind: "person", id })?.name ?? id;
    const pick = (ids: readonly string[], on: boolean): void => {
      for (const id of ids) this.#chosen[on ? "add" : "delete"](id);
      this.host.update();
    };
    const box = (label: string, ids: readonly string[]): TemplateResult => {
      const n = ids.filter((id) => this.#chosen.has(id)).length;
      return html`<label class="check" dir="auto"
        ><input
          type="checkbox"
          .checked=${n === ids.length}
          .indeterminate=${n > 0 && n < ids.length}
          @change=${(e: Event) => pick(ids, (e.target as HTMLInputElement).checked)}
        />${label}</label
      >`;
    };
    return html`${
        todo.people.length > 1
          ? html`<fieldset class="checks">
              <legend class="sr-only">${t("who")}</legend>
              ${box(t("all"), todo.people)}${list.map((id) => box(nameOf(id), [id]))}
            </fieldset>`
          : nothing
      }${
        list.length < todo.people.length
          ? html`<button
              class="link-button"
              @click=${() => {
                this.#all = true;
                this.host.update();
              }}
            >
              ${t("more", { n: todo.people.length })}
            </button>`
          : nothing
      }
      <div class="buttons">
        <button class="button small primary" ?disabled=${!chosen.length} @click=${() => void this.#assign(kit, chosen)}>
          ${todo.people.length > 1 ? t("confirm", { n: chosen.length }) : t("confirmOne", { name: nameOf(todo.people[0]!) })}
        </button>
        <button class="button small" @click=${() => this.toggle(todo)}>${t("cancel")}</button>
      </div>`;
  }

  #busy(kit: Kit): TemplateResult {
    const done = this.#done.length + this.#failed.length;
    const text = kit.language.words(advice)("busy", { done, total: this.#total });
    return html`<progress max=${this.#total} value=${done} aria-label=${text}></progress>
      <span class="detail">${text}</span>`;
  }

  #result(kit: Kit): TemplateResult {
    const t = kit.language.words(advice);
    const button = (key: "again" | "undo" | "close", run: () => void): TemplateResult =>
      html`<button class="button small" @click=${run}>${t(key)}</button>`;
    return html`<p class="said">${this.#outcome(kit)}</p>
      <div class="buttons">
        ${this.#failed.length ? button("again", () => void this.#assign(kit, this.#failed)) : nothing}
        ${this.#ours.length && this.host.supply()?.cancelTraining ? button("undo", () => void this.#undo(kit)) : nothing}
        ${button("close", () => this.toggle(this.todo!))}
      </div>`;
  }
}
