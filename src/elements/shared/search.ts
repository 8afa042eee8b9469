import { css, html, type TemplateResult } from "lit";

export interface SearchField {
  /** What is looked for: its name, and what stands in it while it is empty. */
  find: string;
  text: string;
  input: (text: string) => void;
}

/** The field that a list is searched with. */
export const searchField = ({ find, text, input }: SearchField): TemplateResult =>
  html`<label class="search" part="search"
    ><svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d="M7 2a5 5 0 1 0 0 10A5 5 0 1 0 7 2ZM11 11l3.5 3.5" /></svg
    ><input
      class="input"
      type="search"
      autocomplete="off"
      aria-label=${find}
      placeholder=${find}
      .value=${text}
      @input=${(event: Event) => input((event.target as HTMLInputElement).value)}
  /></label>`;

export const searchStyles = css`
  .search {
    position: relative;
    display: block;
  }
  .search .icon {
    position: absolute;
    inset-inline-start: 11px;
    inset-block: 0;
    margin-block: auto;
    inline-size: 16px;
    block-size: 16px;
    color: var(--_muted);
    pointer-events: none;
  }
  .search .input {
    inline-size: 17em;
    padding-inline-start: 34px;
    text-overflow: ellipsis;
  }
  .input::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
`;
