import { css } from 'lit';

export const styles = css`
  :host {
    display: flex;
    align-items: center;
    gap: 10px;
    padding: 7px 10px;
    min-height: 48px;
    background: var(--nl-panel);
    border-bottom: 1px solid var(--nl-line);
    flex-wrap: wrap;
  }
  .group {
    display: flex;
    align-items: center;
    gap: 2px;
  }
  .spring {
    flex: 1 1 0;
    min-width: 0;
  }
  .mark {
    display: grid;
    place-items: center;
    width: 30px;
    height: 30px;
    padding: 0;
    color: var(--nl-accent);
  }
  .title {
    width: clamp(120px, 18vw, 260px);
    font-weight: 600;
    font-size: 14px;
    border-color: transparent;
    background: transparent;
    text-overflow: ellipsis;
  }
  .title:hover,
  .title:focus {
    border-color: var(--nl-line);
    background: var(--nl-raised);
  }
  .run {
    min-width: 92px;
    font-weight: 600;
    color: var(--nl-go-ink);
    background: var(--nl-go);
    min-height: 32px;
  }
  .run:hover {
    background: color-mix(in srgb, var(--nl-go) 86%, var(--nl-ink));
  }
  .run:disabled {
    background: var(--nl-line);
    color: var(--nl-ink-3);
    opacity: 1;
  }
  .run.on {
    background: var(--nl-accent-soft);
    color: var(--nl-accent);
  }
  .split button:first-child {
    border-radius: var(--nl-radius-s) 0 0 var(--nl-radius-s);
    padding-right: 5px;
  }
  .split button:last-child {
    border-radius: 0 var(--nl-radius-s) var(--nl-radius-s) 0;
    width: 20px;
    padding: 0;
  }
  .speed {
    display: flex;
    align-items: center;
    gap: 8px;
    color: var(--nl-ink-2);
    font-size: 12px;
  }
  .speed input {
    width: 88px;
    padding: 0;
    min-height: 20px;
    accent-color: var(--nl-accent);
    border: 0;
    background: none;
  }
  .speed output {
    min-width: 62px;
  }
  .progress {
    display: grid;
    grid-template-columns: auto;
    gap: 3px;
    min-width: 220px;
    max-width: 600px;
    flex: 100 1 220px;
    font-size: 12px;
  }
  .facts {
    display: flex;
    gap: 12px;
    white-space: nowrap;
    overflow: hidden;
    color: var(--nl-ink-2);
  }
  /* What does not fit is cut off at the end, where it matters least. */
  .facts > * {
    flex: none;
  }
  .facts .bad {
    flex: 0 1 auto;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .facts strong {
    font-weight: 600;
    color: var(--nl-ink);
  }
  .facts .bad {
    color: var(--nl-bad);
  }
  progress {
    appearance: none;
    width: 100%;
    height: 4px;
    border: 0;
    border-radius: 2px;
    background: var(--nl-line);
    overflow: hidden;
    display: block;
  }
  progress::-webkit-progress-bar {
    background: var(--nl-line);
  }
  progress::-webkit-progress-value {
    background: var(--nl-accent);
    border-radius: 2px;
  }
  progress::-moz-progress-bar {
    background: var(--nl-accent);
  }
  .stale {
    display: flex;
    align-items: center;
    gap: 6px;
    color: var(--nl-warn);
    background: var(--nl-warn-soft);
    border-radius: var(--nl-radius-s);
    padding: 2px 2px 2px 10px;
    font-size: 12px;
  }
  @media (max-width: 1100px) {
    .speed input {
      width: 56px;
    }
    .progress {
      order: 9;
      flex-basis: 100%;
      max-width: none;
    }
  }
`;
