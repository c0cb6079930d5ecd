// Lets the built program of a session's thread open every example, and keeps the code that Node has then made of it
// beside it: a thread that begins with it need not compile what it calls. Another version of Node goes without.
import { readdirSync, readFileSync } from 'node:fs';
import { MessageChannel, Worker } from 'node:worker_threads';
import { Failure, root, script } from './run.mjs';

const program = `${root}/packages/neuroloom/dist/threads/thread.cjs`;
/** How long a network runs (ms): what a first result needs is called by then. */
const RUN = 20;

await script(async () => {
  const { port1, port2 } = new MessageChannel();
  const thread = new Worker(program, {
    workerData: { program: 'session-worker', keep: port2 },
    transferList: [port2],
  });
  /** @type {Map<number, (reply: { ok: boolean, problems?: { what: string }[] }) => void>} */
  const waiting = new Map();
  thread.on('message', (reply) => waiting.get(reply.to)?.(reply));
  thread.on('error', (error) => waiting.forEach((done) => done({ ok: false, problems: [{ what: error.message }] })));
  let id = 0;
  /** @param {object} request */
  const ask = async (request) => {
    id++;
    const reply = await new Promise((done) => {
      waiting.set(id, done);
      thread.postMessage({ ...request, id });
    });
    if (!reply.ok) throw new Failure(`The program of the threads fails: ${reply.problems[0]?.what}`);
  };
  try {
    for (const file of readdirSync(`${root}/examples`).filter((name) => name.endsWith('.graph.json'))) {
      const graph = JSON.parse(readFileSync(`${root}/examples/${file}`, 'utf8'));
      await ask({ do: 'open', graph, options: {}, checked: true });
      await ask({ do: 'play' });
      await new Promise((done) => setTimeout(done, RUN));
      await ask({ do: 'cancel' });
    }
    const kept = new Promise((done) => port1.once('message', done));
    port1.postMessage('keep');
    await kept;
  } finally {
    port1.close();
    await thread.terminate();
  }
});
