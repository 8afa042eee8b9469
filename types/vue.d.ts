import type { DefineComponent, HTMLAttributes } from "vue";
import type { RiskEvent, RiskEventDetails } from "../dist/events/index.js";
import type { Props, RiskElements } from "../dist/props.js";

type Camel<S extends string> = S extends `${infer Head}-${infer Tail}` ? `${Head}${Capitalize<Camel<Tail>>}` : S;
type Heard = { [K in keyof RiskEventDetails as `on${Capitalize<Camel<K>>}`]?: (event: RiskEvent<K>) => void };
type Component<T> = DefineComponent<Props<T> & Heard & Omit<HTMLAttributes, keyof Props<T>>>;
type Components = { [K in keyof RiskElements]: Component<RiskElements[K]> };

declare module "vue" {
  interface GlobalComponents extends Components {}
  /** Strict templates know no `slot`, on any tag: without it nothing could be put into the elements' slots. */
  interface HTMLAttributes {
    slot?: string | undefined;
  }
}
