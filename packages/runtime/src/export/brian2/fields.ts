/**
 * What a population adds up over itself, such as a mean field: a group of one holds each sum, synapses from every
 * neuron make it, and the neurons are linked to it.
 */
import type { Expr } from '@neuroloom/core';
import { brian2Dimension, call, num } from '@neuroloom/core';
import type { Instance } from '../../compile/resolve.ts';
import type { Model } from './model.ts';
import { own } from './model.ts';
import type { Namespace } from './names.ts';
import type { Script } from './script.ts';
import type { Place, Word } from './step.ts';
import { write } from './step.ts';

export interface FieldsOf {
  readonly model: Model;
  readonly n: Instance;
  /** The axis along which the population lies. */
  readonly axis: string;
  /** Its name in Python. */
  readonly python: string;
  readonly ns: Namespace;
  readonly script: Script;
}

interface Field {
  readonly variable: string;
  readonly dim: string;
  readonly text: string;
  readonly order: number;
}

export class Fields {
  readonly #of: FieldsOf;
  readonly #all = new Map<string, Field>();

  constructor(of: FieldsOf) {
    this.#of = of;
  }

  /** What the neurons are linked to. */
  get equations(): string[] {
    return [...this.#all.values()].map((f) => `${f.variable} : ${f.dim} (linked)`);
  }

  /** A formula with its sums over the population as names, which `named` is told; they are added up at `order`. */
  taken(e: Expr, order: number, place: Place, named: (what: string, variable: string) => void): Expr {
    if (e.tag === 'const' || e.tag === 'name' || e.tag === 'axis') return e;
    const { model, n, axis, ns } = this.#of;
    if (e.tag !== 'reduce' || e.axis !== axis || (e.op !== 'sum' && e.op !== 'mean'))
      return { ...e, args: e.args.map((a) => this.taken(a, order, place, named)) };
    const [what] = e.args as readonly [Expr];
    const text = write(what, elsewhere(model, place));
    const key = `field ${order} ${text}`;
    const q = own(n, key);
    let field = this.#all.get(key);
    if (!field) {
      const variable = ns.names.of(q, 'field', `field_${this.#all.size + 1}`);
      field = { variable, dim: brian2Dimension(model.dimOfFormula(what)), text, order };
      this.#all.set(key, field);
      model.introduce(q, what);
      named(key, variable);
    }
    const name: Expr = { tag: 'name', name: q, at: e.at };
    return e.op === 'sum' ? name : call('div', name, num(model.length(n, axis)));
  }

  /** The group of one, and the synapses that add up. */
  write(): void {
    const { n, python, script, ns } = this.#of;
    if (this.#all.size === 0) return;
    const fields = [...this.#all.values()];
    const group = script.names.of(`${n.id} fields`, `${n.id}_field`);
    script.object(group, n.id, [
      `${group} = NeuronGroup(1, '''`,
      ...fields.map((f) => `    ${f.variable} : ${f.dim}`),
      `    ''', name='${group}')`,
    ]);
    for (const f of fields) {
      const sum = script.names.of(`${n.id} ${f.variable}`, `${n.id}_${f.variable}_sum`);
      script.object(sum, n.id, [
        `${sum} = Synapses(${python}, ${group}, '${f.variable}_post = ${f.text} : ${f.dim} (summed)',`,
        `    namespace=dict(${ns.written}), name='${sum}')`,
        `${sum}.connect()`,
        `${sum}.summed_updaters['${f.variable}_post'].order = ${f.order}`,
      ]);
    }
    script.links.push(() =>
      fields.map((f) => `${python}.${f.variable} = linked_var(${group}, '${f.variable}')`).join('\n'),
    );
  }
}

/** The same words, seen from the synapses that lead out of the population. */
function elsewhere(model: Model, { word, axis }: Place): Place {
  const of: Word = (q) => {
    const { text, dim } = word(q);
    return { text: q === 't' || q === 'dt' || model.isParam(q) ? text : `${text}_pre`, dim };
  };
  return { word: of, axis };
}
