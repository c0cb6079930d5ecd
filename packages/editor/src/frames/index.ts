/** Live figures as a custom element, and the same drawing on any canvas. */
export { defineFrameElements, NlFrame } from './nl-frame.ts';
export { drawFrame, type DrawOptions } from './draw-frame.ts';
export { type Context, canvasPen, offscreenScratch, type Scratch } from './canvas-pen.ts';
export { readTheme } from './read-theme.ts';
