/** What a manual says that cannot be generated: the rest comes from the manifest. */
export interface Manual {
  /** "Take it to …" */
  use: readonly string[];
  /** "Take another to …": what, and which. */
  not: readonly string[];
  /** Keys and what they do, beyond Tab and Enter on buttons. */
  keys: readonly (readonly [keys: string, does: string])[];
  access: readonly string[];
  example: Example;
}

/** One element in a snippet; attributes by their HTML names, `true` for one without a value. */
export interface Example {
  tag: string;
  attributes: Readonly<Record<string, string | true>>;
  /** An event the snippet listens to, and what of its detail it uses. */
  event?: readonly [name: string, detail: string];
  children?: readonly Example[];
}
