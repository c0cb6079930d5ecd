/**
 * How long the parts of a start take, as measures of the User Timing standard: a browser shows them in its profile,
 * a program in the same thread can observe them, and they cost microseconds.
 */

/** In the order in which they happen. A measure is called `neuroloom: compile`. */
export type StartPhase = 'resolve' | 'data' | 'compile' | 'generate' | 'instantiate' | 'begin';

/** The phase begins now; the function that is returned ends it. */
export function began(phase: StartPhase): () => void {
  const start = performance.now();
  return () => void performance.measure(`neuroloom: ${phase}`, { start });
}
