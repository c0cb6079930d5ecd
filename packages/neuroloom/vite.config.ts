// Builds the studio from sources into studio-dist: files for any static host, fit for a strict Content Security Policy.
import { fileURLToPath } from 'node:url';
import { defaultClientConditions, defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here('./studio'),
  base: './',
  resolve: {
    conditions: ['source', ...defaultClientConditions],
    alias: [{ find: /^\/src\//, replacement: `${here('./src')}/` }],
  },
  worker: { format: 'es' },
  server: { host: '127.0.0.1', fs: { allow: [here('../..')] } },
  build: {
    outDir: here('./studio-dist'),
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
