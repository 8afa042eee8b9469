import { useState } from "preact/hooks";
import "human-risk-widgets/client-risk-compare.js";
import "human-risk-widgets/risk-provider.js";
import "human-risk-widgets/risk-score-card.js";
import type {} from "human-risk-widgets/types/preact";
import { book, person } from "./records";

export function App() {
  const [clicks, setClicks] = useState(1);
  const [shown, setShown] = useState(true);
  const [heard, setHeard] = useState("");
  return (
    <main>
      <button id="update" onClick={() => setClicks(clicks + 1)}>
        One more click
      </button>
      <button id="toggle" onClick={() => setShown(!shown)}>
        Show or hide
      </button>
      <output id="heard">{heard}</output>
      {shown && (
        <section>
          <risk-score-card
            data={person(clicks)}
            model="phishr"
            as-of="2026-10-27T09:00:00Z"
            selectable
            onrisk-select={(event) => setHeard(event.detail.id)}
          />
          <risk-provider data={book(clicks)} model="phishr">
            <client-risk-compare onrisk-select={(event) => setHeard(event.detail.id)} />
          </risk-provider>
        </section>
      )}
    </main>
  );
}
