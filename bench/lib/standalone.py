"""Compiles a script that `neuroloom export --to brian2` wrote to C++, runs it once and keeps its spikes.

The program that is left in the folder prints the CPU time of its simulation loop. `plain` flags leave out
-ffast-math and -march=native, so that the result does not depend on the machine.
"""
import json
import runpy
import sys
from pathlib import Path

import numpy as np
from brian2 import BrianLogger, EventMonitor, Network, device, prefs, set_device

PLAIN = ['-w', '-O3', '-ffp-contract=off', '-std=c++11']


def main():
    script, folder, steps, flags = sys.argv[1:5]
    BrianLogger.suppress_hierarchy('brian2')
    set_device('cpp_standalone', directory=folder, build_on_run=False)
    if flags == 'plain':
        prefs.codegen.cpp.extra_compile_args_gcc = PLAIN
    module = runpy.run_path(script)
    objects, firing, _ = module['build']()
    spikes = {name: EventMonitor(group, event) for name, (group, event) in firing.items()}
    network = Network(objects, list(spikes.values()))
    network.schedule = module['SCHEDULE']
    device.insert_code('before_network_run', 'const double _loop_began = (double)clock() / CLOCKS_PER_SEC;')
    device.insert_code('after_network_run', 'printf("loop %.6f\\n", (double)clock() / CLOCKS_PER_SEC - _loop_began);')
    network.run(int(steps) * module['DT'], namespace={})
    device.build(directory=folder, compile=True, run=True, debug=False, with_output=False)
    out = Path(folder) / 'spikes'
    out.mkdir()
    contents = {'spikes': {}, 'traces': {}, 'last': {}}
    for k, (name, monitor) in enumerate(spikes.items()):
        parts = {
            'tick': np.round(np.asarray(monitor.t / module['DT'])).astype('<i4'),
            'id': np.asarray(monitor.i, dtype='<i4'),
        }
        contents['spikes'][name] = {}
        for part, array in parts.items():
            array.tofile(out / f'{k}-{part}')
            contents['spikes'][name][part] = {'file': f'{k}-{part}', 'shape': list(array.shape)}
    (out / 'contents.json').write_text(json.dumps(contents))


main()
