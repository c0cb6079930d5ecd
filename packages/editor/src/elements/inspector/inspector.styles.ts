import { css } from 'lit';
import { kindHues } from '../node/node.styles.ts';

export const styles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
    background: var(--nl-panel);
  }
  .body {
    flex: 1;
    min-height: 0;
    padding: 0 14px 20px;
  }
  .top {
    padding: 12px 0 10px;
    display: grid;
    gap: 6px;
  }
  .top h2 {
    font-size: 15px;
    font-weight: 600;
    line-height: 1.3;
  }
  .top p {
    color: var(--nl-ink-2);
    font-size: 12.5px;
    line-height: 1.5;
  }
  .type {
    font: 11px var(--nl-mono);
    color: var(--nl-ink-3);
  }
  section {
    border-top: 1px solid var(--nl-line);
    padding: 10px 0 12px;
    display: grid;
    gap: 8px;
  }
  h3 {
    font-size: 12px;
    font-weight: 600;
    color: var(--nl-ink-2);
  }
  .pair {
    display: grid;
    grid-template-columns: minmax(72px, 38%) 1fr;
    align-items: center;
    gap: 8px;
    font-size: 12px;
  }
  .pair > :first-child {
    color: var(--nl-ink-2);
  }
  .pair input,
  .pair select,
  textarea {
    width: 100%;
  }
  textarea {
    resize: vertical;
    line-height: 1.5;
  }
  textarea.definition {
    font-family: var(--nl-mono);
    font-size: 11.5px;
    min-height: 260px;
    white-space: pre;
    tab-size: 2;
  }
  .part {
    display: grid;
    grid-template-columns: 1fr 72px auto auto;
    align-items: center;
    gap: 6px;
    padding: 2px 0;
    font-size: 12px;
  }
  .part input[type='text'] {
    width: 100%;
    min-width: 0;
  }
  .part label {
    display: flex;
    align-items: center;
    gap: 4px;
    color: var(--nl-ink-2);
  }
  button.add {
    justify-self: start;
    font-size: 12px;
  }
  .ports li {
    display: grid;
    grid-template-columns: 16px 1fr auto;
    gap: 2px 8px;
    align-items: start;
    padding: 4px 0;
    font-size: 12px;
  }
  .ports svg.shape {
    width: 13px;
    height: 13px;
    margin-top: 2px;
    fill: var(--hue);
    fill-rule: evenodd;
  }
  .ports .doc {
    grid-column: 2 / -1;
    color: var(--nl-ink-3);
    font-size: 11.5px;
    line-height: 1.4;
  }
  .ports .wires {
    grid-column: 2 / -1;
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    padding-top: 2px;
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: 2px;
    padding: 0 0 0 7px;
    border: 1px solid var(--nl-line);
    border-radius: 11px;
    font: 11px/20px var(--nl-mono);
    background: var(--nl-sunken);
  }
  .chip button {
    min-height: 20px;
    height: 20px;
    padding: 0;
    border-radius: 10px;
    font: inherit;
  }
  .chip button.x {
    width: 20px;
    color: var(--nl-ink-3);
  }
  .small {
    min-height: 22px;
    width: 24px;
    padding: 0;
    color: var(--nl-ink-3);
  }
  .math {
    overflow-x: auto;
    padding: 3px 0;
  }
  math {
    font-size: 14px;
  }
  .formula {
    display: block;
    font: 12px/1.6 var(--nl-mono);
    overflow-x: auto;
    white-space: pre;
    padding: 1px 0;
  }
  .when {
    font-size: 11.5px;
    color: var(--nl-ink-3);
  }
  .problem {
    padding: 8px 10px;
    border-radius: var(--nl-radius-s);
    background: var(--nl-bad-soft);
    color: var(--nl-bad);
    font-size: 12px;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .problem.mono {
    font-family: var(--nl-mono);
    font-size: 11.5px;
    overflow-x: auto;
    white-space: pre;
  }
  .good {
    font-size: 12px;
    color: var(--nl-go);
  }
  .cite {
    font-size: 12px;
    color: var(--nl-ink-2);
  }
  .cite a {
    color: var(--nl-accent);
    overflow-wrap: anywhere;
  }
  ul.plain li {
    padding: 1px 0;
  }
  ${kindHues}
`;
