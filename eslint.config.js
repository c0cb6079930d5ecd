// Type-checked lint rules: they find mistakes. How code looks is the formatter's business.
import { defineConfig } from 'eslint/config';
import typescript from 'typescript-eslint';

const page = ['document', 'window', 'customElements', 'HTMLElement', 'localStorage', 'indexedDB'];
const node = ['process', 'Buffer', 'require', '__dirname', '__filename', 'global'];

/** @param {string[]} names @param {string} message */
const without = (names, message) => ({
  'no-restricted-globals': ['error', ...names.map((name) => ({ name, message }))],
});

export default defineConfig(
  {
    ignores: [
      '**/dist/',
      '**/studio-dist/',
      '**/coverage/',
      '**/test-results/',
      '**/test/golden/',
      'docs/',
      'examples/',
    ],
  },
  {
    files: ['packages/**/*.ts', 'e2e/**/*.ts', 'scripts/**/*.{ts,mjs}', 'bench/**/*.{ts,mjs}'],
    extends: [typescript.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['packages/*/tsconfig.json', 'tsconfig.tests.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      eqeqeq: 'error',
      'no-eval': 'error',
      'no-new-func': 'error',
      'no-implied-eval': 'off',
      '@typescript-eslint/no-implied-eval': 'error',
      '@typescript-eslint/no-unused-vars': 'off', // the compiler reports them
      '@typescript-eslint/no-empty-object-type': 'off', // {} is how a generic says: no members yet
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
    },
  },
  {
    files: ['packages/{core,nodes,runtime}/src/**/*.ts'],
    ignores: ['**/node.ts', '**/node/**'],
    rules: without([...page, ...node], 'This file runs everywhere: let the Host or a file node.ts supply it.'),
  },
  {
    files: ['packages/editor/src/**/*.ts'],
    rules: {
      ...without(node, 'The editor runs in a page.'),
      'no-restricted-syntax': [
        'error',
        {
          selector: "TaggedTemplateExpression[tag.name='html'] TemplateElement[value.raw=/\\sstyle=$/]",
          message: 'The Content Security Policy blocks style attributes: use el.style.setProperty after rendering.',
        },
      ],
    },
  },
  {
    files: ['packages/neuroloom/src/{cli,node}/**/*.ts'],
    rules: without(page, 'This file runs in Node.'),
  },
  {
    files: ['**/*.test.ts', '**/*.spec.ts', 'scripts/**', 'bench/**'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
);
