import { UNLOADED } from "../../data/parts.js";
import type { Phase, RiskElement } from "../risk-element.js";
import { DRAWN, Part } from "./part.js";

export { DRAWN };

/** A part that draws all of an element. */
export class DrawingPart<M extends object> extends Part<M> {
  /** A phase in which there is something to draw is loading until it can be drawn. */
  ready(host: RiskElement, phase: Phase): Phase {
    if (!DRAWN.test(phase) || this.get(host)) return phase;
    if (!this.failure) return "loading";
    host["fault"] = UNLOADED;
    return "error";
  }
}
