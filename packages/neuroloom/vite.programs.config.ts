// Bundles what Node starts from nothing: the command (`--mode command`), and the programs of the session's threads
// (`--mode threads`), which share a file; everything else a program imports from dist/ as it was compiled.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const threads = {
  'session-worker': here('./src/node/session-worker.ts'),
  'ticks-worker': here('./src/node/ticks-worker.ts'),
  'trials-worker': here('./src/node/trials-worker.ts'),
};
const named = (ending: string) => ({
  entryFileNames: `[name].${ending}`,
  chunkFileNames: `[name]-[hash].${ending}`,
});

export default defineConfig(({ mode }) => ({
  root: here('.'),
  publicDir: false,
  resolve: { conditions: ['source'] },
  // Native code stays where it was installed.
  ssr: { noExternal: true, external: ['webgpu'], resolve: { conditions: ['source'] } },
  build: {
    ssr: true,
    target: 'node20',
    minify: false,
    // Beside each other, for they find one another by their addresses.
    outDir: here('./dist/programs'),
    emptyOutDir: mode === 'command',
    rolldownOptions: {
      input: mode === 'command' ? { neuroloom: here('./src/cli/main.ts') } : threads,
      output: {
        // A thread of CommonJS is there sooner: Node looks for modules one after another, and waits for each.
        ...(mode === 'command' ? named('js') : { format: 'cjs', ...named('cjs') }),
        // A thread reads all of it whenever it starts: without comments and spaces, but with the names of the sources.
        minify: { compress: false, mangle: false, codegen: true },
      },
    },
  },
}));
