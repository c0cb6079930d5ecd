// COBAHH at 4000 neurons, against Brian2's C++ and the reference: CPU time of one second. See lib/balanced.mjs for options.
import { bench } from './lib/balanced.mjs';

await bench('cobahh');
