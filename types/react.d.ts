import type { HTMLAttributes, Key, Ref } from "react";
import type { Listeners, Props, RiskElements } from "../dist/props.js";

type Intrinsic<T> = Props<T> & Listeners & Omit<HTMLAttributes<T>, keyof Props<T>> & { ref?: Ref<T>; key?: Key | null };
type Intrinsics = { [K in keyof RiskElements]: Intrinsic<RiskElements[K]> };

declare module "react" {
  namespace JSX {
    interface IntrinsicElements extends Intrinsics {}
  }
}
