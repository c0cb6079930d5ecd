import { css } from 'lit';
import { kindHues } from '../node/node.styles.ts';

export const styles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
    background: var(--nl-panel);
  }
  .head {
    padding: 10px 10px 8px;
    display: grid;
    gap: 8px;
    border-bottom: 1px solid var(--nl-line);
  }
  .field {
    position: relative;
    display: block;
  }
  .field svg {
    position: absolute;
    left: 8px;
    top: 7px;
    color: var(--nl-ink-3);
    pointer-events: none;
  }
  input {
    width: 100%;
    padding-left: 28px;
    min-height: 30px;
  }
  .filter {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    font-size: 12px;
    color: var(--nl-ink-2);
  }
  .list {
    flex: 1;
    min-height: 0;
    padding: 4px 6px 12px;
  }
  h3 {
    padding: 10px 8px 4px;
    font-size: 11px;
    font-weight: 600;
    color: var(--nl-ink-3);
    text-transform: capitalize;
  }
  .item {
    display: grid;
    grid-template-columns: 16px 1fr;
    column-gap: 8px;
    align-items: start;
    padding: 6px 8px;
    border-radius: var(--nl-radius-s);
    cursor: grab;
    user-select: none;
    --hue: var(--nl-ink-3);
  }
  .item svg {
    margin-top: 2px;
    width: 14px;
    height: 14px;
    fill: var(--hue);
    fill-rule: evenodd;
  }
  .item:hover {
    background: var(--nl-hover);
  }
  .item[aria-selected='true'] {
    background: var(--nl-accent-soft);
  }
  .title {
    font-weight: 500;
  }
  .summary {
    grid-column: 2;
    font-size: 11.5px;
    line-height: 1.35;
    color: var(--nl-ink-3);
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    line-clamp: 2;
    overflow: hidden;
  }
  .none {
    padding: 20px 12px;
    text-align: center;
    color: var(--nl-ink-3);
  }
  footer {
    padding: 7px 12px;
    font-size: 11px;
    color: var(--nl-ink-3);
    border-top: 1px solid var(--nl-line);
  }
  ${kindHues}
`;
