/**
 * From responses and labels to answers. Only the labels of one stage name the neurons that vote; while the network
 * still learns, names of the recent past give an idea of how well it does, and are then thrown away.
 */
import type { Reals, TrialMark } from '@neuroloom/core';
import type { Answer } from './scoring.ts';
import type { Tally } from './tally.ts';
import { addResponse, assign, emptyTally, fade, predict } from './tally.ts';

/** Trials after which the names of the recent past are refreshed, and over which the past fades. */
const REFRESH = 50;
const MEMORY = 1000;

/** A judge that remembers: give it the trials in order. It answers nothing in the naming stage itself. */
export function voting(
  classes: number,
  stage: string,
): (mark: TrialMark, response: Reals, truth: number) => Answer | null {
  let final: Tally | undefined;
  let names: Int32Array | undefined;
  let recent: Tally | undefined;
  let guesses: Int32Array | undefined;
  let trials = 0;
  const learn = (response: Reals, truth: number): void => {
    recent ??= emptyTally(classes, response.length);
    addResponse(recent, truth, response);
    if (++trials % REFRESH > 0) return;
    guesses = assign(recent);
    fade(recent, Math.exp(-REFRESH / MEMORY));
  };
  return (mark, response, truth) => {
    if (mark.stage === stage) {
      final ??= emptyTally(classes, response.length);
      addResponse(final, truth, response);
      names = undefined;
      return null;
    }
    if (mark.frozen) {
      names ??= assign(final ?? emptyTally(classes, response.length));
      return { mark, truth, answer: predict(response, names, classes) };
    }
    // The answer first: a trial is judged by what was known before it.
    const answer = guesses ? { mark, truth, answer: predict(response, guesses, classes), provisional: true } : null;
    learn(response, truth);
    return answer;
  };
}
