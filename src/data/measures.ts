/** Measures that the published models read. */
export const MEASURES = [
  "security_iq",
  "phish_risk",
  "badge_score",
  "phishing_simulation",
  "threat_exposure",
  "training",
  "incidents",
  "peer_benchmark",
];
