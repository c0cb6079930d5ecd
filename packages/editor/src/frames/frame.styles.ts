import { css } from 'lit';

export const frameStyles = css`
  :host {
    display: block;
    position: relative;
    box-sizing: border-box;
    min-width: 0;
    min-height: 0;
    height: 280px;
    overflow: hidden;
    contain: strict;
    color: var(--nl-ink, light-dark(#1c2026, #e7eaee));
    background: var(--nl-plot, var(--nl-panel, light-dark(#ffffff, #14171c)));
    font-family: var(--nl-font, system-ui, sans-serif);
  }
  :host([hidden]) {
    display: none;
  }
  :host([compact]) {
    height: 56px;
    pointer-events: none;
  }
  canvas {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
  }
  canvas:focus-visible {
    outline: 2px solid var(--nl-accent, light-dark(#0b62b0, #6cb2f0));
    outline-offset: -2px;
  }
  .wait {
    position: absolute;
    inset: 0;
    margin: 0;
    padding: 4px 12px;
    display: grid;
    place-content: center;
    text-align: center;
    font-size: 13px;
    color: var(--nl-ink-2, light-dark(#5b6470, #9aa4b1));
  }
  :host([compact]) .wait {
    font-size: 11px;
    line-height: 1.25;
  }
  .cursor,
  .tip {
    position: absolute;
    left: 0;
    top: 0;
    pointer-events: none;
  }
  .cursor {
    box-sizing: border-box;
    border: 1.5px solid var(--nl-ink, light-dark(#1c2026, #e7eaee));
    outline: 1.5px solid var(--nl-plot, var(--nl-panel, light-dark(#ffffff, #14171c)));
  }
  .tip {
    padding: 3px 7px;
    border-radius: 5px;
    font-size: 12px;
    line-height: 1.35;
    white-space: nowrap;
    color: var(--nl-plot, var(--nl-panel, light-dark(#ffffff, #14171c)));
    background: var(--nl-ink, light-dark(#1c2026, #e7eaee));
  }
  [hidden] {
    display: none;
  }
  .spoken {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
