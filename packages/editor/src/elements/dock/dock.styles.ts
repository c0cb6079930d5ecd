import { css } from 'lit';

export const styles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
    background: var(--nl-panel);
  }
  .row {
    flex: 1;
    min-height: 0;
    display: flex;
    gap: 10px;
    padding: 10px 12px;
    overflow-x: auto;
    overflow-y: hidden;
  }
  figure {
    flex: 1 0 260px;
    max-width: 560px;
    min-width: 0;
    display: flex;
    flex-direction: column;
    border: 1px solid var(--nl-line);
    border-radius: var(--nl-radius);
    background: var(--nl-raised);
    overflow: hidden;
  }
  figure.large {
    flex: 1 0 100%;
    max-width: none;
  }
  figcaption {
    display: flex;
    align-items: center;
    gap: 6px;
    padding: 2px 4px 2px 10px;
    min-height: 30px;
    font-size: 12px;
    font-weight: 600;
  }
  figcaption .name {
    flex: 1;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  figcaption .id {
    font: 11px var(--nl-mono);
    color: var(--nl-ink-3);
    font-weight: 400;
  }
  figcaption button {
    width: 24px;
    min-height: 24px;
    padding: 0;
    color: var(--nl-ink-3);
  }
  .watch {
    padding: 1px 6px;
    border-radius: 9px;
    font-size: 10.5px;
    font-weight: 500;
    color: var(--nl-accent);
    background: var(--nl-accent-soft);
  }
  nl-frame {
    flex: 1;
    min-height: 0;
    display: block;
    margin: 0 6px 6px;
  }
  .none {
    margin: auto;
    max-width: 420px;
    text-align: center;
    color: var(--nl-ink-3);
    line-height: 1.6;
  }
`;
