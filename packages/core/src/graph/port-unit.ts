/** The dimension of what passes a port, for one node of a graph: its unit may follow a param or a state. */
import { check } from '../formula/check.ts';
import { tryParse } from '../formula/parse.ts';
import { NeuroloomError } from '../errors.ts';
import type { Definition } from '../node/library.ts';
import type { ParamValue } from '../node/param.ts';
import type { PortDef } from '../node/port.ts';
import type { Dim } from '../units/dimension.ts';
import { ONE, TIME } from '../units/dimension.ts';
import { parseQuantity } from '../units/quantity.ts';
import { parseUnit } from '../units/unit.ts';
import { own } from './limits.ts';

type Params = Readonly<Record<string, ParamValue>>;

/** The dimension, or nothing where the port has no unit or the definition does not settle it. */
export function portDim(definition: Definition, port: PortDef, params: Params): Dim | undefined {
  if (port.unit === undefined) return undefined;
  const named = dimOf(port.unit, definition, params, new Set());
  if (named) return named;
  const unit = parseUnit(port.unit);
  return 'unknown' in unit ? undefined : unit.dim;
}

/** The param whose value alone decides the unit, when there is one: giving it another unit would mend a wire. */
export function freeParam(definition: Definition, port: PortDef): string | undefined {
  const param = port.unit === undefined ? undefined : own(definition.params, port.unit);
  return param?.kind === 'quantity' && param.free ? port.unit : undefined;
}

/** The dimension of a param or state. `open` are the names being asked about, so that a circle ends. */
function dimOf(name: string, definition: Definition, params: Params, open: ReadonlySet<string>): Dim | undefined {
  if (open.has(name)) return undefined;
  const param = own(definition.params, name);
  const state = definition.plane === 'tick' ? own(definition.state, name) : undefined;
  const inner = new Set(open).add(name);
  if (state) return state.kind === 'steps' ? ONE : dimOfText(state.init, definition, params, inner);
  switch (param?.kind) {
    case 'quantity': {
      const value = parseQuantity(param.free ? (own(params, name) ?? param.default) : param.default);
      return 'error' in value ? undefined : value.dim;
    }
    case 'formula':
      return dimOfText(own(params, name) ?? param.default, definition, params, inner);
    case 'count':
    case 'ticks':
    case 'flag':
      return ONE;
    default:
      return undefined;
  }
}

function dimOfText(
  text: ParamValue,
  definition: Definition,
  params: Params,
  open: ReadonlySet<string>,
): Dim | undefined {
  if (typeof text === 'number') return ONE;
  const parsed = tryParse(String(text));
  if ('problem' in parsed) return undefined;
  const lookup = (name: string) => {
    const dim = name === 'dt' || name === 't' ? TIME : dimOf(name, definition, params, open);
    return dim && { dim, type: 'real' as const };
  };
  try {
    return check(parsed.expr, { lookup, names: () => [] }, String(text), '').dim;
  } catch (error) {
    if (error instanceof NeuroloomError) return undefined; // the formula's own problem, told where formulas are checked
    throw error;
  }
}
