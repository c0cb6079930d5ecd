/** Names the editor's elements. Nothing happens when this file is imported; a second copy on the page leaves the first one alone. */
import { NlCanvas } from './elements/canvas/canvas.ts';
import { NlDock } from './elements/dock/dock.ts';
import { NlField } from './elements/field/field.ts';
import { NlDefinition } from './elements/inspector/definition-editor.ts';
import { NlInspector } from './elements/inspector/inspector.ts';
import { NlMenu } from './elements/menu/menu.ts';
import { NlNode } from './elements/node/node.ts';
import { NlPalette } from './elements/palette/palette.ts';
import { NlStatus } from './elements/status/status.ts';
import { NlStudio } from './elements/studio/studio.ts';
import { NlToolbar } from './elements/toolbar/toolbar.ts';
import { defineFrameElements } from './frames/index.ts';

const elements = (): Readonly<Record<string, CustomElementConstructor>> => ({
  'nl-node': NlNode,
  'nl-canvas': NlCanvas,
  'nl-field': NlField,
  'nl-definition': NlDefinition,
  'nl-inspector': NlInspector,
  'nl-palette': NlPalette,
  'nl-menu': NlMenu,
  'nl-dock': NlDock,
  'nl-status': NlStatus,
  'nl-toolbar': NlToolbar,
  'nl-studio': NlStudio,
});

/** Makes `<nl-studio>` and its parts known to the page. May be called any number of times. */
export function defineEditorElements(registry: CustomElementRegistry = customElements): void {
  defineFrameElements(registry);
  for (const [name, element] of Object.entries(elements())) if (!registry.get(name)) registry.define(name, element);
}

declare global {
  interface HTMLElementTagNameMap {
    'nl-studio': NlStudio;
  }
}
