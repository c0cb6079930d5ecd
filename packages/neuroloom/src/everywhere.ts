/** What a program finds in Neuroloom, in Node and in a page alike. */
export * from '@neuroloom/core';
export * from '@neuroloom/nodes';
export { nodeOperator, type StreamNodeOptions, type TickNodeOptions } from './flow/node-operator.ts';
export { pull, stage, type Pullable, type StageOptions } from './flow/pull.ts';
export type { LabelledSample, Message, SpikeTrains, TrialResult } from './flow/message.ts';
export { through, type ThroughOptions } from './flow/through.ts';
