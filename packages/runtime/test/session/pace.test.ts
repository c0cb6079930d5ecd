import { expect, it } from 'vitest';
import { Yielder } from '../../src/session/pace.ts';

it('A thread that yields hears its other ports, however often it yields', async () => {
  const yielder = new Yielder();
  const { port1, port2 } = new MessageChannel();
  let heard = -1;
  let turn = 0;
  port1.onmessage = () => (heard = turn);
  for (; turn < 100 && heard < 0; turn++) {
    // Said from another thread, it would come at any time.
    if (turn === 5) port2.postMessage('pause');
    await yielder.now();
  }
  yielder.close();
  port1.close();
  expect(heard).toBeGreaterThanOrEqual(5);
  expect(heard).toBeLessThan(10);
});
