import { css } from 'lit';

/** Formulas line by line: the left side, the field, and what is wrong with it below. */
export const styles = css`
  :host {
    display: grid;
    gap: 10px;
  }
  .group {
    display: grid;
    gap: 4px;
    padding: 6px 8px 8px;
    border: 1px solid var(--nl-line);
    border-radius: var(--nl-radius-s);
  }
  .head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    min-height: 22px;
    font-size: 12px;
  }
  .head.quiet {
    font-size: 11.5px;
  }
  .line {
    display: grid;
    grid-template-columns: 58px 1fr auto;
    gap: 2px 6px;
    align-items: start;
  }
  .line label {
    padding-top: 6px;
    font-size: 11.5px;
    color: var(--nl-ink-2);
    overflow-wrap: anywhere;
  }
  .line textarea {
    grid-column: 2;
    font: 12px/1.5 var(--nl-mono);
    min-height: 28px;
    padding: 4px 7px;
    resize: none;
    field-sizing: content;
  }
  .says {
    grid-column: 1 / -1;
  }
  .says .problem {
    padding: 6px 8px;
    white-space: normal;
  }
  .says pre {
    margin: 4px 0;
    font: 11.5px/1.4 var(--nl-mono);
    overflow-x: auto;
  }
  .rate {
    display: inline-grid;
    text-align: center;
    font: 11px/1.2 var(--nl-mono);
  }
  .rate > :first-child {
    border-bottom: 1px solid var(--nl-ink-3);
  }
  .rate i {
    font-style: normal;
  }
  .add {
    justify-self: start;
    font-size: 11.5px;
    min-height: 24px;
  }
  summary {
    cursor: pointer;
    font-size: 12px;
    color: var(--nl-ink-2);
  }
  details textarea {
    margin-top: 6px;
  }
`;
