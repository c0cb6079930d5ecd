/** What the platform gives to operators: data sets by name. The wiring package supplies it, so no node touches a disk or a network. */
import type { Dataset } from '../node/operator.ts';

export interface Host {
  /** Opens a data set, or fails with a sentence that says how to get it. `part` is `train` or `test`. */
  dataset(name: string, part: string): Promise<Dataset>;
}
