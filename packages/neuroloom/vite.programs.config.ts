// Bundles what Node starts from nothing: the command (`--mode command`), and the programs of the session's threads
// (`--mode threads`), which share a file; everything else a program imports from dist/ as it was compiled.
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const command = { neuroloom: here('./src/cli/main.ts') };
const threads = {
  thread: here('./src/node/thread.ts'),
  'session-worker': here('./src/node/session-worker.ts'),
  'ticks-worker': here('./src/node/ticks-worker.ts'),
  'trials-worker': here('./src/node/trials-worker.ts'),
};

/** Other characters are written as escapes: a text of single bytes is read as it is. */
const ascii: Plugin = {
  name: 'ascii',
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle))
      if (chunk.type === 'chunk')
        chunk.code = chunk.code.replace(/[^\0-\x7f]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
  },
};

export default defineConfig(({ mode }) => ({
  root: here('.'),
  publicDir: false,
  resolve: { conditions: ['source'] },
  // Native code stays where it was installed.
  ssr: { noExternal: true, external: ['webgpu'], resolve: { conditions: ['source'] } },
  ...(mode === 'threads' ? { plugins: [ascii] } : {}),
  build: {
    ssr: true,
    target: 'node20',
    minify: false,
    outDir: here(mode === 'command' ? './dist/programs' : './dist/threads'),
    emptyOutDir: true,
    rolldownOptions: {
      input: mode === 'command' ? command : threads,
      output: {
        ...(mode === 'command'
          ? { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' }
          : {
              // A thread of CommonJS is there sooner: Node looks for modules one after another, and waits for each.
              format: 'cjs',
              // What a thread begins with finds the others by their names, which tell their content.
              entryFileNames: ({ name }) => (name === 'thread' ? '[name].cjs' : '[name]-[hash].cjs'),
              chunkFileNames: '[name]-[hash].cjs',
            }),
        // A thread reads all of it whenever it starts: without comments and spaces, but with the names of the sources.
        minify: { compress: false, mangle: false, codegen: true },
      },
    },
  },
}));
