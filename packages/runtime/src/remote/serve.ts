/** The session's side of a thread: one session at a time, driven by requests. */
import type { Frame, Session } from '@neuroloom/core';
import { NeuroloomError } from '@neuroloom/core';
import type { Subscription } from 'rxjs';
import type { LocalEngine } from '../engine.ts';
import type { Port, Reply, Request } from './protocol.ts';
import { buffersOf } from './protocol.ts';

export function serve(port: Port, engine: LocalEngine): void {
  let session: Session | null = null;
  const probes = new Map<number, Subscription>();
  const reply = (r: Reply, transfer: readonly ArrayBuffer[] = []): void => port.post(r, transfer);
  const problems = (error: unknown): NeuroloomError['problems'] =>
    error instanceof NeuroloomError
      ? error.problems
      : [{ where: 'run', what: error instanceof Error ? error.message : String(error) }];

  const open = async (r: Extract<Request, { do: 'open' }>): Promise<void> => {
    session = await engine.open(r.graph, r.options, r.checkpoint, r.checked);
    let away = false;
    session.progress$.subscribe((progress) => {
      away = progress.fault !== undefined;
      reply({ on: 'progress', progress });
    });
    // The session keeps the last frame of each view for its result, so frames are copied here, once.
    session.frames$.subscribe((frame) => reply({ on: 'frame', frame }));
    session.problems$.subscribe((problem) => reply({ on: 'problem', problem }));
    session.result().then(
      (result) => reply({ on: 'result', result }),
      (error: unknown) => reply({ on: away ? 'ran-away' : 'failed', problems: problems(error) }),
    );
  };

  const answer = async (r: Request): Promise<unknown> => {
    if (r.do === 'open') return open(r);
    if (!session) throw new NeuroloomError({ where: 'session', what: 'is not open' });
    switch (r.do) {
      case 'play':
        return session.play();
      case 'pause':
        return session.pause();
      case 'step':
        return session.step(r.what);
      case 'speed':
        return session.setSpeed(r.factor);
      case 'set':
        return session.set(r.node, r.param, r.value);
      case 'checkpoint':
        return session.checkpoint();
      case 'cancel':
        return session.cancel();
      case 'probe': {
        const show = (frame: Frame): void => reply({ on: 'probe', of: r.id, frame }, buffersOf(frame));
        probes.set(
          r.id,
          session
            .probe(r.probe)
            .subscribe({ next: show, error: (e: unknown) => reply({ to: r.id, ok: false, problems: problems(e) }) }),
        );
        return undefined;
      }
      case 'unprobe':
        probes.get(r.of)?.unsubscribe();
        probes.delete(r.of);
        return undefined;
    }
  };

  port.listen((message) => {
    const r = message as Request;
    answer(r).then(
      (value) => reply({ to: r.id, ok: true, ...(value === undefined ? {} : { value }) }),
      (error: unknown) => reply({ to: r.id, ok: false, problems: problems(error) }),
    );
  });
}
