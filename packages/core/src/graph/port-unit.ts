/** The dimension of what passes a port, for one node of a graph: its unit may follow a param or a state. */
import { NeuroloomError } from '../errors.ts';
import type { NodeDefinition } from '../node/define.ts';
import type { Definition } from '../node/library.ts';
import type { ParamValue } from '../node/param.ts';
import type { PortDef } from '../node/port.ts';
import { resolveParams } from '../node/resolve-params.ts';
import { NodeScope, Unsettled } from '../node/scope.ts';
import type { Dim } from '../units/dimension.ts';
import { parseUnit } from '../units/unit.ts';
import { own } from './limits.ts';

type Params = Readonly<Record<string, ParamValue>>;

/** The dimension, or nothing where any will do or the definition does not settle it. */
export function portDim(definition: Definition, port: PortDef, params: Params): Dim | undefined {
  if (port.unit === undefined) return undefined;
  if (definition.plane === 'stream') {
    const unit = parseUnit(port.unit);
    return 'unknown' in unit ? own(resolveParams(definition, params).dims, port.unit) : unit.dim;
  }
  const scope = scopeOf(definition, params);
  if (scope.params.zeros.has(port.unit)) return undefined;
  try {
    return scope.dimOfPort(port, `unit ${port.unit}`);
  } catch (error) {
    // The definition's own fault, which is told where definitions are checked.
    if (error instanceof NeuroloomError || error instanceof Unsettled) return undefined;
    throw error;
  }
}

// Params belong to an immutable node, so what they settle is worked out once, however many ports a wire is held to.
const scopes = new WeakMap<Params, NodeScope>();
function scopeOf(definition: NodeDefinition, params: Params): NodeScope {
  const known = scopes.get(params);
  if (known?.def === definition) return known;
  const scope = new NodeScope(definition, params);
  scopes.set(params, scope);
  return scope;
}

/** The param whose value alone decides the unit, when there is one: giving it another unit would mend a wire. */
export function freeParam(definition: Definition, port: PortDef): string | undefined {
  const param = port.unit === undefined ? undefined : own(definition.params, port.unit);
  return param?.kind === 'quantity' && param.free ? port.unit : undefined;
}
