/**
 * What templates of every framework need to know about the elements, derived from the classes themselves: the files of
 * `types/` give it to React, Preact, Solid, Vue and Svelte.
 */
import type { LitElement } from "lit";
import type { RiskEvent, RiskEventDetails } from "./events/index.js";
// Exported, because of an import of nothing the declarations that are built keep nothing: then no tag would be known.
export type {} from "./index.js";

/** The elements by tag. */
export type RiskElements = {
  [
    K in keyof HTMLElementTagNameMap as K extends `risk-${string}` | "client-risk-compare" ? K : never
  ]: HTMLElementTagNameMap[K];
};

type Kebab<S extends string> = S extends `${infer Head}${infer Tail}`
  ? `${Head extends Lowercase<Head> ? "" : "-"}${Lowercase<Head>}${Kebab<Tail>}`
  : "";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Properties that may be set: what Lit's own class brings, methods and getters are none. */
type Settable<T> = {
  [K in keyof T]-?: K extends keyof LitElement
    ? never
    : T[K] extends (...args: never[]) => unknown
      ? never
      : Same<{ [P in K]: T[K] }, { -readonly [P in K]: T[K] }> extends true
        ? K
        : never;
}[keyof T];

/** Mapped over the keys of what was picked from the class: only so do editors show what the class says of each. */
type Loose<T> = { [K in keyof T]?: T[K] | undefined };

/** The properties of an element, by name. */
export type Properties<T> = Loose<Pick<T, Settable<T>>>;

/** The one attribute that is not its property's name in another spelling. */
type Spelled<K extends string> = K extends "refreshSeconds" ? "refresh" : Kebab<K>;

/** The attributes of an element. They carry scalars, and always may be text: `as-of`, `api-base`. */
export type Attributes<T> = {
  [K in Settable<T> & string as Spelled<K>]?: Extract<T[K], string | number | boolean> | string | null | undefined;
};

/** What an element takes: its properties by name, and its attributes in their own spelling. A property's type goes first. */
export type Props<T> = Properties<T> & Omit<Attributes<T>, keyof Properties<T>>;

/** `onrisk-select` and the like: what React 19, Preact, Solid and Svelte 5 call a listener of `risk-select`. */
export type Listeners = { [K in keyof RiskEventDetails as `on${K}`]?: ((event: RiskEvent<K>) => void) | undefined };
