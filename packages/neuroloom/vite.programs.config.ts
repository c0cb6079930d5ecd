// Bundles what Node starts from nothing: the command, and the programs of the session's threads. One file each and one
// that they share; everything else a program imports from dist/ as it was compiled.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here('.'),
  publicDir: false,
  resolve: { conditions: ['source'] },
  // Native code stays where it was installed.
  ssr: { noExternal: true, external: ['webgpu'], resolve: { conditions: ['source'] } },
  build: {
    ssr: true,
    target: 'node20',
    minify: false,
    outDir: here('./dist/programs'),
    emptyOutDir: true,
    rolldownOptions: {
      input: {
        neuroloom: here('./src/cli/main.ts'),
        'session-worker': here('./src/node/session-worker.ts'),
        'ticks-worker': here('./src/node/ticks-worker.ts'),
        'trials-worker': here('./src/node/trials-worker.ts'),
      },
      output: {
        // Beside each other, for they find one another by their addresses.
        entryFileNames: '[name].js',
        chunkFileNames: '[name]-[hash].js',
        // A thread reads all of it whenever it starts: without comments and spaces, but with the names of the sources.
        minify: { compress: false, mangle: false, codegen: true },
      },
    },
  },
});
