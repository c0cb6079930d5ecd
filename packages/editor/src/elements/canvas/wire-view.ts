/** One wire on the page: a curve in the hue of what it carries, with a quiet outline that lifts it off the wires it crosses. */
import { type Point, wirePath } from '../../model/geometry.ts';

const NS = 'http://www.w3.org/2000/svg';

export class WireView {
  readonly svg: SVGSVGElement;
  readonly #line: SVGPathElement;
  readonly #under: SVGPathElement;
  #course = '';

  constructor(key: string) {
    this.svg = document.createElementNS(NS, 'svg');
    this.svg.classList.add('wire');
    this.svg.setAttribute('aria-hidden', 'true');
    this.svg.dataset['wire'] = key;
    this.#under = document.createElementNS(NS, 'path');
    this.#under.classList.add('under');
    this.#line = document.createElementNS(NS, 'path');
    this.#line.classList.add('line');
    this.svg.append(this.#under, this.#line);
  }

  course(a: Point, b: Point): void {
    const d = wirePath(a, b);
    if (d === this.#course) return;
    this.#course = d;
    this.#line.setAttribute('d', d);
    this.#under.setAttribute('d', d);
  }

  look(state: {
    readonly kind: string;
    readonly selected: boolean;
    readonly hover: boolean;
    readonly faded: boolean;
  }): void {
    this.svg.dataset['kind'] = state.kind;
    this.svg.classList.toggle('selected', state.selected);
    this.svg.classList.toggle('hover', state.hover);
    this.svg.classList.toggle('faded', state.faded);
  }
}
