/** The pen of a canvas, on the page or off it: strokes of figures at the resolution of the device. */
import { css, type IndexedImage, type Pen, type Theme } from '@neuroloom/core/figure';

/** What a pen needs of a 2D context; that of a canvas element and that of an OffscreenCanvas both have it. */
export type Context = Pick<
  CanvasRenderingContext2D,
  | 'fillRect'
  | 'beginPath'
  | 'moveTo'
  | 'lineTo'
  | 'closePath'
  | 'stroke'
  | 'fill'
  | 'fillText'
  | 'strokeText'
  | 'setLineDash'
  | 'save'
  | 'restore'
  | 'translate'
  | 'rotate'
  | 'drawImage'
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
  | 'lineJoin'
  | 'globalAlpha'
  | 'font'
  | 'textAlign'
  | 'textBaseline'
  | 'imageSmoothingEnabled'
  | 'imageSmoothingQuality'
>;

/** Turns pictures into something that a canvas can draw; keeps its canvases from one picture to the next. */
export interface Scratch {
  /** The picture, each pixel `times` device pixels wide and high. */
  paint(image: IndexedImage, times: number): CanvasImageSource;
}

export function offscreenScratch(): Scratch {
  const small = new OffscreenCanvas(1, 1);
  let large: OffscreenCanvas | undefined;
  const paintSmall = ({ width, height, pixels, palette }: IndexedImage): void => {
    if (small.width !== width || small.height !== height) Object.assign(small, { width, height });
    const colours = new Uint32Array(new Uint8Array(palette).buffer); // RGBA bytes on both sides, whatever their order
    const data = new ImageData(width, height);
    const words = new Uint32Array(data.data.buffer);
    for (let k = 0; k < words.length; k++) words[k] = colours[pixels[k]!]!;
    // in memory, where the pixels are written, and not on a GPU that would have to be asked for them again
    small.getContext('2d', { willReadFrequently: true })?.putImageData(data, 0, 0);
  };
  return {
    paint(image, times) {
      paintSmall(image);
      if (times === 1) return small;
      const [width, height] = [image.width * times, image.height * times];
      large ??= new OffscreenCanvas(width, height);
      Object.assign(large, { width, height }); // also clears it
      const context = large.getContext('2d', { willReadFrequently: true });
      if (!context) return small;
      context.imageSmoothingEnabled = false;
      context.drawImage(small, 0, 0, width, height);
      return large;
    },
  };
}

const ALIGN = { start: 'left', middle: 'center', end: 'right' } as const;

/** A pen on a context whose unit is the CSS pixel and which has `scale` device pixels in each. */
export function canvasPen(context: Context, theme: Theme, scale: number, scratch: Scratch): Pen {
  /** The edge of a device pixel, and its middle for a line of one pixel, so that nothing is smeared over two. */
  const edge = (v: number): number => Math.round(v * scale) / scale;
  const middle = (v: number, width: number): number => {
    const odd = Math.round(width * scale) % 2 === 1 ? 0.5 : 0;
    return (Math.round(v * scale - odd) + odd) / scale;
  };
  const trace = (points: ArrayLike<number>): void => {
    context.beginPath();
    let drawing = false;
    for (let k = 0; k + 1 < points.length; k += 2) {
      const [x, y] = [points[k]!, points[k + 1]!];
      if (!Number.isFinite(x + y)) drawing = false;
      else if (drawing) context.lineTo(x, y);
      else {
        context.moveTo(x, y);
        drawing = true;
      }
    }
  };
  return {
    scale,
    rect(x, y, width, height, fill, opacity = 1) {
      const [left, top] = [edge(x), edge(y)];
      context.globalAlpha = opacity;
      context.fillStyle = css(fill);
      context.fillRect(left, top, edge(x + width) - left, edge(y + height) - top);
      context.globalAlpha = 1;
    },
    line(points, { colour, width, dash = [] }) {
      const [x0, y0, x1, y1] = [points[0], points[1], points[2], points[3]];
      if (points.length === 4 && x0 !== undefined && x0 === x1) {
        trace([middle(x0, width), y0!, middle(x0, width), y1!]);
      } else if (points.length === 4 && y0 !== undefined && y0 === y1) {
        trace([x0!, middle(y0, width), x1!, middle(y0, width)]);
      } else trace(points);
      context.strokeStyle = css(colour);
      context.lineWidth = width;
      context.lineJoin = 'round';
      context.setLineDash([...dash]);
      context.stroke();
    },
    area(points, fill, opacity) {
      trace(points);
      context.closePath();
      context.globalAlpha = opacity;
      context.fillStyle = css(fill);
      context.fill();
      context.globalAlpha = 1;
    },
    text(x, y, text, { colour, size, align = 'start', bold, upwards, halo }) {
      context.save();
      context.translate(x, y);
      if (upwards) context.rotate(-Math.PI / 2);
      context.font = `${bold ? 600 : 400} ${size}px ${theme.font}`;
      context.textAlign = ALIGN[align];
      // the alphabetic line a third of an em below the middle: SVG has no other that all readers agree on
      context.textBaseline = 'alphabetic';
      if (halo) {
        context.setLineDash([]);
        context.strokeStyle = css(halo);
        context.lineWidth = 2;
        context.lineJoin = 'round';
        context.strokeText(text, 0, 0.35 * size);
      }
      context.fillStyle = css(colour);
      context.fillText(text, 0, 0.35 * size);
      context.restore();
    },
    image(image, x, y, width, height) {
      if (image.width === 0 || image.height === 0) return;
      const [left, top] = [edge(x), edge(y)];
      const [w, h] = [Math.max(1 / scale, edge(x + width) - left), Math.max(1 / scale, edge(y + height) - top)];
      const [across, down] = [(w * scale) / image.width, (h * scale) / image.height];
      const times = Math.max(across, down);
      const whole = Number.isInteger(across) && Number.isInteger(down);
      // Between whole factors some cells would come out a pixel wider than others: enlarge to the next whole factor,
      // then reduce smoothly. From four pixels on the difference does not show.
      const enlarge = whole || Math.min(across, down) < 1 || times >= 4 ? 1 : Math.ceil(times);
      context.imageSmoothingEnabled = !whole && times < 4;
      context.imageSmoothingQuality = 'medium';
      context.drawImage(scratch.paint(image, enlarge), left, top, w, h);
    },
  };
}
