import { useState } from "react";
// The typed components register their elements …
import { ClientRiskCompare, RiskProvider } from "human-risk-widgets/react.js";
// … and React 19 takes the tags as they are, too: this types them in JSX.
import type {} from "human-risk-widgets/types/react";
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
          <RiskProvider data={book(clicks)} model="phishr">
            <ClientRiskCompare onRiskSelect={(event) => setHeard(event.detail.id)} />
          </RiskProvider>
        </section>
      )}
    </main>
  );
}
