/** Runs claims and writes down what was found, as plain JSON with finished figures. */
import type { Engine } from '@neuroloom/core';
import { NeuroloomError } from '@neuroloom/core';
import { darkTheme, frameToSvg } from '@neuroloom/core/figure';
import { type Claim, type Point, runClaim } from '@neuroloom/nodes/claims';

export interface VerdictRecord {
  /** Type of the node it is about, and the statement. */
  readonly about: string;
  readonly says: string;
  readonly cite: string;
  readonly grade: string;
  /** Why the tolerance is what it is. */
  readonly because: string;
  readonly target: string;
  readonly full: boolean;
  readonly holds: boolean;
  readonly points: readonly Point[];
  /** Seconds of wall time. */
  readonly took: number;
  /** Why there are no points. */
  readonly error?: string;
  /** SVG documents. */
  readonly figure?: { readonly light: string; readonly dark: string };
}

/** The statement contains the filter, or the type of its node does. */
export const matches = (claim: Claim, filter: string | undefined): boolean =>
  filter === undefined || `${claim.about} ${claim.says}`.toLowerCase().includes(filter.toLowerCase());

/** Judges claims one after the other; a claim that cannot be run does not hold, and says why. */
export async function* judge(
  engine: Engine,
  claims: readonly Claim[],
  { target, full }: { readonly target: string; readonly full: boolean },
): AsyncGenerator<VerdictRecord> {
  for (const claim of claims) {
    const { about, says, cite, grade, because } = claim;
    const said = { about, says, cite, grade, because, target, full: full && claim.full !== undefined };
    const began = performance.now();
    try {
      const { holds, points, took, figure } = await runClaim(engine, claim, { target, full });
      const label = { label: figure?.kind === 'series' ? figure.name : says };
      const drawn = figure && {
        figure: { light: frameToSvg(figure, label), dark: frameToSvg(figure, { ...label, theme: darkTheme }) },
      };
      yield { ...said, holds, points, took, ...drawn };
    } catch (error) {
      const text = error instanceof NeuroloomError || error instanceof Error ? error.message : String(error);
      yield { ...said, holds: false, points: [], took: (performance.now() - began) / 1000, error: text };
    }
  }
}
