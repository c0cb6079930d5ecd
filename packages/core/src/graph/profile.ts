/** Profiles: named sets of params that turn a graph into the same experiment at another size. */
import { NeuroloomError } from '../errors.ts';
import type { ParamValue } from '../node/param.ts';
import type { GraphDocument } from './document.ts';
import { endOf } from './document.ts';
import { apply } from './edit.ts';
import { own } from './limits.ts';

/** The graph with the params of a profile. Throws where there is no such profile, or no such node. */
export function withProfile(doc: GraphDocument, name: string): GraphDocument {
  const profiles = doc.profiles ?? {};
  const profile = own(profiles, name);
  if (profile) return withParams(doc, Object.entries(profile), `profiles.${name}`);
  const names = Object.keys(profiles);
  throw new NeuroloomError({
    where: 'profiles',
    what: `the graph has no profile '${name}'`,
    remedy: names.length > 0 ? `it has ${names.join(', ')}` : 'give it one, or set its params one by one',
  });
}

/** The graph with other params, each as `node.param` and value. `where` is the place to name in a problem. */
export function withParams(
  doc: GraphDocument,
  params: Iterable<readonly [string, ParamValue]>,
  where: string,
): GraphDocument {
  let changed = doc;
  for (const [key, value] of params) {
    const { node, port: param } = endOf(key);
    const done = apply(changed, { kind: 'set-param', node, param, value });
    if (!done.ok) throw new NeuroloomError({ ...done.problem, where: `${where} › ${key}` });
    changed = done.doc;
  }
  return changed;
}
