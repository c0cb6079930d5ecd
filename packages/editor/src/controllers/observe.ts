/** Draws an element anew whenever one of its streams speaks. The streams may change; they are asked for at every update. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type Observable, Subscription } from 'rxjs';

export class Observe implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #streams: () => readonly (Observable<unknown> | undefined)[];
  #now: readonly (Observable<unknown> | undefined)[] = [];
  #links = new Subscription();

  constructor(host: ReactiveControllerHost, streams: () => readonly (Observable<unknown> | undefined)[]) {
    this.#host = host;
    this.#streams = streams;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }
  hostUpdate(): void {
    const wanted = this.#streams();
    if (wanted.length === this.#now.length && wanted.every((s, i) => s === this.#now[i])) return;
    this.#links.unsubscribe();
    this.#links = new Subscription();
    this.#now = wanted;
    for (const s of wanted) if (s) this.#links.add(s.subscribe(() => this.#host.requestUpdate()));
  }
  hostDisconnected(): void {
    this.#links.unsubscribe();
    this.#now = [];
  }
}
