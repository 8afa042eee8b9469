import type { JSX as S } from "solid-js";
import type { RiskEvent, RiskEventDetails } from "../dist/events/index.js";
import type { Props, RiskElements } from "../dist/props.js";

/** Solid sets a property with `prop:` and hears an event with `on:`. */
type Forced<T> = { [K in keyof Props<T> & string as `prop:${K}`]?: Props<T>[K] };
type Heard = { [K in keyof RiskEventDetails as `on:${K}`]?: (event: RiskEvent<K>) => void };
type Intrinsic<T> = Props<T> & Forced<T> & Heard & Omit<S.HTMLAttributes<T>, keyof Props<T>>;
type Intrinsics = { [K in keyof RiskElements]: Intrinsic<RiskElements[K]> };

declare module "solid-js" {
  namespace JSX {
    interface IntrinsicElements extends Intrinsics {}
  }
}
