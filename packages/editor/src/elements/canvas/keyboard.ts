/** The canvas by keyboard: Tab from node to node, arrows move, C draws a wire, Enter opens the inspector. */
import { readingOrder } from '../../model/face.ts';
import { GRID, type Point, zoomAbout } from '../../model/geometry.ts';
import { moveNodes, removeSelection } from '../../model/actions.ts';
import { selected } from '../../model/workspace.ts';
import { STRINGS } from '../../strings.ts';
import type { GestureHost } from './gesture-host.ts';
import { otherSide, Wiring } from './wiring.ts';
import type { PortHit } from './hit.ts';

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

type State =
  | { readonly is: 'free' }
  /** Choosing the port that a wire starts from, of those of one node. */
  | { readonly is: 'start'; readonly ports: readonly PortHit[]; readonly at: number }
  | { readonly is: 'end'; readonly wiring: Wiring; readonly at: number };

export class Keyboard {
  readonly #host: GestureHost;
  #state: State = { is: 'free' };
  #row = 0;

  constructor(host: GestureHost) {
    this.#host = host;
  }

  /** True when the key was meant for the canvas. */
  key(e: KeyboardEvent): boolean {
    const { stage, ws } = this.#host;
    if (e.ctrlKey || e.metaKey || e.altKey) return false;
    if (this.#state.is !== 'free') return this.#wireKey(e);
    const arrow = ARROWS[e.key];
    if (arrow) return this.#arrow(arrow, e.shiftKey);
    const at = stage.current;
    switch (e.key) {
      case 'Tab':
        return this.#tab(e.shiftKey ? -1 : 1);
      case 'Enter':
        if (!at) return false;
        ws.select(selected([at]));
        this.#host.inspect(at);
        return true;
      case 'c':
      case 'C':
        if (at && !ws.readonly) this.#choose(at);
        return at !== '';
      case 'Delete':
      case 'Backspace':
        if (ws.selection.nodes.size + ws.selection.wires.size === 0 && at) ws.select(selected([at]));
        removeSelection(ws);
        this.#host.box.focus({ preventScroll: true });
        return true;
      case 'Escape':
        if (ws.selection.nodes.size + ws.selection.wires.size > 0) ws.select(selected([]));
        this.#host.box.focus({ preventScroll: true });
        stage.current = '';
        return true;
      case '+':
      case '=':
      case '-':
        stage.setTransform(
          zoomAbout(stage.transform, e.key === '-' ? 1 / 1.2 : 1.2, {
            x: stage.size.width / 2,
            y: stage.size.height / 2,
          }),
        );
        return true;
      case 'F10':
        return e.shiftKey && this.#menu();
      case 'ContextMenu':
        return this.#menu();
      default:
        return false;
    }
  }

  abort(): void {
    if (this.#state.is === 'free') return;
    this.#state = { is: 'free' };
    const { stage } = this.#host;
    stage.fits = undefined;
    stage.near = undefined;
    stage.schedule();
    this.#host.draft({});
  }

  #menu(): boolean {
    const { stage } = this.#host;
    const placed = stage.scene.nodes.get(stage.current);
    if (!placed) return false;
    const at = {
      x: placed.at.x * stage.transform.k + stage.transform.x + 24,
      y: placed.at.y * stage.transform.k + stage.transform.y + 36 * stage.transform.k,
    };
    this.#host.menu({ at: 'node', node: stage.current }, at);
    return true;
  }

  // Past the last node the Tab key leaves the canvas, as everywhere else.
  #tab(direction: 1 | -1): boolean {
    const { stage, ws } = this.#host;
    const order = readingOrder(ws.document);
    const here = order.indexOf(stage.current);
    const next = here < 0 ? (direction > 0 ? 0 : -1) : here + direction;
    const id = order[next];
    if (id === undefined) {
      stage.current = '';
      // From the first node back to the canvas itself, whose Tab stop comes before its nodes.
      if (direction < 0 && here >= 0) {
        this.#host.box.focus({ preventScroll: true });
        return true;
      }
      return false;
    }
    ws.select(selected([id]));
    stage.focus(id);
    return true;
  }

  #arrow(by: Point, fine: boolean): boolean {
    const { stage, ws } = this.#host;
    if (ws.selection.nodes.size === 0) {
      stage.setTransform({ ...stage.transform, x: stage.transform.x - by.x * 64, y: stage.transform.y - by.y * 64 });
      return true;
    }
    const step = fine ? 1 : GRID;
    const places = new Map<string, Point>();
    for (const id of ws.selection.nodes) {
      const placed = stage.scene.nodes.get(id);
      if (placed) places.set(id, { x: placed.at.x + by.x * step, y: placed.at.y + by.y * step });
    }
    moveNodes(ws, places, STRINGS.edit.move, `arrows ${this.#row}`);
    return true;
  }
  /** A key was released: the row of arrow presses is one entry of the history. */
  released(key: string): void {
    if (ARROWS[key]) this.#row++;
  }

  #choose(node: string): void {
    const face = this.#host.stage.scene.nodes.get(node)?.face;
    if (!face) return;
    const ports: PortHit[] = [...face.outputs, ...face.inputs].map((p) => ({
      at: 'port',
      node,
      side: p.side,
      key: p.key,
    }));
    if (ports.length === 0) return;
    if (ports.length === 1) return this.#start(ports[0]!);
    this.#state = { is: 'start', ports, at: 0 };
    this.#host.ws.say(`${STRINGS.wiring.choose}: ${ports[0]!.key}`);
    this.#point(ports[0]!, STRINGS.wiring.choose);
  }

  #start(port: PortHit): void {
    const { stage, ws } = this.#host;
    const wiring = new Wiring(ws, port, readingOrder(ws.document));
    ws.say(STRINGS.wiring.started(wiring.text, wiring.targets.length));
    if (wiring.targets.length === 0) {
      this.abort();
      this.#host.addAt(stage.portOnScreen(port.node, port.side, port.key), wiring);
      return;
    }
    // Begin at the nearest node that follows, which is the likeliest.
    const order = readingOrder(ws.document);
    const here = order.indexOf(port.node);
    const after = wiring.targets.findIndex((t) => order.indexOf(t.node) > here);
    this.#state = { is: 'end', wiring, at: Math.max(0, after) };
    stage.fits = wiring.fits;
    this.#aim();
  }

  #aim(): void {
    if (this.#state.is !== 'end') return;
    const { wiring, at } = this.#state;
    const { stage, ws } = this.#host;
    const target = wiring.targets[at]!;
    stage.reveal(target.node);
    const side = otherSide(wiring.start.side);
    stage.near = { node: target.node, port: `${side}:${target.key}` };
    const { from, to } = wiring.wire(target.node, target.key);
    const text = STRINGS.wiring.target(wiring.start.side === 'output' ? to : from, at + 1, wiring.targets.length);
    ws.say(text);
    stage.schedule();
    const end = stage.portOnScreen(target.node, side, target.key);
    this.#host.draft({
      wire: {
        from: stage.portOnScreen(wiring.start.node, wiring.start.side, wiring.start.key),
        to: end,
        legal: true,
        reversed: wiring.start.side === 'input',
        kind: '',
      },
      hint: { at: end, text, bad: false },
    });
  }

  #point(port: PortHit, text: string): void {
    const { stage } = this.#host;
    stage.near = { node: port.node, port: `${port.side}:${port.key}` };
    stage.schedule();
    this.#host.draft({
      hint: { at: stage.portOnScreen(port.node, port.side, port.key), text: `${text}: ${port.key}`, bad: false },
    });
  }

  #wireKey(e: KeyboardEvent): boolean {
    const state = this.#state;
    const by = ARROWS[e.key]
      ? ARROWS[e.key]!.x + ARROWS[e.key]!.y > 0
        ? 1
        : -1
      : e.key === 'Tab'
        ? e.shiftKey
          ? -1
          : 1
        : 0;
    if (e.key === 'Escape') {
      this.abort();
      this.#host.ws.say(STRINGS.wiring.cancelled);
    } else if (state.is === 'start' && by !== 0) {
      const at = (state.at + by + state.ports.length) % state.ports.length;
      this.#state = { ...state, at };
      this.#host.ws.say(state.ports[at]!.key);
      this.#point(state.ports[at]!, STRINGS.wiring.choose);
    } else if (state.is === 'end' && by !== 0) {
      this.#state = { ...state, at: (state.at + by + state.wiring.targets.length) % state.wiring.targets.length };
      this.#aim();
    } else if (e.key === 'Enter' && state.is === 'start') {
      this.#start(state.ports[state.at]!);
    } else if (e.key === 'Enter' && state.is === 'end') {
      const target = state.wiring.targets[state.at]!;
      const { from, to } = state.wiring.wire(target.node, target.key);
      this.abort();
      this.#host.connect(from, to);
    }
    return true;
  }
}
