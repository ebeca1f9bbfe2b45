#!/usr/bin/env python3
"""Takes the display away from a window that trains: lost_display.py CLI WINDOW_RUN [--times N]

The X server is killed once the run has done some steps. The process must end, and last.pt must hold the last step that
metrics.csv has; the run then resumes. Ends with 0 where it was so every time.
"""
import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import torch


def steps_of(run):
    try:
        with open(run / "metrics.csv", newline="") as file:
            return [int(row["step"]) for row in csv.DictReader(file) if row["kind"] == "step"]
    except FileNotFoundError:
        return []


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("cli")
    parser.add_argument("window")
    parser.add_argument("--times", type=int, default=1)
    arguments = parser.parse_args()
    failures = 0
    with tempfile.TemporaryDirectory(prefix="priorscope-display-") as temporary:
        folder = Path(temporary)
        data = folder / "data"
        subprocess.run([arguments.cli, "dataset", "sample", str(data), "--images", "24", "--seed", "4"], check=True,
                       capture_output=True)
        for time_number in range(arguments.times):
            runs = folder / f"runs-{time_number}"
            runs.mkdir()
            run = runs / "run-001"
            read, write = os.pipe()
            display = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-nolisten", "tcp"], pass_fds=[write],
                                       stderr=subprocess.DEVNULL)
            os.close(write)
            number = os.read(read, 16).decode().strip()
            options = {"split": "train", "val_split": "val", "steps": 100000, "seed": 1, "threads": 1,
                       "checkpoint_every": 100000, "evaluate_every": 100000}
            window = subprocess.Popen([arguments.window, str(data), str(runs), json.dumps(options)],
                                      env=dict(os.environ, DISPLAY=f":{number}", QT_QPA_PLATFORM="xcb",
                                               GOMP_SPINCOUNT="2000"), stderr=subprocess.PIPE, text=True)
            until = time.monotonic() + 120
            while len(steps_of(run)) < 5 + time_number and window.poll() is None and time.monotonic() < until:
                time.sleep(0.05)
            display.kill()
            display.wait()
            _, errors = window.communicate(timeout=120)
            done = steps_of(run)
            last = run / "checkpoints" / "last.pt"
            saved = torch.load(last)["step"] if last.exists() else None
            fine = bool(done) and saved == done[-1] and not (run / "run.lock").exists()
            failures += not fine
            print(f"display lost after step {done[-1] if done else None}: last.pt holds step {saved}, "
                  f"ended with {window.returncode}{'' if fine else ': ' + errors}", flush=True)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
