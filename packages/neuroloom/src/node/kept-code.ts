/**
 * Programs of threads, run with the code that was made of them when they were built, so that a thread need not read
 * and compile its program each time. The code is the same program in another form: where there is none, or another
 * version of V8 made it, the program is compiled as it is called.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { constants, Script } from 'node:vm';

/** Runs CommonJS programs of one folder. Files there are named by their content, so code never belongs to another text. */
export class Programs {
  readonly #folder: string;
  readonly #scripts = new Map<string, Script>();
  readonly #exports = new Map<string, unknown>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** What a file of the folder exports; it is run when it is first asked for. */
  load(file: string): unknown {
    if (this.#exports.has(file)) return this.#exports.get(file);
    const path = join(this.#folder, file);
    const module = { exports: {} };
    this.#exports.set(file, module.exports);
    const outer = createRequire(path);
    const inner = (id: string): unknown => (id.startsWith('./') ? this.load(id.slice(2)) : outer(id));
    const run = this.#script(file, path).runInThisContext() as (...given: unknown[]) => void;
    run(module.exports, inner, module, path, dirname(path));
    this.#exports.set(file, module.exports);
    return module.exports;
  }

  #script(file: string, path: string): Script {
    const code = codeOf(path);
    // Built programs are ASCII, which is read as it is.
    const text = `(function (exports, require, module, __filename, __dirname) {${readFileSync(path, 'latin1')}\n})`;
    const script = new Script(text, {
      filename: path,
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
      ...(existsSync(code) ? { cachedData: readFileSync(code) } : {}),
    });
    this.#scripts.set(file, script);
    return script;
  }

  /** Keeps the code of all programs that have been run, with the functions that have been called. */
  keep(): void {
    for (const [file, script] of this.#scripts) {
      const code = codeOf(join(this.#folder, file));
      // Whole or not at all, for whoever begins meanwhile.
      writeFileSync(`${code}.new`, script.createCachedData());
      renameSync(`${code}.new`, code);
    }
  }
}

const codeOf = (path: string): string => `${path}.code`;
