import { css } from 'lit';

export const styles = css`
  :host {
    display: flex;
    align-items: center;
    gap: 12px;
    padding: 0 12px;
    min-height: 26px;
    font-size: 11.5px;
    color: var(--nl-ink-3);
    background: var(--nl-panel);
    border-top: 1px solid var(--nl-line);
  }
  .notice {
    flex: 1;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    color: var(--nl-ink-2);
  }
  .bad {
    color: var(--nl-bad);
  }
  button {
    min-height: 22px;
    padding: 0 6px;
    font-size: 11.5px;
  }
  .save {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }
  .save.warn {
    color: var(--nl-warn);
  }
`;
