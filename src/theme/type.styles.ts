import { css } from "lit";

export const typeStyles = css`
  .detail,
  .caption,
  .footer {
    font-size: 0.75em;
    line-height: 1.3334;
    color: var(--_muted);
    overflow-wrap: anywhere;
  }
  .footer {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 2px 12px;
    border-block-start: 1px solid var(--_border);
  }
`;
