"""Runs scripts that `neuroloom export --to brian2` wrote, and keeps traces, spikes and last values of states.

Reads jobs from standard input, one on each line: the script, how many steps, which states to record, of how many
elements, in which precision, in how many seconds at most. Writes one folder for each job, with a table of contents;
numbers are little-endian, in the units of the graph. Says `done` or `failed` after each.
"""
import gc
import json
import runpy
import signal
import sys
import traceback
from pathlib import Path

import numpy as np
from brian2 import BrianLogger, EventMonitor, Network, StateMonitor, prefs, seed, start_scope


def run(job, folder):
    """One script. Synapses give their last values only, in the order in which they were made."""
    start_scope()
    seed(job.get('seed', 0))
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


def too_long(*_):
    raise TimeoutError('it took longer than it may')


def main():
    prefs.codegen.target = 'numpy'
    BrianLogger.suppress_hierarchy('brian2')
    out = Path(sys.argv[1])
    # In seconds of the processor, which a busy machine does not lengthen.
    signal.signal(signal.SIGPROF, too_long)
    for line in sys.stdin:
        job = json.loads(line)
        name = job['name']
        prefs.core.default_float_dtype = np.float32 if job.get('precision') == 'f32' else np.float64
        signal.setitimer(signal.ITIMER_PROF, job['limit'])
        try:
            run(job, out / name)
            said = f'done {name}'
        except Exception:
            said = f'failed {name}: {traceback.format_exc(limit=-3).strip()}'.replace('\n', ' | ')
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        print(said, flush=True)
        gc.collect()


main()
