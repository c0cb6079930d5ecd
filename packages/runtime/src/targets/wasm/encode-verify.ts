/**
 * Follows the types on the operand stack through every function, as the specification's validation algorithm
 * does (core specification 2.0, appendix A.3), and stops at the first instruction that does not fit. An engine
 * would refuse the same module with a byte offset; this names the function, the instruction and the types.
 */
import { NeuroloomError } from '@neuroloom/core';
import { immediateFault, instructionsOf, type FuncData, type FuncType, type ModuleData } from './encode-module.ts';
import { INSTRUCTIONS, type ValType } from './instructions.ts';

interface Frame {
  readonly op: string;
  /** What a branch to it carries: nothing for a loop. */
  readonly carries: readonly ValType[];
  readonly results: readonly ValType[];
  readonly height: number;
  /** After `br`, `return` or `unreachable` any operand may be taken from nowhere. */
  dead: boolean;
}

export function verifyModule(m: ModuleData): void {
  const callable: FuncType[] = [...m.imports, ...m.funcs];
  for (const f of m.funcs) verifyFunc(f, m, callable);
  const count = { func: callable.length, memory: m.memory ? 1 : 0, global: m.globals.length };
  const seen = new Set<string>();
  for (const e of m.exports) {
    const where = `wasm export ${e.name}`;
    if (e.index >= count[e.kind]) throw new NeuroloomError({ where, what: `there is no ${e.kind} ${e.index}` });
    if (seen.has(e.name)) throw new NeuroloomError({ where, what: 'exported twice' });
    seen.add(e.name);
  }
}

function verifyFunc(f: FuncData, m: ModuleData, callable: readonly FuncType[]): void {
  const locals = [...f.params, ...f.locals.map((l) => l.type)];
  const stack: (ValType | 'any')[] = [];
  const frames: Frame[] = [];
  let at = 0;
  let op = 'end';

  const fail = (what: string): never => {
    throw new NeuroloomError({ where: `wasm ${f.name}[${at}] ${op}`, what });
  };
  const top = (): Frame => frames.at(-1) ?? fail('code after the end of the function');
  const take = (types: readonly ValType[]): void => {
    const frame = top();
    const floor = frame.height;
    const found = stack.slice(Math.max(floor, stack.length - types.length));
    const missing = types.length - found.length;
    const fits = types.every((t, k) =>
      k < missing ? frame.dead : found[k - missing] === t || found[k - missing] === 'any',
    );
    if (!fits) fail(`wants ${list(types)} on the stack, found ${list(found)}`);
    stack.length -= found.length;
  };
  const takeAny = (): ValType | 'any' => {
    const frame = top();
    if (stack.length > frame.height) return stack.pop()!;
    return frame.dead ? 'any' : fail('wants a value on the stack, found nothing');
  };
  const give = (types: readonly (ValType | 'any')[]): void => void stack.push(...types);
  const enter = (kind: string, results: readonly ValType[]): void => {
    frames.push({ op: kind, carries: kind === 'loop' ? [] : results, results, height: stack.length, dead: false });
  };
  const leave = (): Frame => {
    const frame = top();
    take(frame.results);
    if (stack.length !== frame.height) {
      fail(`leaves ${list(stack.slice(frame.height))} on the stack beside the result ${list(frame.results)}`);
    }
    frames.pop();
    return frame;
  };
  const die = (): void => {
    const frame = top();
    stack.length = frame.height;
    frame.dead = true;
  };
  const target = (depth: number): Frame => frames.at(-1 - depth) ?? fail(`no block at depth ${depth}`);
  const entry = <T>(from: readonly T[], index: number, what: string): T =>
    from[index] ?? fail(`there is no ${what} ${index}`);

  /** Instructions whose types depend on where they stand. */
  const special: Readonly<Record<string, (a: unknown, b: unknown) => void>> = {
    unreachable: die,
    block: (type) => enter('block', type === undefined ? [] : [type as ValType]),
    loop: (type) => enter('loop', type === undefined ? [] : [type as ValType]),
    if: (type) => {
      take(['i32']);
      enter('if', type === undefined ? [] : [type as ValType]);
    },
    else: () => {
      if (top().op !== 'if') fail(`stands in a ${top().op}, not in an if`);
      enter('else', leave().results);
    },
    end: () => {
      const frame = leave();
      if (frame.op === 'if' && frame.results.length > 0) fail(`the if leaves ${list(frame.results)} but has no else`);
      give(frame.results);
    },
    br: (depth) => {
      take(target(depth as number).carries);
      die();
    },
    br_if: (depth) => {
      take(['i32']);
      const { carries } = target(depth as number);
      take(carries);
      give(carries);
    },
    br_table: (depths, otherwise) => {
      take(['i32']);
      const { carries } = target(otherwise as number);
      for (const depth of depths as readonly number[]) {
        if (String(target(depth).carries) !== String(carries))
          fail(`blocks at depths ${depth} and ${String(otherwise)} differ in type`);
      }
      take(carries);
      die();
    },
    return: () => {
      take(f.results);
      die();
    },
    call: (index) => {
      const { params, results } = entry(callable, index as number, 'function');
      take(params);
      give(results);
    },
    drop: () => void takeAny(),
    select: () => {
      take(['i32']);
      const b = takeAny();
      const a = takeAny();
      if (a === 'v128' || b === 'v128') fail('cannot choose between v128; use v128.bitselect');
      if (a !== b && a !== 'any' && b !== 'any') fail(`wants two values of one type, found ${a} ${b}`);
      give([a === 'any' ? b : a]);
    },
    'local.get': (index) => give([entry(locals, index as number, 'local')]),
    'local.set': (index) => take([entry(locals, index as number, 'local')]),
    'local.tee': (index) => {
      const type = [entry(locals, index as number, 'local')];
      take(type);
      give(type);
    },
    'global.get': (index) => give([entry(m.globals, index as number, 'global').type]),
    'global.set': (index) => {
      const { type, mutable } = entry(m.globals, index as number, 'global');
      if (!mutable) fail(`global ${String(index)} is constant`);
      take([type]);
    },
  };

  frames.push({ op: 'function', carries: f.results, results: f.results, height: 0, dead: false });
  for (const instruction of instructionsOf(f.code)) {
    op = instruction[0];
    const info = INSTRUCTIONS.get(op)!;
    const fault = immediateFault(info, instruction[1], instruction[2]);
    if (fault) fail(fault);
    if (!m.memory && info.imm.startsWith('mem')) fail('the module has no memory');
    if (info.stack) {
      take(info.stack.takes);
      give(info.stack.gives);
    } else special[op]!(instruction[1], instruction[2]);
    at++;
  }
  op = 'end';
  if (frames.length > 1) fail(`the ${top().op} is not closed`);
  leave();
}

const list = (types: readonly string[]): string => (types.length === 0 ? 'nothing' : types.join(' '));
