import { choice, count, dataset, defineOperator, NeuroloomError, param } from '@neuroloom/core';
import { edgesOf, loudness, powersOf } from '../streams/bands.ts';
import { recorded } from '../streams/recording.ts';
import { tones } from '../streams/test-signals.ts';

/** Sound as a cochlea hands it on: how loud it is in each of many bands, a moment at a time. */
export const microphone = defineOperator({
  type: 'source/microphone',
  version: 1,
  title: 'Microphone',
  summary: 'Loudness in bands of the mel scale as samples from 0 to 1, a stretch of sound each.',
  cite: ['davis1980'],
  params: {
    hear: choice(
      'microphone',
      ['microphone', 'tones'],
      'The microphone of this device, or a tone for each band in turn',
    ),
    bands: count(32, 'Bands of frequency', { min: 1, max: 512 }),
    lowest: param('100 Hz', 'Lower edge of the lowest band', { min: '0 Hz' }),
    highest: param('8 kHz', 'Upper edge of the highest band', { min: '1 Hz', max: '16 kHz' }),
    range: param(60, 'Decibels between silence and full loudness', { min: 1 }),
    every: param('50 ms', 'Length of a stretch', { min: '5 ms', max: '500 ms' }),
    frames: count(200, 'Stretches to record', { min: 1, max: 100_000 }),
  },
  outputs: { data: dataset('The recording') },
  run: (_, { hear, bands, lowest, highest, range, every, frames }, { host, node }) => {
    // Params come in 1 / ms.
    const spec = { bands, lowest: 1000 * lowest, highest: 1000 * highest };
    const open = async () => {
      if (hear === 'tones') return tones(edgesOf(spec).slice(1, -1), { every });
      if (host.microphone) return host.microphone({ every });
      const remedy = 'open the graph in a page, or set hear to tones';
      throw new NeuroloomError({ where: node, what: 'there is no microphone here', remedy });
    };
    const sampleOf = (sound: Float32Array, { rate = 48_000 }: { readonly rate?: number }): Float32Array =>
      Float32Array.from(powersOf(sound, { rate, ...spec }), (power) => loudness(power, range));
    return { data: recorded({ name: node, count: frames, shape: [bands], open, sampleOf }) };
  },
});
