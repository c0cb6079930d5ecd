"""Runs scripts that `neuroloom export --to brian2` wrote, and keeps traces, spikes and last values of states.

Reads a list of jobs from standard input: the script, how many steps, which states to record, of how many elements.
Writes one folder for each job, with a table of contents; numbers are little-endian, in the units of the graph.
"""
import json
import runpy
import sys
import traceback
from pathlib import Path

import numpy as np
from brian2 import BrianLogger, EventMonitor, Network, StateMonitor, prefs, start_scope


def run(job, folder):
    """One script. Synapses give their last values only, in the order in which they were made."""
    start_scope()
    module = runpy.run_path(job['script'])
    objects, firing, states = module['build']()
    spikes = {name: EventMonitor(group, event) for name, (group, event) in firing.items()}
    traces = {}
    for name in job['traces']:
        group, variable, _ = states[name]
        record = np.arange(min(len(group), job['elements']))
        traces[name] = StateMonitor(group, variable, record=record, when='after_resets')
    network = Network(objects, list(spikes.values()), list(traces.values()))
    network.schedule = module['SCHEDULE']
    network.run(job['steps'] * module['DT'], namespace={})
    folder.mkdir(parents=True)
    contents = {'spikes': {}, 'traces': {}, 'last': {}}

    def keep(kind, name, **arrays):
        for part, array in arrays.items():
            file = f'{kind}-{name}-{part}'
            np.ascontiguousarray(array).tofile(folder / file)
            contents[kind].setdefault(name, {})[part] = {'file': file, 'shape': list(array.shape)}

    for name, monitor in spikes.items():
        step = np.round(np.asarray(monitor.t / module['DT'])).astype('<i4')
        keep('spikes', name, tick=step, id=np.asarray(monitor.i, dtype='<i4'))
    for name, monitor in traces.items():
        _, variable, unit = states[name]
        keep('traces', name, values=np.asarray(getattr(monitor, variable) / unit, dtype='<f8').T)
    for name in job['last']:
        group, variable, unit = states[name]
        keep('last', name, values=np.asarray(getattr(group, variable)[:] / unit, dtype='<f8'))
    (folder / 'contents.json').write_text(json.dumps(contents))


def main():
    prefs.codegen.target = 'numpy'
    BrianLogger.suppress_hierarchy('brian2')
    out = Path(sys.argv[1])
    for k, job in enumerate(json.load(sys.stdin)):
        try:
            run(job, out / str(k))
            print(f'{k} done', flush=True)
        except Exception:
            print(f'{k} failed: {traceback.format_exc(limit=-3).strip()}'.replace('\n', ' | '), flush=True)


main()
