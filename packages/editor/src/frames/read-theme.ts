/** The theme that the page's custom properties give to a figure. */
import { contrast, darkTheme, lightTheme, type Rgb, type Theme } from '@neuroloom/core/figure';
import { css } from 'lit';

/**
 * One element wears every colour of a figure on some property, so that the browser resolves `var()` and `light-dark()`,
 * and a transition ends there whenever one of them changes, whatever the cause.
 */
export const inkStyles = css`
  .ink {
    position: absolute;
    width: 0;
    height: 0;
    overflow: hidden;
    visibility: hidden;
    color: var(--nl-ink, light-dark(#1c2026, #e7eaee));
    background-color: var(--nl-plot, var(--nl-panel, light-dark(#ffffff, #14171c)));
    border: 0 solid;
    border-color: var(--nl-ink-2, light-dark(#5b6470, #9aa4b1)) var(--nl-line, light-dark(#dfe3e8, #2c323a))
      var(--nl-accent, light-dark(#0b62b0, #6cb2f0)) var(--nl-bad, light-dark(#b3261e, #ff8a80));
    transition: color 1ms, background-color 1ms, border-color 1ms;
  }
`;

/** Reads colours in any notation by painting them: red, green, blue and opacity, from 0 to 255. */
function resolve(colours: readonly string[]): readonly (readonly [...Rgb, number])[] {
  const context = new OffscreenCanvas(colours.length, 1).getContext('2d', { willReadFrequently: true });
  if (!context) return colours.map(() => [0, 0, 0, 0]);
  colours.forEach((colour, k) => {
    context.fillStyle = colour;
    context.fillRect(k, 0, 1, 1);
  });
  const { data } = context.getImageData(0, 0, colours.length, 1);
  return colours.map((_, k) => [data[4 * k]!, data[4 * k + 1]!, data[4 * k + 2]!, data[4 * k + 3]!]);
}

/** The theme that an element with the class `ink` wears. Call it once for each change, not for each drawing. */
export function readTheme(ink: Element): Theme {
  const style = getComputedStyle(ink);
  const worn = [
    style.color,
    style.backgroundColor,
    style.borderTopColor,
    style.borderRightColor,
    style.borderBottomColor,
    style.borderLeftColor,
  ];
  const [foreground, background, muted, grid, accent, warning] = resolve(worn).map(([r, g, b, a]): Rgb | undefined =>
    a === 255 ? [r, g, b] : undefined,
  );
  const dark = background
    ? contrast(background, [255, 255, 255]) > contrast(background, [0, 0, 0])
    : foreground !== undefined && contrast(foreground, [0, 0, 0]) > contrast(foreground, [255, 255, 255]);
  const base = dark ? darkTheme : lightTheme;
  return {
    ...base,
    background: background ?? base.background,
    foreground: foreground ?? base.foreground,
    muted: muted ?? base.muted,
    grid: grid ?? base.grid,
    accent: accent ?? base.accent,
    warning: warning ?? base.warning,
    font: style.fontFamily || base.font,
  };
}
