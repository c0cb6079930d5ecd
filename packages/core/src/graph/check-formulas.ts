/**
 * The params and formulas of one node of a graph. Checking a definition costs time that grows with its formulas, so
 * a file gets a budget: a definition written to stall a reader is refused by its length, before it is worked on.
 */
import type { Problem } from '../errors.ts';
import { checkNode } from '../node/check.ts';
import type { NodeDefinition } from '../node/define.ts';
import type { Definition } from '../node/library.ts';
import { isSpread, resolveParams } from '../node/resolve-params.ts';
import type { GraphNode } from './document.ts';
import { EQUATIONS } from './document.ts';
import { count, own } from './limits.ts';

/** Characters of a definition's formulas with its formula params written out, and of all definitions of a file. */
const WRITTEN = 24_000;
const FILE = { own: 100_000, library: 1_000_000 };

export interface FormulaCheck {
  /** Problems of a node; places are parts of the node: `params.tau`, `definition.flow.V`. */
  problems(definition: Definition, node: GraphNode): readonly Problem[];
  /** Nodes that the budget did not reach. */
  readonly skipped: number;
}

// Nodes are immutable, so each is checked once, however often its graph changes around it.
const checked = new WeakMap<
  GraphNode,
  { readonly definition: Definition; readonly dt: number | undefined; readonly problems: readonly Problem[] }
>();

/** Checks nodes until the budget is spent; `dt` in ms. */
export function formulaCheck(dt: number | undefined): FormulaCheck {
  const left = { ...FILE };
  let skipped = 0;
  const check = (definition: Definition, node: GraphNode): readonly Problem[] | undefined => {
    const fromFile = node.type === EQUATIONS;
    const params = resolveParams(definition, node.params, dt).problems;
    if (definition.plane === 'stream' || !(fromFile || changesFormulas(definition, node))) return params;
    const length = written(definition, node);
    if (length > WRITTEN) {
      const what = `${count(length)} characters of formulas, formula params written out, are too many; the limit is ${count(WRITTEN)}`;
      return [...params, { where: `${definition.type} › `, what, remedy: 'split the node in two' }];
    }
    const purse = fromFile ? 'own' : 'library';
    if (length > left[purse]) return undefined;
    left[purse] -= length;
    return unique([...params, ...checkNode(definition, node.params)]);
  };
  return {
    get skipped() {
      return skipped;
    },
    problems(definition, node) {
      const known = checked.get(node);
      if (known?.definition === definition && known.dt === dt) return known.problems;
      const found = check(definition, node);
      if (!found) skipped++;
      const problems = (found ?? []).map((problem) => ({ ...problem, where: partOf(definition, node, problem.where) }));
      if (found) checked.set(node, { definition, dt, problems });
      return problems;
    },
  };
}

/** A library's definition has been checked with its defaults; only these params put other formulas or units into it. */
const changesFormulas = (definition: NodeDefinition, node: GraphNode): boolean =>
  Object.keys(node.params).some((name) => {
    const param = own(definition.params, name);
    return (
      param?.kind === 'formula' || (param?.kind === 'quantity' && param.free) || isSpread(param, node.params[name])
    );
  });

const WORD = /[\p{L}_][\p{L}\p{N}_]*/gu;

function written({ params, state, flow, emit, on }: NodeDefinition, node: GraphNode): number {
  const formulas = new Map(
    Object.entries(params).flatMap(([name, param]) =>
      param.kind === 'formula' || isSpread(param, own(node.params, name))
        ? [[name, String(own(node.params, name) ?? param.default).length] as const]
        : [],
    ),
  );
  const texts = [
    ...Object.values(state).map((s) => String(s.init)),
    ...[flow, emit, ...Object.values(on)].flatMap((part) => Object.values(part)),
  ];
  let length = [...formulas.values()].reduce((sum, n) => sum + n, 0);
  for (const text of texts) {
    length += text.length;
    for (const word of text.match(WORD) ?? []) length += formulas.get(word) ?? 0;
  }
  return length;
}

/** From a definition's own words (`population/lif › flow.V`) to a part of the node in its file. */
function partOf(definition: Definition, node: GraphNode, where: string): string {
  const part = where.startsWith(`${definition.type} › `) ? where.slice(definition.type.length + 3) : where;
  const [, param] = /^params\.(.+)$/su.exec(part) ?? [];
  if (param !== undefined && (node.type !== EQUATIONS || own(node.params, param) !== undefined)) return part;
  return node.type === EQUATIONS ? `definition${part && '.'}${part}` : ` › ${part}`;
}

const unique = (problems: readonly Problem[]): readonly Problem[] => [
  ...new Map(problems.map((p) => [`${p.where}|${p.what}`, p])).values(),
];
