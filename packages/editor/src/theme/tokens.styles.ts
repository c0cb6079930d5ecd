/**
 * Every colour, size and port hue, as custom properties on the outermost element. `light-dark()` answers to
 * `color-scheme`, so a theme is one declaration and nothing is written twice.
 */
import { css } from 'lit';

export const tokens = css`
  :host {
    color-scheme: light dark;
    --nl-font: system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif;
    --nl-mono: ui-monospace, 'SF Mono', 'Cascadia Mono', 'JetBrains Mono', Menlo, Consolas, monospace;

    --nl-canvas: light-dark(#f6f7f9, #14161a);
    --nl-grid: light-dark(#d9dce2, #2a2e37);
    --nl-panel: light-dark(#ffffff, #1b1e24);
    --nl-raised: light-dark(#ffffff, #23272f);
    --nl-sunken: light-dark(#f1f3f6, #15181d);
    --nl-hover: light-dark(#eef0f5, #2a2f39);
    --nl-line: light-dark(#e3e6eb, #2e333d);
    --nl-line-strong: light-dark(#8b93a1, #6d7686);
    --nl-ink: light-dark(#1a1d23, #e8eaee);
    --nl-ink-2: light-dark(#4d5563, #b3bac6);
    --nl-ink-3: light-dark(#667080, #929bab);
    --nl-accent: light-dark(#3d55c9, #8da2fb);
    --nl-accent-ink: light-dark(#ffffff, #10131a);
    --nl-accent-soft: light-dark(#e9edfc, #262e4d);
    --nl-go: light-dark(#14794a, #4cc38a);
    --nl-go-ink: light-dark(#ffffff, #0b1a12);
    --nl-warn: light-dark(#8a5a00, #f0b849);
    --nl-warn-soft: light-dark(#fdf3dc, #35290f);
    --nl-bad: light-dark(#b42318, #ff8a80);
    --nl-bad-soft: light-dark(#fdecea, #3a1b1a);

    --nl-spikes: light-dark(#c2410c, #fb923c);
    --nl-event: light-dark(#be185d, #f472b6);
    --nl-increment: light-dark(#a16207, #facc15);
    --nl-signal: light-dark(#1d4ed8, #60a5fa);
    --nl-weights: light-dark(#6d28d9, #a78bfa);
    --nl-dw: light-dark(#a21caf, #e879f9);
    --nl-mask: light-dark(#64538a, #b5a4dd);
    --nl-dataset: light-dark(#0f766e, #2dd4bf);
    --nl-trial: light-dark(#475569, #a3b1c6);
    --nl-sample: light-dark(#15803d, #4ade80);
    --nl-label: light-dark(#4d7c0f, #a3e635);
    --nl-metric: light-dark(#0e7490, #22d3ee);
    --nl-frame: light-dark(#57534e, #c4bdb5);

    --nl-radius: 8px;
    --nl-radius-s: 5px;
    --nl-shadow: 0 1px 2px light-dark(#1a1d2314, #00000066), 0 2px 8px light-dark(#1a1d230d, #0000004d);
    --nl-shadow-up: 0 4px 12px light-dark(#1a1d231f, #00000080), 0 16px 40px light-dark(#1a1d231f, #00000080);
    --nl-ring: 0 0 0 2px var(--nl-panel), 0 0 0 4px var(--nl-accent);
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
`;

/** What all elements share: type, focus rings, buttons, fields, scrollbars, and text that only a screen reader sees. */
export const base = css`
  :host {
    box-sizing: border-box;
    font: 13px/1.4 var(--nl-font);
    color: var(--nl-ink);
    -webkit-font-smoothing: antialiased;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  *,
  *::before,
  *::after {
    box-sizing: inherit;
  }
  :focus {
    outline: none;
  }
  :focus-visible {
    outline: 2px solid var(--nl-accent);
    outline-offset: 1px;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  figure {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  button {
    font: inherit;
    color: inherit;
    background: none;
    border: 1px solid transparent;
    border-radius: var(--nl-radius-s);
    padding: 4px 8px;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-height: 28px;
    cursor: pointer;
    white-space: nowrap;
    user-select: none;
  }
  button:hover {
    background: var(--nl-hover);
  }
  button:active {
    background: var(--nl-line);
  }
  button:disabled,
  button[aria-disabled='true'] {
    opacity: 0.45;
    cursor: default;
    background: none;
  }
  button.outlined {
    border-color: var(--nl-line);
    background: var(--nl-raised);
  }
  button.outlined:hover {
    border-color: var(--nl-line-strong);
  }
  button.icon {
    padding: 0;
    width: 28px;
  }
  button[aria-pressed='true'] {
    background: var(--nl-accent-soft);
    color: var(--nl-accent);
  }
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
    background: var(--nl-raised);
    border: 1px solid var(--nl-line);
    border-radius: var(--nl-radius-s);
    padding: 3px 7px;
    min-height: 28px;
    min-width: 0;
  }
  input:hover,
  select:hover,
  textarea:hover {
    border-color: var(--nl-line-strong);
  }
  input:focus-visible,
  select:focus-visible,
  textarea:focus-visible {
    outline-offset: -1px;
  }
  input[aria-invalid='true'],
  textarea[aria-invalid='true'] {
    border-color: var(--nl-bad);
    background: var(--nl-bad-soft);
  }
  ::placeholder {
    color: var(--nl-ink-3);
    opacity: 1;
  }
  kbd {
    font: 11px/1 var(--nl-font);
    color: var(--nl-ink-2);
    background: var(--nl-sunken);
    border: 1px solid var(--nl-line);
    border-bottom-width: 2px;
    border-radius: 4px;
    padding: 2px 5px;
  }
  .mono {
    font-family: var(--nl-mono);
    font-size: 12px;
  }
  .num {
    font-variant-numeric: tabular-nums;
  }
  .quiet {
    color: var(--nl-ink-3);
  }
  .spoken {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .scroll {
    overflow: auto;
    scrollbar-width: thin;
    scrollbar-color: var(--nl-line) transparent;
    overscroll-behavior: contain;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      transition: none !important;
      animation: none !important;
    }
  }
`;
