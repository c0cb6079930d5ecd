/** What a graph can be run on in this browser, as the run settings offer it and an element is asked for it. */
import type { NlStudio } from '@neuroloom/editor';

export const targetChoices = (browser: object): NlStudio['targets'] => [
  { name: 'wasm', detail: 'on the processor' },
  {
    name: 'webgpu',
    detail: 'on the graphics device',
    ...('gpu' in browser
      ? {}
      : { missing: 'This browser offers no WebGPU. Where it is on, large networks can run on the graphics device.' }),
  },
  { name: 'reference', detail: 'defines the meaning; slow' },
];
