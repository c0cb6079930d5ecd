/** Ties a run to an element: the element is drawn anew as the run goes on, and the run ends with it. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Subscription } from 'rxjs';
import { Run, type RunContext, type RunView } from './run.ts';

export class RunController implements ReactiveController {
  readonly run: Run;
  readonly #host: ReactiveControllerHost;
  #link: Subscription | undefined;

  constructor(host: ReactiveControllerHost, context: RunContext) {
    this.#host = host;
    this.run = new Run(context);
    host.addController(this);
  }

  get view(): RunView {
    return this.run.view$.value;
  }

  hostConnected(): void {
    this.#link = this.run.view$.subscribe(() => this.#host.requestUpdate());
  }
  hostDisconnected(): void {
    this.#link?.unsubscribe();
    void this.run.reset();
  }
}
