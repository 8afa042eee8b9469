/** A trend to listen to. */
export const sound = {
  _: "sound",
  play: "Play as sound",
  stop: "Stop the sound",
  how: "A higher tone is more risk; silence is no score.",
} as const;
