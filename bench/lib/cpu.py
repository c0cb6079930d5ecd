"""Runs a command and prints the CPU time and the time on the clock of the whole process, children included."""
import json
import resource
import subprocess
import sys
import time

began = time.perf_counter()
status = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
wall = time.perf_counter() - began
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({'status': status, 'cpu': used.ru_utime + used.ru_stime, 'wall': wall}))
