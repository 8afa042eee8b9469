/** Files with mistakes that a host's type check has to name, one each, and nothing besides. */
interface Wrong {
  path: string;
  text: string;
  /** One per mistake, in the checker's output. */
  faults: RegExp[];
  /** Matches once per error in the checker's output. */
  counts: RegExp;
}

const jsx = (framework: string, listener: string): Wrong => ({
  path: "src/wrong.tsx",
  text: `import type {} from "human-risk-widgets/types/${framework}";
export const value = () => <risk-score-card variant="huge" />;
export const object = () => <risk-score-card score={{ not: "a score" }} />;
export const detail = () => <risk-score-card ${listener}={(event) => event.detail.nowhere} />;
export const readonly = () => <risk-score-card phase="ready" />;
export const unknown = () => <client-risk-compare colour="red" />;
export const right = () => (
  <risk-provider apiBase="/api" refresh={60} live tenant={null} getToken={() => "t"} class="x" id="y" slot="z">
    <risk-trend person="usr_1" asOf={0} window={30} audience="client" ${listener}={(event) => event.detail.kind} />
  </risk-provider>
);
`.replace('class="x"', framework === "react" ? 'className="x"' : 'class="x"'),
  faults: [
    /wrong\.tsx\(2,.*"huge"/,
    /wrong\.tsx\(3,/,
    /wrong\.tsx\(4,.*nowhere/,
    /wrong\.tsx\(5,.*phase/s,
    /wrong\.tsx\(6,.*colour/s,
  ],
  counts: /error TS/g,
});

export const WRONG: Record<string, Wrong> = {
  react: jsx("react", "onrisk-select"),
  preact: jsx("preact", "onrisk-select"),
  solid: jsx("solid", "on:risk-select"),
  vue: {
    path: "src/Wrong.vue",
    text: `<script setup lang="ts">
import type {} from "human-risk-widgets/types/vue";
</script>
<template>
  <risk-score-card variant="huge" />
  <risk-score-card :score="{ not: 'a score' }" />
  <risk-score-card @risk-select="(event) => event.detail.nowhere" />
  <client-risk-compare colour="red" />
  <risk-provider api-base="/api" :refresh="60" live :tenant="null" :getToken="() => 't'" class="x" id="y" slot="z">
    <risk-trend person="usr_1" :as-of="0" :window="30" audience="client" @risk-select="(event) => event.detail.kind" />
    <risk-movers slot="aside" key="k" :style="{ color: 'red' }"><h3 slot="heading">This week</h3></risk-movers>
  </risk-provider>
</template>
`,
    faults: [/Wrong\.vue\(5,.*"huge"/, /Wrong\.vue\(6,/, /Wrong\.vue\(7,.*nowhere/, /Wrong\.vue\(8,.*colour/s],
    counts: /error TS/g,
  },
  svelte: {
    path: "src/Wrong.svelte",
    text: `<script lang="ts">
  import type {} from "human-risk-widgets/types/svelte";
</script>
<risk-score-card variant="huge"></risk-score-card>
<risk-score-card score={{ not: "a score" }}></risk-score-card>
<risk-score-card onrisk-select={(event) => event.detail.nowhere}></risk-score-card>
<risk-score-card phase="ready"></risk-score-card>
<client-risk-compare colour="red"></client-risk-compare>
<risk-provider apiBase="/api" refresh={60} live tenant={null} getToken={() => "t"} class="x" id="y">
  <risk-trend slot="z" person="usr_1" asOf={0} window={30} audience="client" onrisk-select={(event) => event.detail.kind}></risk-trend>
</risk-provider>
`,
    faults: [
      /Wrong\.svelte" 4:.*huge/,
      /Wrong\.svelte" 5:/,
      /Wrong\.svelte" 6:.*nowhere/,
      /Wrong\.svelte" 7:.*phase/,
      /Wrong\.svelte" 8:.*colour/,
    ],
    counts: / ERROR "/g,
  },
  angular: {
    path: "src/wrong.ts",
    text: `import { Component, CUSTOM_ELEMENTS_SCHEMA } from "@angular/core";
import "human-risk-widgets";
import { RISK_ELEMENTS } from "human-risk-widgets/types/angular";

@Component({
  selector: "app-root",
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  imports: [RISK_ELEMENTS],
  template: \`
    <risk-score-card [variant]="'huge'" />
    <risk-score-card [score]="{ not: 'a score' }" />
    <risk-score-card (risk-select)="take($event.detail.nowhere)" />
    <risk-score-card #card [selectable]="true" />{{ card.nothing }}
    <risk-provider apiBase="/api" [refreshSeconds]="60" live [tenant]="null" class="x" id="y" slot="z">
      <risk-trend person="usr_1" [asOf]="0" [window]="30" audience="client" (risk-select)="take($event.detail.kind)" />
    </risk-provider>
  \`,
})
export class App {
  take(text: string) {
    return text;
  }
}
`,
    faults: [/wrong\.ts:10:.*huge/, /wrong\.ts:11:/, /wrong\.ts:12:.*nowhere/, /wrong\.ts:13:.*nothing/],
    counts: /error TS/g,
  },
};
