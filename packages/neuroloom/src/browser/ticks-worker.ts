/** The program of a helper thread in a page: does its part of every tick of the session that spawned it. */
import { serveTicks } from '@neuroloom/runtime/helper';
import { ownPort } from './port.ts';

serveTicks(ownPort());
