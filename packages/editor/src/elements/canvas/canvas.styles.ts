import { css } from 'lit';
import { kindHues } from '../node/node.styles.ts';

export const styles = css`
  :host {
    display: block;
    position: relative;
    overflow: hidden;
    background: var(--nl-canvas);
  }
  .box {
    position: absolute;
    inset: 0;
    overflow: hidden;
    touch-action: none;
    user-select: none;
    -webkit-user-select: none;
    cursor: default;
    background-image: radial-gradient(circle at 1px 1px, var(--nl-grid) 1px, transparent 1.4px);
    background-size: var(--step, 16px) var(--step, 16px);
    background-position: var(--gx, 0) var(--gy, 0);
  }
  .box:focus-visible {
    outline-offset: -2px;
  }
  .box[data-over='port'] {
    cursor: crosshair;
  }
  .box[data-over='node'] {
    cursor: grab;
  }
  .box[data-over='wire'] {
    cursor: pointer;
  }
  .box.panning,
  .box.moving {
    cursor: grabbing;
  }
  .plane[hidden] {
    display: none;
  }
  .wire {
    position: absolute;
    left: 0;
    top: 0;
    width: 1px;
    height: 1px;
    overflow: visible;
    pointer-events: none;
    --hue: var(--nl-ink-3);
  }
  .wire path,
  .draft path {
    fill: none;
    stroke-linecap: round;
  }
  .wire .under {
    stroke: var(--nl-canvas);
    stroke-width: 6px;
  }
  .wire .line {
    stroke: var(--hue);
    stroke-width: 2px;
    opacity: 0.85;
  }
  .wire.hover .line,
  .wire.selected .line {
    stroke-width: 3px;
    opacity: 1;
  }
  .wire.chosen .under {
    stroke: var(--nl-accent);
    stroke-width: 7px;
    opacity: 0.35;
  }
  .wire.faded .line {
    opacity: 0.3;
  }
  canvas.far,
  svg.draft {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    pointer-events: none;
  }
  .draft path {
    stroke: var(--hue, var(--nl-ink-3));
    stroke-width: 2.5px;
    stroke-dasharray: 5 5;
  }
  .draft path.legal {
    stroke-dasharray: none;
  }
  .draft path.illegal {
    stroke: var(--nl-bad);
  }
  .draft rect {
    fill: color-mix(in srgb, var(--nl-accent) 10%, transparent);
    stroke: var(--nl-accent);
    stroke-width: 1px;
  }
  .hint {
    position: absolute;
    left: var(--x);
    top: var(--y);
    max-width: 300px;
    padding: 6px 10px;
    border-radius: 6px;
    background: var(--nl-ink);
    color: var(--nl-panel);
    font-size: 12px;
    box-shadow: var(--nl-shadow-up);
    pointer-events: none;
    white-space: pre-line;
    z-index: 5;
  }
  .hint.bad {
    background: var(--nl-bad-soft);
    color: var(--nl-bad);
    border: 1px solid var(--nl-bad);
  }
  .corner {
    position: absolute;
    right: 12px;
    bottom: 12px;
    display: flex;
    align-items: center;
    gap: 1px;
    padding: 2px;
    background: var(--nl-panel);
    border: 1px solid var(--nl-line);
    border-radius: var(--nl-radius);
    box-shadow: var(--nl-shadow);
  }
  .corner .zoom {
    min-width: 48px;
    text-align: center;
    font-size: 12px;
    color: var(--nl-ink-2);
  }
  .legend {
    position: absolute;
    right: 12px;
    bottom: 56px;
    width: 320px;
    max-height: calc(100% - 72px);
    padding: 10px 12px;
    background: var(--nl-panel);
    border: 1px solid var(--nl-line);
    border-radius: var(--nl-radius);
    box-shadow: var(--nl-shadow-up);
    font-size: 12px;
  }
  .legend h2 {
    font-size: 12px;
    font-weight: 600;
    margin-bottom: 6px;
  }
  .legend li {
    display: flex;
    gap: 8px;
    align-items: center;
    padding: 2px 0;
    color: var(--nl-ink-2);
  }
  .legend svg {
    flex: none;
    width: 14px;
    height: 14px;
    fill: var(--hue);
    fill-rule: evenodd;
  }
  .empty {
    position: absolute;
    inset: 0;
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 8px;
    text-align: center;
    color: var(--nl-ink-2);
    pointer-events: none;
    padding: 24px;
  }
  .empty h2 {
    font-size: 20px;
    font-weight: 600;
    color: var(--nl-ink);
  }
  .empty p {
    max-width: 380px;
    line-height: 1.6;
  }
  .empty ul {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 8px;
    margin-top: 8px;
    pointer-events: auto;
  }
  ${kindHues}
`;
