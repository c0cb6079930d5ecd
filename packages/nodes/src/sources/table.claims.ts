import { claimsAbout } from '../claims/claim.ts';
import { SETTLED, shown } from '../claims/shown.ts';
import { table } from './table.ts';

const ROWS = [
  [0, 10, -3],
  [1, 30, -2],
  [0.5, 20, -1],
  [0.25, 15, 1],
];
const written = `data:,x y z%0A${ROWS.map((row) => row.join(' ')).join('%0A')}`;

export const claims = claimsAbout(table, {
  'Rows of a text are presented in their order, each column brought to 0 … 1': {
    cite: 'harris2020',
    grade: 'close',
    because:
      'a unit has its input within 5e-5 after a step of ten time constants, which is allowed for; numbers round by 6e-8',
    graph: shown(['source/table', { file: written, scale: 'columns' }], { size: 3, samples: 4 }),
    probes: ['units.rate[0..2]'],
    check: (run) => {
      const frames = run.frames('units.rate').flatMap((f) => (f.kind === 'signal' ? [f.data] : []));
      const scaled = (column: number, x: number): number => {
        const all = ROWS.map((row) => row[column]!);
        return (x - Math.min(...all)) / (Math.max(...all) - Math.min(...all));
      };
      return {
        points: [
          { what: 'rows presented', measured: frames.length, expected: 4, tolerance: 0 },
          ...ROWS.flatMap((row, n) =>
            row.map((x, column) => ({
              what: `row ${n + 1}, column ${column + 1}`,
              measured: frames[n]?.[column] ?? NaN,
              expected: SETTLED * scaled(column, x),
              tolerance: 1e-6,
            })),
          ),
        ],
      };
    },
  },
});
