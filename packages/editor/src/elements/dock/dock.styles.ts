import { css } from 'lit';

export const styles = css`
  :host {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    position: relative;
    min-width: 0;
    height: var(--dock, 240px);
    background: var(--nl-panel);
    border-top: 1px solid var(--nl-line);
  }
  :host([closed]) {
    height: auto;
  }
  :host([plain]) {
    grid-template-rows: minmax(0, 1fr);
  }
  header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding: 1px 12px;
    min-height: 30px;
  }
  h2 {
    font-size: 12px;
    font-weight: 600;
    color: var(--nl-ink-2);
  }
  header button {
    color: var(--nl-ink-3);
  }
  :host([closed]) header svg {
    transform: rotate(180deg);
  }
  .grip {
    position: absolute;
    top: -4px;
    left: 0;
    right: 0;
    height: 8px;
    cursor: ns-resize;
    touch-action: none;
    z-index: 1;
  }
  .grip:hover,
  .grip:focus-visible {
    background: color-mix(in srgb, var(--nl-accent) 40%, transparent);
    outline: none;
  }
  .row {
    display: flex;
    gap: 10px;
    padding: 2px 12px 12px;
    min-height: 0;
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
  :host([plain]) figure {
    border: 0;
    border-radius: 0;
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
