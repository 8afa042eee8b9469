import type { HTMLAttributes } from "svelte/elements";
import type { Listeners, Props, RiskElements } from "../dist/props.js";

type Intrinsic<T extends EventTarget> = Props<T> & Listeners & Omit<HTMLAttributes<T>, keyof Props<T>>;
type Intrinsics = { [K in keyof RiskElements]: Intrinsic<RiskElements[K]> };

declare module "svelte/elements" {
  interface SvelteHTMLElements extends Intrinsics {}
}
