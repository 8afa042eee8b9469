import { Component, computed, CUSTOM_ELEMENTS_SCHEMA, signal } from "@angular/core";
import "human-risk-widgets/client-risk-compare.js";
import "human-risk-widgets/risk-provider.js";
import "human-risk-widgets/risk-score-card.js";
import { RISK_ELEMENTS } from "human-risk-widgets/types/angular";
import { book, person } from "./records";

@Component({
  selector: "app-root",
  // The schema lets the tags through; the directives let strict templates check what is bound to them.
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  imports: [RISK_ELEMENTS],
  template: `
    <main>
      <button id="update" (click)="clicks.set(clicks() + 1)">One more click</button>
      <button id="toggle" (click)="shown.set(!shown())">Show or hide</button>
      <output id="heard">{{ heard() }}</output>
      @if (shown()) {
        <section>
          <risk-score-card
            [data]="record()"
            model="phishr"
            as-of="2026-10-27T09:00:00Z"
            selectable
            (risk-select)="heard.set($event.detail.id)"
          />
          <risk-provider [data]="dataset()" model="phishr">
            <client-risk-compare (risk-select)="heard.set($event.detail.id)" />
          </risk-provider>
        </section>
      }
    </main>
  `,
})
export class App {
  readonly clicks = signal(1);
  readonly shown = signal(true);
  readonly heard = signal("");
  readonly record = computed(() => person(this.clicks()));
  readonly dataset = computed(() => book(this.clicks()));
}
