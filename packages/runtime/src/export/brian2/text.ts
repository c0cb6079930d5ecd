/** The script as text: what is the same in every script, around what is not. */
import { brian2Quantity, TIME } from '@neuroloom/core';
import type { Script } from './script.ts';

export interface About {
  readonly title: string;
  /** Milliseconds. */
  readonly dt: number;
  readonly ticks: number;
  readonly folder: string;
  readonly replayed: readonly string[];
  readonly left: readonly string[];
  /** It is one trial of several. */
  readonly trial: boolean;
}

export function scriptText(script: Script, about: About): string {
  const list = (ids: readonly string[]): string => [...new Set(ids)].join(', ');
  const notes = [
    ...(about.replayed.length > 0 ? [`Replayed as Neuroloom drew them: ${list(about.replayed)}.`] : []),
    ...(script.statistical.length > 0
      ? [`These draw random numbers of their own, so only statistics can agree: ${list(script.statistical)}.`]
      : []),
    ...(about.trial ? ['One trial, the first: what it shows is written down, and nothing begins anew.'] : []),
    ...(about.left.length > 0 && !about.trial ? [`Left out, because they only watch: ${list(about.left)}.`] : []),
  ];
  const spiking = [...script.cells.values()].filter((c) => c.events.size > 0);
  const monitored = spiking.flatMap((c) =>
    [...c.events].map(([port, event]) => `'${c.id}.${port}': (${c.name}, '${event}')`),
  );
  const indented = (line: string): string => line.replaceAll(/^(?=.)/gm, '    ');
  return [
    '#!/usr/bin/env python3',
    `"""${safe(about.title)}`,
    '',
    'Written by `neuroloom export --to brian2`. Run it with --help for what it can do.',
    ...notes.map(safe),
    '"""',
    'import argparse',
    'from pathlib import Path',
    '',
    'import numpy as np',
    'from brian2 import *',
    '',
    `DT = ${brian2Quantity(about.dt, TIME)}`,
    `STEPS = ${about.ticks}`,
    '# A spike that arrives resets nobody who has fired in the same step.',
    "SCHEDULE = ['start', 'groups', 'thresholds', 'resets', 'synapses', 'end']",
    `ARRAYS = Path(__file__).resolve().parent / '${about.folder.replace(/['\\]/g, '_')}'`,
    '',
    '',
    'def load(name):',
    '    """An array that lies beside this script."""',
    "    return np.load(ARRAYS / f'{name}.npy')",
    '',
    ...script.functions.flatMap((lines) => ['', ...lines, '']),
    '',
    'def build():',
    '    """The objects of the network; the populations that fire, by output, as (group, event); and where states are."""',
    '    defaultclock.dt = DT',
    ...script.objects.flatMap(({ lines }) => ['', ...lines.map(indented)]),
    '',
    `    objects = [${script.objects
      .filter((o) => o.python && !o.lines[0]!.includes('= TimedArray('))
      .map((o) => o.python)
      .join(', ')}]`,
    `    firing = {${monitored.join(', ')}}`,
    '    states = {',
    ...script.states.map(({ name, group, variable, unit }) => `        '${name}': (${group}, '${variable}', ${unit}),`),
    '    }',
    '    return objects, firing, states',
    '',
    '',
    'def main():',
    `    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])`,
    `    words.add_argument('--standalone', metavar='FOLDER', help='compile to C++ there and run that')`,
    `    words.add_argument('--save', metavar='FILE.npz', help='write all spikes: for each output the steps and the neurons')`,
    `    words.add_argument('--steps', type=int, default=STEPS, help='how many steps to run')`,
    '    chosen = words.parse_args()',
    '    if chosen.standalone:',
    "        set_device('cpp_standalone', directory=chosen.standalone)",
    '    objects, firing, _ = build()',
    '    monitors = {name: EventMonitor(group, event) for name, (group, event) in firing.items()}',
    '    network = Network(objects, list(monitors.values()))',
    '    network.schedule = SCHEDULE',
    '    network.run(chosen.steps * DT, namespace={})',
    '    for name, (group, _) in firing.items():',
    '        count = monitors[name].num_events',
    '        rate = count / len(group) / (chosen.steps * DT) / Hz',
    "        print(f'{name}: {count} spikes, {rate:.2f} Hz')",
    '    if chosen.save:',
    '        spikes = {}',
    '        for name, monitor in monitors.items():',
    "            spikes[f'{name}.step'] = np.round(np.asarray(monitor.t / DT)).astype(np.int32)",
    "            spikes[f'{name}.id'] = np.asarray(monitor.i, dtype=np.int32)",
    '        np.savez(chosen.save, **spikes)',
    '',
    '',
    "if __name__ == '__main__':",
    '    main()',
    '',
  ].join('\n');
}

/** Text that may stand in a docstring. */
const safe = (text: string): string => text.replaceAll('\\', '/').replaceAll('"""', "'''");
