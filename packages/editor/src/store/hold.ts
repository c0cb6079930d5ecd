/** One editor per document across tabs, by the Web Locks API. A second tab is told, and may take over. */

export interface Hold {
  /** False: another tab has it. */
  readonly held: boolean;
  release(): void;
}

type Locks = Pick<LockManager, 'request'>;

/** Asks for a document. `lost` is called when another tab takes it over. Without Web Locks everybody holds everything. */
export function hold(
  id: string,
  lost: () => void,
  options: { readonly take?: boolean; readonly locks?: Locks } = {},
): Promise<Hold> {
  const locks = options.locks ?? (globalThis.navigator as Navigator | undefined)?.locks;
  if (!locks) return Promise.resolve({ held: true, release: () => undefined });
  return new Promise((answer) => {
    let release: () => void = () => undefined;
    let released = false;
    const until = new Promise<void>((done) => {
      release = () => {
        released = true;
        done();
      };
    });
    let held = false;
    locks
      .request(`neuroloom:${id}`, options.take ? { steal: true } : { ifAvailable: true }, (lock) => {
        held = lock !== null;
        answer({ held, release });
        return lock === null ? undefined : until;
      })
      .catch(() => {
        // The promise of a lock that was stolen is rejected.
        if (held && !released) lost();
        else answer({ held: false, release });
      });
  });
}
