import type { NodeDefinition, Problem } from '@neuroloom/core';
export const checkNode = (_d: NodeDefinition, _p: unknown): Problem[] => [];
