import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
  }
  .row {
    display: grid;
    grid-template-columns: minmax(72px, 38%) 1fr auto;
    align-items: center;
    gap: 0 8px;
  }
  label,
  .label {
    font-size: 12px;
    color: var(--nl-ink-2);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  :host([changed]) label {
    color: var(--nl-ink);
    font-weight: 600;
  }
  .value {
    display: flex;
    min-width: 0;
    gap: 2px;
  }
  input:not([type='checkbox']),
  select.wide,
  textarea {
    flex: 1 1 auto;
    width: 100%;
    font-variant-numeric: tabular-nums;
  }
  textarea {
    resize: vertical;
    font-family: var(--nl-mono);
    font-size: 12px;
    line-height: 1.5;
    min-height: 28px;
  }
  /* Only its arrow: the unit itself stands in the field. */
  select.unit {
    flex: none;
    width: 22px;
    padding: 0;
    color: transparent;
    border-color: transparent;
    background-color: transparent;
    cursor: pointer;
  }
  select.unit:hover,
  select.unit:focus-visible {
    border-color: var(--nl-line);
    background-color: var(--nl-hover);
  }
  select.unit option {
    color: var(--nl-ink);
    background: var(--nl-raised);
  }
  input[type='checkbox'] {
    width: 16px;
    height: 16px;
    accent-color: var(--nl-accent);
    margin: 2px 0;
    min-height: 22px;
  }
  .reset {
    color: var(--nl-ink-3);
    visibility: hidden;
  }
  :host([changed]) .reset {
    visibility: visible;
  }
  .below {
    grid-column: 1 / -1;
    font-size: 11.5px;
    line-height: 1.4;
    color: var(--nl-ink-3);
    padding: 2px 0 0;
  }
  .range::before,
  .also::before {
    content: '· ';
  }
  .also {
    color: var(--nl-ink-2);
  }
  .error {
    color: var(--nl-bad);
  }
`;
