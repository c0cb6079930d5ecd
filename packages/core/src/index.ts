/** The words of Neuroloom, in reading order: quantities, formulas, nodes, graphs, the engine's contract. */
export * from './errors.ts';
export * from './units/dimension.ts';
export * from './units/unit.ts';
export * from './units/quantity.ts';
export * from './formula/expr.ts';
export * from './node/param.ts';
export * from './node/port.ts';
export * from './node/state.ts';
export * from './node/define.ts';
export * from './node/operator.ts';
export * from './node/library.ts';
export * from './graph/document.ts';
export * from './engine/frames.ts';
export * from './engine/host.ts';
export * from './engine/engine.ts';
export * from './random.ts';
