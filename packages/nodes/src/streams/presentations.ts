/**
 * One presentation after the other. A network that learns sees one sample at a time; a frozen one may have
 * several in flight, since none of them changes what the others meet.
 */
import type { Payload, Reals, TrialMark } from '@neuroloom/core';
import type { Observable, OperatorFunction } from 'rxjs';
import {
  concat,
  concatMap,
  defer,
  EMPTY,
  filter,
  finalize,
  ignoreElements,
  map,
  merge,
  mergeMap,
  range,
  repeat,
  Subject,
  take,
} from 'rxjs';
import type { Stage } from './plan.ts';

/** What a schedule says, in order. */
export type Message =
  | { readonly to: 'trial' | 'trained' | 'prune'; readonly says: TrialMark }
  | { readonly to: 'image' | 'learn'; readonly says: Payload['sample'] }
  | { readonly to: 'label'; readonly says: Payload['label'] };

export interface PresentationOptions {
  readonly min_spikes: number;
  readonly boost: number;
  readonly max_attempts: number;
  readonly prune: boolean;
}

/** Frozen samples in flight; the same whatever the number of threads, so that results do not depend on it. */
const WINDOW = 64;

export const select = <K extends Message['to']>(message$: Observable<Message>, to: K) =>
  message$.pipe(
    filter((m): m is Extract<Message, { to: K }> => m.to === to),
    map((m) => m.says as Extract<Message, { to: K }>['says']),
  );

/** Plays stages; `response` answers each trial by its id. */
export const presentations =
  (response: Observable<Payload['sample']>, o: PresentationOptions): OperatorFunction<Stage, Message> =>
  (stage$) =>
    defer(() => {
      let id = 0;
      let pruned = false;
      const said = new Subject<Message>();
      const say = (m: Message): void => said.next(m);

      /** Shows a sample and completes when its answer was accepted. */
      const show = (stage: Stage, sample: number, attempt: number): Observable<never> =>
        defer(() => {
          const { name, frozen, data, order, after } = stage;
          const mark: TrialMark = { id: id++, sample, attempt, stage: name, of: order.length, after, frozen };
          const pixels = brighter(data.sample(order[sample]!), 1 + o.boost * attempt);
          const answer$ = response.pipe(
            filter((r) => r.mark.id === mark.id),
            take(1),
            mergeMap((r) => {
              const spikes = sum(r.data);
              if (spikes < o.min_spikes && attempt + 1 < o.max_attempts) return show(stage, sample, attempt + 1);
              say({ to: 'label', says: { mark, label: data.label(order[sample]!) } });
              return EMPTY;
            }),
          );
          const question$ = defer(() => {
            if (!frozen) say({ to: 'trained', says: mark });
            else if (o.prune && !pruned) {
              pruned = true;
              say({ to: 'prune', says: mark });
            }
            say({ to: 'image', says: { mark, data: pixels } });
            say({ to: 'learn', says: { mark, data: Float32Array.of(frozen ? 0 : 1) } });
            say({ to: 'trial', says: mark });
            return EMPTY;
          });
          // The ear before the mouth: an answer may come at once.
          return merge(answer$, question$);
        });

      /** Waits until the first `count` samples can be read. */
      const atHand = ({ data }: Stage, count: number): Observable<never> =>
        defer(() => data.ready?.(count) ?? EMPTY).pipe(ignoreElements());

      const play = (stage: Stage): Observable<never> => {
        const { data, order, frozen } = stage;
        const all = 1 + order.reduce((most, k) => Math.max(most, k), -1);
        if (frozen)
          return concat(
            atHand(stage, all),
            range(0, order.length).pipe(mergeMap((sample) => show(stage, sample, 0), WINDOW)),
          );
        // Learning begins with what is there, while the rest is on its way; a failure is told when it is needed.
        data.ready?.(all)?.catch(() => undefined);
        let next = 0;
        return defer(() => concat(atHand(stage, order[next]! + 1), show(stage, next++, 0))).pipe(repeat(order.length));
      };
      return merge(
        said,
        stage$.pipe(
          concatMap(play),
          finalize(() => said.complete()),
        ),
      );
    });

// Plain loops: they run over every number of every presentation.

function brighter(image: Reals, by: number): Reals {
  const pixels = image.slice();
  for (let k = 0; k < image.length; k++) pixels[k] = image[k]! * by;
  return pixels;
}

function sum(data: Reals): number {
  let total = 0;
  for (let k = 0; k < data.length; k++) total += data[k]!;
  return total;
}
