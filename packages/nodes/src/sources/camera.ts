import { choice, count, dataset, defineOperator, NeuroloomError, param } from '@neuroloom/core';
import { recorded } from '../streams/recording.ts';
import { movingBar } from '../streams/test-signals.ts';

/** The world before the screen: each frame is a sample, and the film can be shown again. */
export const camera = defineOperator({
  type: 'source/camera',
  version: 1,
  title: 'Camera',
  summary: 'Frames of a camera as samples of greys from 0 to 1.',
  cite: ['lecun1998'],
  params: {
    show: choice(
      'camera',
      ['camera', 'bar'],
      'The camera of this device, or a bar that moves to the right and needs none',
    ),
    width: count(28, 'Columns of a frame', { min: 1, max: 1024 }),
    height: count(28, 'Rows of a frame', { min: 1, max: 1024 }),
    every: param('100 ms', 'Time from one frame to the next', { min: '10 ms' }),
    frames: count(100, 'Frames in the film', { min: 1, max: 100_000 }),
  },
  outputs: { data: dataset('The film') },
  run: (_, { show, frames, ...wish }, { host, node }) => {
    const open = async () => {
      if (show === 'bar') return movingBar(wish);
      if (host.camera) return host.camera(wish);
      const remedy = 'open the graph in a page, or set show to bar';
      throw new NeuroloomError({ where: node, what: 'there is no camera here', remedy });
    };
    return { data: recorded({ name: node, count: frames, shape: [wish.height, wish.width], open }) };
  },
});
