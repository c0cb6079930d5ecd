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
  figure {
    position: relative;
  }
  .tools {
    position: absolute;
    right: 4px;
    bottom: 4px;
    display: flex;
    gap: 2px;
    opacity: 0;
    transition: opacity 0.12s;
    background: var(--nl-raised);
    border-radius: var(--nl-radius-s);
  }
  figure:hover .tools,
  figure:focus-within .tools {
    opacity: 1;
  }
  @media (hover: none) {
    .tools {
      opacity: 1;
    }
  }
  .tools button {
    width: 26px;
    min-height: 26px;
    padding: 0;
    color: var(--nl-ink-2);
  }
  nl-frame {
    flex: 1;
    min-height: 0;
    display: block;
    margin: 6px;
  }
  .none {
    margin: auto;
    max-width: 420px;
    text-align: center;
    color: var(--nl-ink-3);
    line-height: 1.6;
  }
`;
