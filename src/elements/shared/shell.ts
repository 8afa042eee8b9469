import { html } from "lit";
import { buttonStyles, hostStyles, stateStyles, surface, typeStyles, visuallyHidden } from "../../theme/base.styles.js";
import { tokens } from "../../theme/tokens.js";
import { partsStyles } from "./parts.styles.js";

/** What an element looks like before the part that draws it is there. */
export const shellStyles = [
  tokens,
  hostStyles,
  surface,
  typeStyles,
  buttonStyles,
  stateStyles,
  visuallyHidden,
  partsStyles,
];

export const skeleton = html`<div class="sk" aria-hidden="true">
  <i class="w40"></i><i class="w60"></i>${Array.from({ length: 7 }, () => html`<i class="row"></i>`)}<i
    class="line"
  ></i>
</div>`;
