/** Tables in plain text. */
import type { ConfusionFrame } from '@neuroloom/core';

/** Columns as wide as their widest cell; numbers (columns named in `right`) end at the right. */
export function table(rows: readonly (readonly string[])[], right: readonly number[] = []): string {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, k) => Math.max(...rows.map((row) => [...(row[k] ?? '')].length)));
  const pad = (text: string, k: number): string => {
    const gap = ' '.repeat(widths[k]! - [...text].length);
    return right.includes(k) ? gap + text : text + gap;
  };
  return rows.map((row) => row.map(pad).join('  ').trimEnd()).join('\n');
}

/** Truth down, answers across; zeros are dots, so that mistakes stand out. */
export function confusionTable({ classes, counts }: ConfusionFrame): string {
  const numbers = Array.from({ length: classes }, (_, k) => String(k));
  const row = (truth: number): string[] => {
    const cells = Array.from(counts.subarray(truth * classes, (truth + 1) * classes));
    return [String(truth), ...cells.map((n) => (n === 0 ? '·' : String(n)))];
  };
  const rows = [['truth', ...numbers], ...numbers.map((_, truth) => row(truth))];
  return table(
    rows,
    Array.from({ length: classes + 1 }, (_, k) => k),
  );
}
