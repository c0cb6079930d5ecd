import { css } from 'lit';

export const styles = css`
  :host {
    display: grid;
    grid-template: auto minmax(0, 1fr) auto auto / 248px minmax(0, 1fr) 320px;
    grid-template-areas: 'toolbar toolbar toolbar' 'palette canvas inspector' 'palette dock inspector' 'status status status';
    height: 100%;
    min-height: 320px;
    background: var(--nl-canvas);
    overflow: hidden;
  }
  :host([mode='view']) {
    grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr);
    grid-template-areas: 'toolbar' 'canvas' 'dock';
  }
  :host([bare]) nl-toolbar {
    display: none;
  }
  nl-toolbar {
    grid-area: toolbar;
    z-index: 2;
  }
  .palette {
    grid-area: palette;
    border-right: 1px solid var(--nl-line);
  }
  nl-canvas {
    grid-area: canvas;
  }
  nl-inspector {
    grid-area: inspector;
    border-left: 1px solid var(--nl-line);
  }
  nl-dock {
    grid-area: dock;
  }
  nl-status {
    grid-area: status;
  }
  .popup {
    position: fixed;
    left: var(--x);
    top: var(--y);
    width: 300px;
    height: min(420px, 70vh);
    border: 1px solid var(--nl-line);
    border-radius: 10px;
    box-shadow: var(--nl-shadow-up);
    overflow: hidden;
    z-index: 20;
  }
  .popup nl-palette {
    height: 100%;
  }
  dialog {
    width: min(560px, calc(100vw - 32px));
    max-height: 80vh;
    padding: 0;
    color: var(--nl-ink);
    background: var(--nl-raised);
    border: 1px solid var(--nl-line);
    border-radius: 12px;
    box-shadow: var(--nl-shadow-up);
  }
  dialog::backdrop {
    background: light-dark(#1a1d2340, #00000080);
  }
  dialog header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding: 12px 14px 10px 18px;
    border-bottom: 1px solid var(--nl-line);
  }
  dialog h2 {
    font-size: 15px;
    font-weight: 600;
  }
  dialog .content {
    padding: 8px 18px 18px;
    max-height: calc(80vh - 56px);
  }
  dialog li {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 16px;
    padding: 6px 0;
    border-bottom: 1px solid var(--nl-line);
  }
  dialog li:last-child {
    border: 0;
  }
  .drop {
    outline: 2px solid var(--nl-accent);
    outline-offset: -3px;
  }
  @media (max-width: 1100px) {
    :host(:not([mode='view'])) {
      grid-template-columns: 200px minmax(0, 1fr) 260px;
    }
  }
  /* A small window shows the network and what it does; the palette comes with A, or a double tap on the canvas. */
  @media (max-width: 760px) {
    :host(:not([mode='view'])) {
      grid-template: auto minmax(0, 1fr) auto auto / minmax(0, 1fr);
      grid-template-areas: 'toolbar' 'canvas' 'dock' 'status';
    }
    .palette,
    nl-inspector {
      display: none;
    }
  }
`;
