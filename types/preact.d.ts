import type { ClassAttributes, HTMLAttributes } from "preact";
import type { Listeners, Props, RiskElements } from "../dist/props.js";

type Intrinsic<T extends EventTarget> = Props<T> &
  Listeners &
  Omit<HTMLAttributes<T>, keyof Props<T> | keyof ClassAttributes<T>> &
  ClassAttributes<T>;
type Intrinsics = { [K in keyof RiskElements]: Intrinsic<RiskElements[K]> };

declare module "preact" {
  namespace JSX {
    interface IntrinsicElements extends Intrinsics {}
  }
}
