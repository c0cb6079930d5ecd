import { css, unsafeCSS } from 'lit';
import { HEADER, PAD, ROW, SUMMARY, THUMB } from '../../model/geometry.ts';
import { hueOf, PORT_KINDS } from '../../theme/port-kinds.ts';

export const kindHues = unsafeCSS(PORT_KINDS.map((k) => `[data-kind='${k}']{--hue:var(${hueOf(k)})}`).join(''));
const px = (n: number) => unsafeCSS(`${n}px`);

export const styles = css`
  :host {
    display: block;
    position: relative;
    width: var(--width);
    height: var(--height);
    contain: layout style;
    user-select: none;
    cursor: grab;
    --hue: var(--nl-ink-3);
  }
  :host(:focus) {
    outline: none;
  }
  .card {
    height: 100%;
    background: var(--nl-raised);
    border: 1px solid var(--nl-line);
    border-radius: var(--nl-radius);
    box-shadow: var(--nl-shadow);
    transition: border-color 0.12s;
  }
  :host(:hover) .card {
    border-color: var(--nl-line-strong);
  }
  :host([selected]) .card {
    border-color: var(--nl-accent);
    box-shadow: 0 0 0 1.5px var(--nl-accent), var(--nl-shadow);
  }
  :host([failed]) .card {
    border-color: var(--nl-bad);
  }
  :host(:focus-visible) .card {
    box-shadow: var(--nl-ring);
  }
  :host([faded]) .card {
    opacity: 0.38;
  }
  header {
    position: relative;
    height: var(--nl-header, ${px(HEADER)});
    margin-bottom: calc(${px(HEADER)} - var(--nl-header, ${px(HEADER)}));
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 0 10px 0 12px;
    border-bottom: 1px solid var(--nl-line);
    background: color-mix(in srgb, var(--hue) 9%, var(--nl-raised));
    border-radius: 7px 7px 0 0;
  }
  header svg.glyph {
    display: var(--nl-detail, block);
    flex: none;
    fill: var(--hue);
  }
  /* Far away the title grows and the small print goes, so that a whole network can still be read. */
  h3 {
    font-size: var(--nl-title, 13px);
    line-height: 1.15;
    font-weight: 600;
    overflow: hidden;
    display: var(--nl-title-box, block);
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    line-clamp: 2;
    white-space: var(--nl-title-wrap, nowrap);
    text-overflow: ellipsis;
    flex: 1 1 auto;
  }
  .id {
    display: var(--nl-detail, block);
    flex: 0 3 auto;
    min-width: 24px;
    max-width: 40%;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    color: var(--nl-ink-3);
    font: 11px var(--nl-mono);
  }
  .badge {
    flex: none;
    width: 20px;
    min-height: 20px;
    padding: 0;
    color: var(--nl-bad);
    border-radius: 50%;
  }
  .summary {
    visibility: var(--nl-shown, visible);
    height: ${px(SUMMARY)};
    padding: 6px 12px 0;
    font-size: 11px;
    line-height: 16px;
    color: var(--nl-ink-3);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .ports {
    position: relative;
    display: flex;
    justify-content: space-between;
    padding: ${px(PAD)} 0;
  }
  .ports ul {
    flex: 0 1 auto;
    min-width: 0;
  }
  li {
    height: ${px(ROW)};
    display: flex;
    align-items: center;
    gap: 6px;
    font-size: 12px;
    color: var(--nl-ink-2);
    min-width: 0;
  }
  .out {
    margin-left: auto;
  }
  .out li {
    flex-direction: row-reverse;
  }
  .socket {
    flex: none;
    width: 16px;
    height: 16px;
    margin: 0 -8px;
    overflow: visible;
    cursor: crosshair;
  }
  .in .socket {
    margin-right: 2px;
  }
  .out .socket {
    margin-left: 2px;
  }
  .socket path {
    fill: var(--hue);
    stroke: var(--nl-raised);
    stroke-width: 3px;
    paint-order: stroke;
    stroke-linejoin: round;
    fill-rule: evenodd;
    transition: transform 0.1s;
  }
  li[data-near] .socket path {
    transform: scale(1.3);
  }
  li[data-fit='no'] {
    opacity: 0.28;
  }
  li[data-fit='yes'] .socket path {
    stroke: color-mix(in srgb, var(--hue) 35%, var(--nl-raised));
    stroke-width: 6px;
  }
  .name {
    visibility: var(--nl-shown, visible);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .unit {
    visibility: var(--nl-shown, visible);
    flex: none;
    font-size: 11px;
    color: var(--nl-ink-3);
  }
  .thumb {
    height: ${px(THUMB)};
    margin: 0 8px;
    background: var(--nl-sunken);
    border-radius: 5px;
    overflow: hidden;
    contain: strict;
  }
  .thumb nl-frame {
    width: 100%;
    height: 100%;
    pointer-events: none;
  }
  .card.unknown {
    border-style: dashed;
  }
  ${kindHues}
`;
