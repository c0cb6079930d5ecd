/** The icons, drawn on a 16 px grid with a line of 1.5 px in the colour of the text. They say nothing to a screen reader; buttons carry labels. */
import { svg, type SVGTemplateResult, html, type TemplateResult } from 'lit';

const PATHS = {
  play: 'M4.5 2.8v10.4L13 8z',
  pause: 'M5 3v10M11 3v10',
  step: 'M3.5 3.2v9.6L10 8zM12.5 3v10',
  reset: 'M3 8a5 5 0 1 0 1.6-3.7M3 2.5v3h3',
  stop: 'M4 4h8v8H4z',
  undo: 'M5.5 3L2.5 6l3 3M2.5 6H10a3.5 3.5 0 0 1 0 7H6',
  redo: 'M10.5 3l3 3-3 3M13.5 6H6a3.5 3.5 0 0 0 0 7h4',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  close: 'M4 4l8 8M12 4l-8 8',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 0 0 0-9zM10.4 10.4L13.5 13.5',
  fit: 'M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10',
  layout: 'M2.5 3h4v3h-4zM9.5 3h4v3h-4zM9.5 10h4v3h-4zM6.5 4.5h3M8 4.5v7h1.5',
  folder: 'M2 12.8V3.4h4l1.4 1.8H14v7.6z',
  menu: 'M2.5 4h11M2.5 8h11M2.5 12h11',
  down: 'M4 6.2L8 10l4-3.8',
  right: 'M6.2 4L10 8l-3.8 4',
  sun: 'M8 5.2a2.8 2.8 0 1 0 0 5.6a2.8 2.8 0 0 0 0-5.6zM8 1.3v1.4M8 13.3v1.4M1.3 8h1.4M13.3 8h1.4M3.3 3.3l1 1M11.7 11.7l1 1M3.3 12.7l1-1M11.7 4.3l1-1',
  moon: 'M13.2 9.6A5.6 5.6 0 0 1 6.4 2.8a5.6 5.6 0 1 0 6.8 6.8z',
  warning: 'M8 2.2L14.3 13H1.7zM8 6.4v3M8 11.1v.3',
  eye: 'M1.5 8S4 3.8 8 3.8S14.5 8 14.5 8S12 12.2 8 12.2S1.5 8 1.5 8zM8 6.2a1.8 1.8 0 1 0 0 3.6a1.8 1.8 0 0 0 0-3.6z',
  help: 'M6 6.2a2 2 0 1 1 2.8 1.8c-.6.3-.8.7-.8 1.3M8 11.6v.2M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8z',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  copy: 'M5.5 5.5h7v7h-7zM3.5 10.5v-7h7',
  trash: 'M3 4.5h10M6.3 4.5V3h3.4v1.5M4.5 4.5l.5 8.5h6l.5-8.5',
  lock: 'M4 7.2h8V13H4zM5.7 7.2V5.3a2.3 2.3 0 0 1 4.6 0v1.9',
  check: 'M3.2 8.4l3 3L12.8 4.6',
  grow: 'M9.5 2.5h4v4M13.5 2.5L9 7M6.5 13.5h-4v-4M2.5 13.5L7 9',
  settings: 'M2.5 4.5h7M12.5 4.5h1M2.5 11.5h1M6.5 11.5h7M11 3v3M5 10v3',
} as const;
export type IconName = keyof typeof PATHS;

const FILLED: ReadonlySet<string> = new Set(['play']);

export function icon(name: IconName, size = 16): TemplateResult {
  const path: SVGTemplateResult = svg`<path d=${PATHS[name]} fill=${FILLED.has(name) ? 'currentColor' : 'none'} stroke="currentColor"
    stroke-width=${name === 'more' ? 2.2 : 1.5} stroke-linecap="round" stroke-linejoin="round"></path>`;
  return html`<svg width=${size} height=${size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">${path}</svg>`;
}
