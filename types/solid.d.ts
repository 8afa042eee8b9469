import type { JSX as S } from "solid-js";
import type { RiskEvent, RiskEventDetails } from "../dist/events/index.js";
import type { Attributes, Properties, Props, RiskElements } from "../dist/props.js";

/** Solid sets a property with `prop:`, an attribute with `attr:` or `bool:`, and hears an event with `on:`. */
type Forced<T> = { [K in keyof Properties<T> & string as `prop:${K}`]?: Properties<T>[K] };
type Written<T> = { [K in keyof Attributes<T> & string as `attr:${K}`]?: Attributes<T>[K] };
type Switched<T> = {
  [
    K in keyof Attributes<T> & string as Extract<Attributes<T>[K], boolean> extends never ? never : `bool:${K}`
  ]?: boolean;
};
type Heard = { [K in keyof RiskEventDetails as `on:${K}`]?: (event: RiskEvent<K>) => void };
type Intrinsic<T> = Props<T> & Forced<T> & Written<T> & Switched<T> & Heard & Omit<S.HTMLAttributes<T>, keyof Props<T>>;
type Intrinsics = { [K in keyof RiskElements]: Intrinsic<RiskElements[K]> };

declare module "solid-js" {
  namespace JSX {
    interface IntrinsicElements extends Intrinsics {}
  }
}
