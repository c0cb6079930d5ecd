// Builds the studio from sources into studio-dist: files for any static host, fit for a strict Content Security Policy.
// Beside the page it holds the embeddable element (embed/), data sets, examples and the works that nodes cite.
import { fileURLToPath } from 'node:url';
import { defaultClientConditions, defineConfig } from 'vite';
import { writeStudioFiles } from './src/node/studio-files.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
/** The program of `<neuroloom-graph>`: other pages name its file, so its name has no hash. */
const element = 'neuroloom-graph';
const files = here('../../node_modules/.cache/neuroloom/studio');

export default defineConfig(() => {
  writeStudioFiles({
    into: files,
    examples: here('../../examples'),
    opens: 'digits-stdp',
    references: here('../../references.json'),
    docs: here('../../docs/site'),
    embed: here('./studio/embed'),
  });
  return {
    root: here('./studio'),
    base: './',
    publicDir: files,
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
      rolldownOptions: {
        input: { studio: here('./studio/index.html'), [element]: here('./src/embed/main.ts') },
        preserveEntrySignatures: 'exports-only',
        output: {
          chunkFileNames: 'assets/shared-[hash].js',
          entryFileNames: ({ name }) => (name === element ? `embed/${element}.js` : 'assets/[name]-[hash].js'),
        },
      },
    },
  };
});
