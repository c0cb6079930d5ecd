/** Truth against answer: counts in a square, each row shaded by its shares, the accuracy in the heading. */
import type { ConfusionFrame } from '../engine/frames.ts';
import { type FigureOptions, heading, MARGIN, SMALL } from './axes.ts';
import { mix } from './colour.ts';
import { formatCount } from './format.ts';
import { type Box, type Pen, textWidth } from './pen.ts';
import { inkOn, type Theme } from './theme.ts';

export interface Score {
  readonly right: number;
  readonly total: number;
  /** Answers given for each true class. */
  readonly rows: Float64Array;
}

export function score({ classes, counts }: ConfusionFrame): Score {
  const rows = new Float64Array(classes);
  let right = 0;
  for (let truth = 0; truth < classes; truth++) {
    right += counts[truth * classes + truth] ?? 0;
    for (let answer = 0; answer < classes; answer++) rows[truth]! += counts[truth * classes + answer] ?? 0;
  }
  return { right, total: rows.reduce((a, b) => a + b, 0), rows };
}

/** `87.3 %`, or a dash before the first answer. */
export const accuracyText = ({ right, total }: Score): string =>
  total === 0 ? '–' : `${((100 * right) / total).toFixed(1)} %`;

export function confusionBox(width: number, height: number, compact: boolean): Box {
  if (compact) {
    const side = Math.max(1, Math.min(width, height) - 4);
    return { x: 2, y: (height - side) / 2, width: side, height: side };
  }
  const side = Math.max(1, Math.min(width - MARGIN.left - MARGIN.right, height - MARGIN.top - MARGIN.bottom));
  return { x: MARGIN.left, y: MARGIN.top, width: side, height: side };
}

export function drawConfusion(
  pen: Pen,
  frame: ConfusionFrame,
  theme: Theme,
  width: number,
  height: number,
  { compact = false, label }: FigureOptions,
): void {
  const { classes, counts } = frame;
  const box = confusionBox(width, height, compact);
  const result = score(frame);
  const cell = box.width / classes;
  const ground = theme.background;
  const texts: (() => void)[] = [];
  for (let truth = 0; truth < classes; truth++) {
    for (let answer = 0; answer < classes; answer++) {
      const count = counts[truth * classes + answer] ?? 0;
      const x = box.x + answer * cell;
      const y = box.y + truth * cell;
      const share = result.rows[truth] ? count / result.rows[truth]! : 0;
      // rising steeply at first, so that a confusion of a few percent is seen beside the diagonal
      const fill = mix(ground, theme.accent, count === 0 ? 0 : 0.05 + 0.95 * share ** 0.6);
      pen.rect(x, y, cell, cell, fill);
      const text = formatCount(count);
      const size = Math.min(12, cell * 0.42);
      if (compact || count === 0 || size < 7 || textWidth(text, size) > cell - 2) continue;
      const style = { colour: inkOn(fill, theme), size, align: 'middle' } as const;
      texts.push(() => pen.text(x + cell / 2, y + cell / 2, text, style));
    }
  }
  if (!compact && cell > 6) {
    for (let k = 0; k <= classes; k++) {
      const at = k * cell;
      pen.line([box.x + at, box.y, box.x + at, box.y + box.height], { colour: theme.grid, width: 1 });
      pen.line([box.x, box.y + at, box.x + box.width, box.y + at], { colour: theme.grid, width: 1 });
    }
  }
  for (const draw of texts) draw();
  if (compact) {
    const outline = [
      box.x,
      box.y,
      box.x + box.width,
      box.y,
      box.x + box.width,
      box.y + box.height,
      box.x,
      box.y + box.height,
    ];
    pen.line([...outline, box.x, box.y], { colour: theme.grid, width: 1 });
    const x = box.x + box.width + 12;
    pen.text(x, height / 2 - 8, accuracyText(result), { colour: theme.foreground, size: 20, bold: true });
    const of = `${formatCount(result.right)} of ${formatCount(result.total)}`;
    pen.text(x, height / 2 + 12, of, { colour: theme.muted, size: SMALL });
    return;
  }
  const every = Math.ceil(classes / Math.max(1, Math.floor(box.width / 22)));
  for (let k = 0; k < classes; k += every) {
    const style = { colour: theme.muted, size: SMALL } as const;
    pen.text(box.x - 7, box.y + (k + 0.5) * cell, String(k), { ...style, align: 'end' });
    pen.text(box.x + (k + 0.5) * cell, box.y + box.height + 11, String(k), { ...style, align: 'middle' });
  }
  const title = { colour: theme.muted, size: SMALL, align: 'middle' } as const;
  pen.text(box.x + box.width / 2, box.y + box.height + 26, 'answer', title);
  pen.text(20, box.y + box.height / 2, 'truth', { ...title, upwards: true });
  const right = `${formatCount(result.right)} of ${formatCount(result.total)} right`;
  heading(pen, theme, width, `${label ?? frame.from}: accuracy ${accuracyText(result)}`, right);
}
