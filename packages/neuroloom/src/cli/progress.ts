/** The progress of a run on standard error: a bar on a terminal, a line every few seconds anywhere else. */
import type { Progress, Session } from '@neuroloom/core';
import { formatProblem } from '@neuroloom/core';
import { SingleBar } from 'cli-progress';
import { brief, duration, grouped, percent } from './numbers.ts';

/** Seconds between two lines where there is no terminal. */
const EVERY = 5;

/** Shows a session's progress until it ends. `until` is the biological time (ms) at which a run without a schedule ends. */
export function follow(
  session: Session,
  until: number | undefined,
  stream: NodeJS.WriteStream = process.stderr,
): { stop(): void } {
  const show = stream.isTTY ? bar(stream) : lines(stream);
  const subscription = session.progress$.subscribe((p) => {
    if (p.phase === 'running') show.update(p, extent(p, until));
  });
  // Other problems end the run, and are told then.
  subscription.add(
    session.problems$.subscribe((p) => {
      if (p.mended) show.say(formatProblem(p));
    }),
  );
  return {
    stop() {
      subscription.unsubscribe();
      show.stop();
    },
  };
}

interface Extent {
  readonly name: string;
  readonly done: number;
  readonly of: number;
}
interface Shower {
  update(p: Progress, extent: Extent): void;
  /** A sentence between two updates. */
  say(sentence: string): void;
  stop(): void;
}

/** How far the run is: samples of a stage, or biological time. */
function extent(p: Progress, until: number | undefined): Extent {
  if (p.of > 0) return { name: p.stage, done: p.done, of: p.of };
  return { name: 'run', done: Math.min(p.time, until ?? p.time), of: until ?? 0 };
}

/** Rate, time left and running metrics. */
function facts(p: Progress): string {
  const speed = p.of > 0 ? `${brief(p.rate)} images/s` : `${p.realtime.toPrecision(3)} × real time`;
  const left = p.left === null ? [] : [`${duration(p.left)} left`];
  const metrics = Object.entries(p.metrics).map(
    ([name, value]) => `${name} ${/accuracy/.test(name) ? percent(value) : brief(value)}`,
  );
  return [speed, ...left, ...metrics].join(' · ');
}

function bar(stream: NodeJS.WriteStream): Shower {
  let current: { readonly bar: SingleBar; readonly name: string } | null = null;
  return {
    update(p, { name, done, of }) {
      if (current?.name !== name) {
        current?.bar.stop();
        const options = {
          format: '{name} {bar} {percentage} % · {facts}',
          stream,
          hideCursor: true,
          barsize: 24,
          etaBuffer: 1,
          fps: 10,
        };
        current = { bar: new SingleBar(options), name };
        current.bar.start(of || 1, done, { name, facts: facts(p) });
      }
      current.bar.update(done, { name, facts: facts(p) });
    },
    say(sentence) {
      // The bar begins anew below it.
      current?.bar.stop();
      current = null;
      stream.write(`${sentence}\n`);
    },
    stop: () => current?.bar.stop(),
  };
}

function lines(stream: NodeJS.WriteStream): Shower {
  let next = performance.now() + 1000 * EVERY;
  return {
    update(p, { name, done, of }) {
      if (performance.now() < next) return;
      next = performance.now() + 1000 * EVERY;
      const where =
        p.of > 0
          ? `${grouped(done)} of ${grouped(of)}`
          : `${(p.time / 1000).toFixed(1)} s${of > 0 ? ` of ${(of / 1000).toFixed(1)} s` : ''}`;
      stream.write(`${name} ${where} · ${facts(p)}\n`);
    },
    say: (sentence) => void stream.write(`${sentence}\n`),
    stop: () => undefined,
  };
}
