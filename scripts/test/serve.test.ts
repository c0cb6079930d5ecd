// The studio's server: one folder, this machine only, strict headers.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { studioServer } from '../serve.mjs';

const folder = mkdtempSync(join(tmpdir(), 'neuroloom-serve-'));
let server: Server;
let port: number;

beforeAll(async () => {
  mkdirSync(join(folder, 'root/assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  symlinkSync(join(folder, 'secret.txt'), join(folder, 'root/link.txt'));
  for (const name of [
    'index.html',
    'assets/a.wasm',
    'assets/a.js',
    'a.json',
    'a.gz',
    'a.js.map',
    'a b.css',
    'odd.xyz',
  ]) {
    writeFileSync(join(folder, 'root', name), name);
  }
  server = studioServer(join(folder, 'root'));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  port = (server.address() as AddressInfo).port;
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

/** Asks as given: unlike `fetch` it leaves paths such as /../x and the Host header alone. */
const ask = (path: string, options: { method?: string; host?: string } = {}) =>
  new Promise<IncomingMessage & { body: string }>((done, fail) => {
    const headers = { host: options.host ?? `127.0.0.1:${port}`, connection: 'close' };
    request({ port, host: '127.0.0.1', path, method: options.method ?? 'GET', headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      response.on('end', () => done(Object.assign(response, { body })));
    })
      .on('error', fail)
      .end();
  });

test.each([
  ['/', 'text/html; charset=utf-8'],
  ['/index.html?graph=1', 'text/html; charset=utf-8'],
  ['/assets/a.js', 'text/javascript; charset=utf-8'],
  ['/assets/a.wasm', 'application/wasm'],
  ['/a.json', 'application/json; charset=utf-8'],
  ['/a.gz', 'application/gzip'],
  ['/a.js.map', 'application/json; charset=utf-8'],
  ['/a%20b.css', 'text/css; charset=utf-8'],
  ['/odd.xyz', 'application/octet-stream'],
])('%s is served as %s', async (path, type) => {
  const response = await ask(path);
  expect(response.statusCode).toBe(200);
  expect(response.headers['content-type']).toBe(type);
  expect(response.headers['content-encoding']).toBeUndefined();
  expect(response.headers['content-security-policy']).toMatch(
    /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval';/,
  );
  expect(response.headers['cross-origin-opener-policy']).toBe('same-origin');
  expect(response.headers['cross-origin-embedder-policy']).toBe('require-corp');
  expect(response.headers['x-content-type-options']).toBe('nosniff');
});

test.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/link.txt',
  '/%',
  '/%00',
  '/assets/',
  '//etc/passwd',
])('%s is not found', async (path) => {
  const response = await ask(path);
  expect(response.statusCode).toBe(404);
  expect(response.body).not.toContain('secret');
});

test('a request under another name is refused', async () => {
  expect((await ask('/', { host: 'example.org' })).statusCode).toBe(403);
  expect((await ask('/', { host: `example.org:${port}` })).statusCode).toBe(403);
  expect((await ask('/', { host: `localhost:${port}` })).statusCode).toBe(200);
});

test('only reading is possible', async () => {
  expect((await ask('/', { method: 'POST' })).statusCode).toBe(405);
  const head = await ask('/', { method: 'HEAD' });
  expect([head.statusCode, head.body, head.headers['content-length']]).toEqual([200, '', '10']);
});
