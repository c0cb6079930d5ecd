// Serves the built studio on 127.0.0.1 only, with a strict Content Security Policy. Options: --port N, --root FOLDER.
import { createReadStream, existsSync, lstatSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Failure, isMain, root as repository, script } from './run.mjs';

const usualPort = 4747; // kept from start to start: a browser stores saved graphs by address

const csp =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; " +
  "font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const headers = {
  'Content-Security-Policy': csp,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/** @type {Readonly<Record<string, string>>} */
const types = {
  '.css': 'text/css; charset=utf-8',
  '.gz': 'application/gzip',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/**
 * All that can ever be served: URL path → file. Links are left out, so nothing outside the folder is reachable.
 * @param {string} folder
 */
function listFiles(folder, prefix = '/', files = new Map()) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const stat = lstatSync(path);
    if (stat.isDirectory()) listFiles(path, `${prefix}${name}/`, files);
    else if (stat.isFile()) files.set(prefix + name, { path, size: stat.size });
  }
  return files;
}

/** @param {string} url the path of a URL, decoded, or nothing when it is malformed */
function decode(url) {
  try {
    const path = decodeURIComponent(url.split(/[?#]/, 1)[0] ?? '');
    return path.endsWith('/') ? `${path}index.html` : path;
  } catch {
    return undefined;
  }
}

/**
 * A server for one folder, not yet listening.
 * @param {string} folder
 */
export function studioServer(folder) {
  const files = listFiles(folder);
  const server = createServer((request, response) => {
    /** @param {number} status @param {string} text */
    const refuse = (status, text) => {
      response.writeHead(status, { ...headers, 'Content-Type': types['.txt'] }).end(`${text}\n`);
    };
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
    if (!hosts.includes(request.headers.host ?? '')) return refuse(403, `Open http://${hosts[0]}/ instead.`);
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, 'Only GET and HEAD.');
    const path = decode(request.url ?? '/');
    const file = path === undefined ? undefined : files.get(path);
    if (path === undefined || !file) return refuse(404, 'Not found.');
    response.writeHead(200, {
      ...headers,
      'Content-Type': types[extname(path)] ?? 'application/octet-stream',
      'Content-Length': file.size,
      'Cache-Control': path.startsWith('/assets/') ? 'max-age=31536000, immutable' : 'no-cache',
    });
    if (request.method === 'HEAD') return response.end();
    createReadStream(file.path)
      .on('error', () => response.destroy())
      .pipe(response);
  });
  return server;
}

/**
 * Starts serving and resolves with the address.
 * @param {{ root?: string, port?: number }} [options] without a port: the usual one, or any free one when it is taken
 * @returns {Promise<string>}
 */
export async function serve({ root = join(repository, 'packages/neuroloom/studio-dist'), port } = {}) {
  if (!existsSync(join(root, 'index.html'))) {
    throw new Failure(`There is no built studio in ${root}. Run \`npm run build\`, then try again.`);
  }
  const server = studioServer(resolve(root));
  /** @param {number} wanted @returns {Promise<void>} */
  const listen = (wanted) =>
    new Promise((done, fail) => {
      server.once('error', fail).listen(wanted, '127.0.0.1', () => {
        server.off('error', fail);
        done();
      });
    });
  try {
    await listen(port ?? usualPort);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (port !== undefined) throw new Failure(`Port ${port} cannot be used (${error.message}). Choose another --port.`);
    console.log(
      `Port ${usualPort} is taken, so another is used: graphs saved in the browser belong to the usual port.`,
    );
    await listen(0);
  }
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Failure('The server did not get an address.');
  return `http://127.0.0.1:${address.port}/`;
}

/** Reads --port and --root, serves, and prints the address. */
export async function serveFromCommandLine() {
  const options = /** @type {const} */ ({ port: { type: 'string' }, root: { type: 'string' } });
  const { values } = parseArgs({ options });
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port < 65536)) {
    throw new Failure(`--port ${values.port}: a port is a whole number from 0 to 65535.`);
  }
  const url = await serve({
    ...(values.root === undefined ? {} : { root: values.root }),
    ...(port === undefined ? {} : { port }),
  });
  console.log(`Neuroloom studio: ${url}`);
}

if (isMain(import.meta.url)) await script(serveFromCommandLine);
