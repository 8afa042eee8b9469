/**
 * What templates of every framework need to know about the elements, derived from the classes themselves: the files of
 * `types/` give it to React, Preact, Solid, Vue and Svelte.
 */
import type { LitElement } from "lit";
import type { RiskEvent, RiskEventDetails } from "./events/index.js";
import type {} from "./index.js";

/** The elements by tag. */
export type RiskElements = {
  [
    K in keyof HTMLElementTagNameMap as K extends `risk-${string}` | "client-risk-compare" ? K : never
  ]: HTMLElementTagNameMap[K];
};

type Kebab<S extends string> = S extends `${infer Head}${infer Tail}`
  ? `${Head extends Lowercase<Head> ? "" : "-"}${Lowercase<Head>}${Kebab<Tail>}`
  : "";

type Settable<T> = {
  [K in keyof T as K extends keyof LitElement ? never : T[K] extends (...args: never[]) => unknown ? never : K]?:
    T[K] | undefined;
};

/** Attributes carry scalars, and always may be text: `as-of`, `api-base`. */
type Attributes<T> = { [K in keyof T as K extends string ? Kebab<K> : never]?: T[K] | string | undefined };

/** What an element takes: its properties by name, and its attributes in their own spelling. */
export type Props<T> = Settable<T> & Attributes<Settable<T>>;

/** `onrisk-select` and the like: what React 19, Preact, Solid and Svelte 5 call a listener of `risk-select`. */
export type Listeners = { [K in keyof RiskEventDetails as `on${K}`]?: ((event: RiskEvent<K>) => void) | undefined };
