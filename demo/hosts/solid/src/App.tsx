import { createSignal, Show } from "solid-js";
import "human-risk-widgets/client-risk-compare.js";
import "human-risk-widgets/risk-provider.js";
import "human-risk-widgets/risk-score-card.js";
import type {} from "human-risk-widgets/types/solid";
import { book, person } from "./records";

export function App() {
  const [clicks, setClicks] = createSignal(1);
  const [shown, setShown] = createSignal(true);
  const [heard, setHeard] = createSignal("");
  return (
    <main>
      <button id="update" onClick={() => setClicks(clicks() + 1)}>
        One more click
      </button>
      <button id="toggle" onClick={() => setShown(!shown())}>
        Show or hide
      </button>
      <output id="heard">{heard()}</output>
      <Show when={shown()}>
        <section>
          <risk-score-card
            prop:data={person(clicks())}
            model="phishr"
            as-of="2026-10-27T09:00:00Z"
            selectable
            on:risk-select={(event) => setHeard(event.detail.id)}
          />
          <risk-provider prop:data={book(clicks())} model="phishr">
            <client-risk-compare on:risk-select={(event) => setHeard(event.detail.id)} />
          </risk-provider>
        </section>
      </Show>
    </main>
  );
}
