/** The palette that opens where one points: for a node to be added there, wired to the port one came from. */
import type { Library } from '@neuroloom/core';
import { html, nothing, type TemplateResult } from 'lit';
import type { AddRequest } from '../canvas/canvas.ts';
import type { PaletteFilter } from '../palette/palette.ts';

export interface Adding {
  readonly request: AddRequest;
  /** Types that fit the wire, each with the port that takes it; absent when no wire is drawn. */
  readonly fits: ReadonlyMap<string, string> | undefined;
}

export interface AddingEvents {
  readonly pick: (type: string) => void;
  /** The keyboard went elsewhere. */
  readonly left: () => void;
  readonly close: () => void;
}

export function popup(
  adding: Adding | undefined,
  library: Library | undefined,
  on: AddingEvents,
): TemplateResult | typeof nothing {
  if (!adding) return nothing;
  const { wiring } = adding.request;
  const filter: PaletteFilter | undefined =
    wiring && adding.fits ? { what: wiring.text, types: new Set(adding.fits.keys()) } : undefined;
  const focusOut = (e: FocusEvent): void => {
    const to = e.relatedTarget;
    if (to instanceof Node && !(e.currentTarget as HTMLElement).contains(to)) on.left();
  };
  return html`<div class="popup" data-testid="add-popup" @focusout=${focusOut}>
    <nl-palette popup .library=${library} .filter=${filter} @nl-close=${on.close}
      @nl-pick=${(e: CustomEvent<{ type: string }>) => on.pick(e.detail.type)}></nl-palette>
  </div>`;
}
