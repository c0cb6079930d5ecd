import { css } from 'lit';

export const styles = css`
  :host {
    position: fixed;
    inset: auto;
    margin: 0;
    left: var(--x, 0);
    top: var(--y, 0);
    min-width: 200px;
    max-width: 340px;
    max-height: min(70vh, 520px);
    overflow: auto;
    padding: 5px;
    border: 1px solid var(--nl-line);
    border-radius: var(--nl-radius);
    background: var(--nl-raised);
    color: var(--nl-ink);
    box-shadow: var(--nl-shadow-up);
  }
  :host(:not(:popover-open)) {
    display: none;
  }
  button {
    display: flex;
    width: 100%;
    justify-content: flex-start;
    gap: 10px;
    padding: 5px 8px;
    min-height: 30px;
    text-align: left;
    white-space: normal;
  }
  button:focus {
    background: var(--nl-accent-soft);
    outline: none;
  }
  .label {
    flex: 1;
  }
  .keys {
    color: var(--nl-ink-3);
    font-size: 11px;
    white-space: nowrap;
  }
  .detail {
    display: block;
    font-size: 11.5px;
    color: var(--nl-ink-3);
  }
  hr {
    border: 0;
    border-top: 1px solid var(--nl-line);
    margin: 5px 4px;
  }
  .heading {
    padding: 6px 8px 2px;
    font-size: 11px;
    font-weight: 600;
    color: var(--nl-ink-3);
  }
  .note {
    padding: 6px 8px;
    font-size: 12px;
    color: var(--nl-ink-3);
    max-width: 260px;
  }
`;
