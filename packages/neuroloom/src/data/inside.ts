/** Paths that a graph names stay inside the folder they are told from: a graph may come from anybody. */
import { NeuroloomError } from '@neuroloom/core';

/** The parts of a path such as `runs/one.csv`; anything that leads elsewhere is refused with a sentence. */
export function partsInside(path: string): readonly string[] {
  const parts = path.split('/');
  const odd = parts.find((part) => part === '' || part === '.' || part === '..' || /[\\:\p{C}]/u.test(part));
  if (odd === undefined) return parts;
  throw new NeuroloomError({
    where: `file ${path.slice(0, 80)}`,
    what: odd === '' ? 'the path has an empty part' : `the path has the part '${odd.slice(0, 40)}'`,
    remedy: 'write a path below the folder, such as data.csv or runs/one.npy',
  });
}
