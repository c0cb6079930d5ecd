/** Figures as SVG text: the same strokes that a canvas gets, with the figure's words as title. */
import type { Frame } from '../engine/frames.ts';
import type { FigureOptions } from './axes.ts';
import { css } from './colour.ts';
import { describeShown } from './describe.ts';
import { drawShown } from './draw.ts';
import type { IndexedImage, Pen } from './pen.ts';
import { pngDataUri } from './png.ts';
import { type Shown, show } from './rolling.ts';
import { lightTheme, type Theme } from './theme.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text that can stand in an element or an attribute; what XML does not allow at all is left out. */
export const escapeXml = (text: string): string =>
  text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '')
    .replace(/[&<>"']/g, (letter) => ENTITIES[letter]!);

const n = (value: number): string => String(Math.round(100 * value) / 100);

/** `M x y L x y …`, begun anew after a pair that is not finite. */
function pathOf(points: ArrayLike<number>): string {
  let path = '';
  let drawing = false;
  for (let k = 0; k + 1 < points.length; k += 2) {
    const [x, y] = [points[k]!, points[k + 1]!];
    if (!Number.isFinite(x + y)) drawing = false;
    else {
      path += `${drawing ? 'L' : 'M'}${n(x)} ${n(y)}`;
      drawing = true;
    }
  }
  return path;
}

/** Runs of equal pixels as rectangles, one path for each colour; nothing when that would be longer than `limit`. */
function runs({ width, height, pixels, palette }: IndexedImage, limit: number): string | undefined {
  const paths = new Map<number, string>();
  let length = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; ) {
      const colour = pixels[y * width + x]!;
      const from = x;
      while (x < width && pixels[y * width + x] === colour) x++;
      if (palette[4 * colour + 3] === 0) continue;
      const run = `M${from} ${y}h${x - from}v1h${from - x}z`;
      paths.set(colour, (paths.get(colour) ?? '') + run);
      length += run.length;
      if (length > limit) return undefined;
    }
  }
  return [...paths]
    .map(([colour, path]) => {
      const [r = 0, g = 0, b = 0, a = 255] = palette.subarray(4 * colour);
      const opacity = a === 255 ? '' : ` fill-opacity="${n(a / 255)}"`;
      return `<path d="${path}" fill="${css([r, g, b])}"${opacity}/>`;
    })
    .join('');
}

/** A pen that writes SVG elements; `elements` is what it has written so far. */
export function svgPen(scale = 2): Pen & { readonly elements: readonly string[] } {
  const elements: string[] = [];
  return {
    elements,
    scale,
    rect(x, y, width, height, fill, opacity = 1) {
      const faint = opacity === 1 ? '' : ` fill-opacity="${n(opacity)}"`;
      elements.push(
        `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" fill="${css(fill)}"${faint}/>`,
      );
    },
    line(points, { colour, width, dash }) {
      const path = pathOf(points);
      if (!path) return;
      const dashes = dash ? ` stroke-dasharray="${dash.join(' ')}"` : '';
      elements.push(
        `<path d="${path}" fill="none" stroke="${css(colour)}" stroke-width="${n(width)}" stroke-linejoin="round"${dashes}/>`,
      );
    },
    area(points, fill, opacity) {
      elements.push(`<path d="${pathOf(points)}Z" fill="${css(fill)}" fill-opacity="${n(opacity)}"/>`);
    },
    text(x, y, text, { colour, size, align = 'start', bold, upwards, halo }) {
      const turn = upwards ? ` transform="rotate(-90 ${n(x)} ${n(y)})"` : '';
      const rim = halo ? ` stroke="${css(halo)}" stroke-width="2" paint-order="stroke"` : '';
      const weight = bold ? ' font-weight="600"' : '';
      elements.push(
        `<text x="${n(x)}" y="${n(y)}" dy="0.35em" font-size="${n(size)}" fill="${css(colour)}" text-anchor="${align}"` +
          `${weight}${turn}${rim}>${escapeXml(text)}</text>`,
      );
    },
    image(image, x, y, width, height) {
      const { width: w, height: h, palette } = image;
      if (w === 0 || h === 0) return;
      const bits = palette.length / 4 <= 16 ? 4 : 8;
      const drawn = runs(image, (w * h * bits) / 6); // as long as the file would be in base64
      if (drawn !== undefined) {
        const place = `translate(${n(x)} ${n(y)}) scale(${width / w} ${height / h})`;
        elements.push(`<g transform="${place}" shape-rendering="crispEdges">${drawn}</g>`);
        return;
      }
      const crisp = width >= w ? ' image-rendering="pixelated"' : '';
      elements.push(
        `<image x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" preserveAspectRatio="none"${crisp}` +
          ` href="${pngDataUri(image)}"/>`,
      );
    },
  };
}

export interface SvgOptions extends FigureOptions {
  readonly width?: number;
  readonly height?: number;
  readonly theme?: Theme;
}

/** A figure of what is shown as an SVG document, with a ground of its own. */
export function shownToSvg(shown: Shown, options: SvgOptions = {}): string {
  const { width = 720, height = shown.kind === 'matrix' || shown.kind === 'confusion' ? 560 : 320 } = options;
  const { theme = lightTheme, ...figure } = options;
  const pen = svgPen();
  pen.rect(0, 0, width, height, theme.background);
  drawShown(pen, shown, theme, width, height, figure);
  const words = escapeXml(describeShown(shown, options.label));
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${n(width)}" height="${n(height)}" viewBox="0 0 ${n(width)} ${n(height)}"` +
    ` role="img" aria-label="${words}" font-family="${escapeXml(theme.font)}">\n<title>${words}</title>\n` +
    `${pen.elements.join('\n')}\n</svg>\n`
  );
}

/** One frame as an SVG document; spikes and traces over the whole stretch that the frame covers. */
export const frameToSvg = (frame: Frame, options: SvgOptions = {}): string =>
  shownToSvg(show(undefined, frame, 0), options);
