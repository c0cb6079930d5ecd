/** What gestures and keys need of the canvas, and what they ask it for. */
import type { Point, Rect } from '../../model/geometry.ts';
import type { Workspace } from '../../model/workspace.ts';
import type { Hit } from './hit.ts';
import type { Stage } from './stage.ts';
import type { Wiring } from './wiring.ts';

/** What the canvas draws of a gesture, in pixels of the screen. */
export interface Draft {
  readonly marquee?: Rect;
  readonly wire?: {
    readonly from: Point;
    readonly to: Point;
    readonly legal: boolean | undefined;
    readonly reversed: boolean;
    readonly kind: string;
  };
  /** Sentence beside the pointer. */
  readonly hint?: { readonly at: Point; readonly text: string; readonly bad: boolean };
}

export interface GestureHost {
  readonly box: HTMLElement;
  readonly stage: Stage;
  readonly ws: Workspace;
  draft(draft: Draft): void;
  moved(places: ReadonlyMap<string, Point>): void;
  connect(from: string, to: string): void;
  refused(sentence: string, at: Point): void;
  /** Asks for a node to add; with a wire, one that fits it. */
  addAt(at: Point, wiring?: Wiring): void;
  menu(what: Hit, at: Point): void;
  inspect(node: string): void;
}
