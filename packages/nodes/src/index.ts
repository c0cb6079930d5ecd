/** The node library: declarations and pure operators. A library is a value; importing it registers nothing. */
import type { Library } from '@neuroloom/core';
import { library } from '@neuroloom/core';
import * as catalogue from './catalogue.ts';

export * from './catalogue.ts';

/** All nodes of this package by type. */
export const nodes: Library = library(...Object.values(catalogue));
